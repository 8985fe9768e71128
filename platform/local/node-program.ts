import { existsSync } from 'node:fs';
import path from 'node:path';
import { runToEnd, SupervisedChild } from './child-process';
import { endRecordedProcess } from './process-record';
import { StartFailure } from './start-failure';
import type { ReportProgress } from './start-failure';

/** One of our own TypeScript programs, run beside us. */
export interface NodeProgram {
  /** As people call it. */
  readonly part: string;
  /** Also names its log and pid file. */
  readonly name: string;
  /** Path inside the checkout, e.g. `api/main.ts`. */
  readonly file: string;
  readonly args?: readonly string[];
  /** Added to our own environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly root: string;
  readonly logDir: string;
  readonly pidDir: string;
  readonly report: ReportProgress;
  /** Ready when this answers 200 over HTTP; when absent, when it prints `{"ready": …}`. */
  readonly healthUrl?: string;
}

const readyWithinMs = 60_000;

/** Starts the program, after ending one that an earlier, killed run left behind. @throws StartFailure */
export async function startNodeProgram(program: NodeProgram): Promise<SupervisedChild> {
  const pidFile = path.join(program.pidDir, `${program.name}.pid`);
  await endRecordedProcess(pidFile, 'SIGTERM', 10_000);
  const { healthUrl } = program;
  const child = new SupervisedChild({
    ...describeRun(program),
    pidFile,
    readiness: healthUrl === undefined ? { kind: 'line' } : { kind: 'probe', probe: () => answersOk(healthUrl) },
    readyWithinMs,
    stopSignal: 'SIGTERM',
    stopWithinMs: 20_000,
    report: program.report,
  });
  await child.start();
  return child;
}

/** Runs the program to its end, e.g. the migrations. @throws StartFailure */
export async function runNodeProgram(program: NodeProgram): Promise<void> {
  await runToEnd(describeRun(program));
}

function describeRun({ part, name, file, args = [], env, root, logDir }: NodeProgram) {
  if (!existsSync(path.join(root, file))) {
    throw new StartFailure(
      'PROGRAM_MISSING',
      part,
      `its program ${file} is not in the checkout`,
      'restore the checkout',
    );
  }
  return {
    part,
    command: process.execPath,
    args: ['--import', 'tsx', file, ...args],
    env: mergeEnvironment(process.env, env),
    cwd: root,
    logFile: path.join(logDir, `${name}.log`),
    failureCode: 'PROGRAM_FAILED' as const,
  };
}

/** Our own values win, also over a `<NAME>_FILE` of the same variable, which would otherwise contradict them. */
function mergeEnvironment(outer: NodeJS.ProcessEnv, own: NodeProgram['env']): NodeJS.ProcessEnv {
  const merged: NodeJS.ProcessEnv = { ...outer, ...own };
  for (const name of Object.keys(own)) delete merged[`${name}_FILE`];
  return merged;
}

async function answersOk(url: string): Promise<boolean> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
  await answer.arrayBuffer();
  return answer.ok;
}
