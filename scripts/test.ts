import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

/**
 * Every check of the repository with one command (`npm test`): static checks first, then all jest projects, each kind on
 * what it needs. Closes with a plain count of all of them.
 */
const root = path.resolve(__dirname, '..');
const out = path.join(root, 'out');

interface Count {
  passed: number;
  failed: number;
}

/** A static check counts as one test. */
const staticChecks: readonly (readonly [name: string, command: string, ...args: string[]])[] = [
  ['types', 'tsc', '--noEmit'],
  ['types of the web app', 'tsc', '--noEmit', '-p', 'web'],
  ['lint', 'eslint', '.', '--max-warnings', '0'],
  ['format', 'prettier', '--check', '.'],
  ['unused code', 'knip'],
];

/** Pure tests side by side; what needs the servers one file after another, so that two cores are enough. */
const jestRuns: readonly (readonly string[])[] = [
  ['--selectProjects', 'unit', '--maxWorkers', '2'],
  ['--selectProjects', 'db', 'temporal', 'replay', 'api', '--runInBand'],
  ['--selectProjects', 'faults', '--runInBand'],
  ['--selectProjects', 'web', '--runInBand'],
];

async function main(): Promise<void> {
  mkdirSync(out, { recursive: true });
  const total: Count = { passed: 0, failed: 0 };
  const add = (count: Count) => {
    total.passed += count.passed;
    total.failed += count.failed;
  };
  for (const [name, command, ...args] of staticChecks) {
    const code = await run(command, args);
    console.log(`${code === 0 ? 'passed' : 'FAILED'}: ${name}`);
    add(code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
  }
  for (const [index, args] of jestRuns.entries()) add(await runJest(`jest-${index}.json`, args));
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

async function runJest(reportName: string, args: readonly string[]): Promise<Count> {
  const report = path.join(out, reportName);
  rmSync(report, { force: true });
  const code = await run('jest', [...args, '--json', '--outputFile', report, '--forceExit']);
  try {
    const result = JSON.parse(readFileSync(report, 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
      numRuntimeErrorTestSuites: number;
      numTotalTests: number;
    };
    const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
    // A run without any test, or one that failed beside its tests (set-up), is a failure too.
    const other = failed === 0 && (code !== 0 || result.numTotalTests === 0) ? 1 : 0;
    return { passed: result.numPassedTests, failed: failed + other };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

function run(command: string, args: readonly string[]): Promise<number> {
  const file = path.join(root, 'node_modules', '.bin', command);
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', (error) => {
      console.error(`${command} cannot be started: ${error.message}`);
      resolve(1);
    });
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

void main();
