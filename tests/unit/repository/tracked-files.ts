import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(__dirname, '..', '..', '..');

/** What `.gitignore` names, and git itself: no part of the repository. */
const FOREIGN = new Set(['node_modules', '.git', ...readIgnored()]);

/** Every file of the repository, relative to its root, with `/`. Does not need git: a release has none. */
export function listFiles(under = '.'): string[] {
  return readdirSync(path.join(ROOT, under), { withFileTypes: true }).flatMap((entry) => {
    if (FOREIGN.has(entry.name)) return [];
    const name = under === '.' ? entry.name : `${under}/${entry.name}`;
    return entry.isDirectory() ? listFiles(name) : [name];
  });
}

export function readText(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}

/** Program text of the product: no tests. */
export function listSources(): string[] {
  return listFiles().filter((file) => /\.(?:ts|tsx|mts)$/.test(file) && !file.startsWith('tests/'));
}

function readIgnored(): string[] {
  const lines = readFileSync(path.join(ROOT, '.gitignore'), 'utf8').split('\n');
  return lines.map((line) => line.replace(/\/$/, '')).filter((line) => line !== '' && !line.includes('*'));
}
