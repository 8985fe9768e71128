import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { LintInput, LintOutput } from './lint-texts';

const root = path.resolve(__dirname, '..', '..', '..');

/** Lints all the texts in one go. */
export function runLint(inputs: readonly LintInput[]): LintOutput {
  const program = path.join(__dirname, 'lint-texts.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', program], {
    cwd: root,
    input: JSON.stringify(inputs),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`lint broke off: ${stderr}`);
  return JSON.parse(stdout) as LintOutput;
}
