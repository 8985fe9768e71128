import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { sendSignal, writeProcessRecord } from './process-record';
import { RotatingLog } from './rotating-log';
import { StartFailure } from './start-failure';
import type { ReportProgress, StartFailureCode } from './start-failure';
import { pause, waitUntil } from './wait-until';

/** A program that runs beside us for as long as we do. */
export interface ChildSpec {
  /** As people call it. */
  readonly part: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** Run as this user instead of ours (only possible for root). */
  readonly user?: { readonly uid: number; readonly gid: number };
  readonly logFile: string;
  readonly pidFile: string;
  /** How we know that it is ready: it answers a probe, or prints a JSON line with the key `ready`. */
  readonly readiness: { readonly kind: 'probe'; probe(): Promise<boolean> } | { readonly kind: 'line' };
  readonly readyWithinMs: number;
  readonly stopSignal: NodeJS.Signals;
  readonly stopWithinMs: number;
  /** Code of the refusal when it does not become ready. */
  readonly failureCode: StartFailureCode;
  /** false: a death is final, and for the owner to notice. Default true. */
  readonly restart?: boolean;
  /** Told when it dies and is started again. */
  readonly report: ReportProgress;
}

/** A line `{"ready": …}` as the child printed it. */
export type ReadyLine = Readonly<Record<string, unknown>>;

/** Restart delays after 1, 2, 3… deaths; a child that lived this long starts again from the first. */
const restartDelaysMs = [250, 500, 1_000, 2_000, 5_000, 10_000, 30_000];
const healthyAfterMs = 60_000;

/**
 * One supervised program. Invariants:
 * C1 At most one process of it lives. C2 While we have not been asked to stop, a death after readiness leads to a new start (unless `restart` is false).
 * C3 `stop` ends it for good: no start happens after it was called. C4 The pid file names the living process, if any.
 */
export class SupervisedChild {
  private readonly log: RotatingLog;
  private child: ChildProcess | undefined;
  private stopping = false;
  private becameReady = false;
  private deathsInARow = 0;
  private restartTimer: NodeJS.Timeout | undefined;
  private unfinishedLine = '';
  /** The line `{"ready": …}` the living process printed; empty until it does. */
  readyLine: ReadyLine = {};

  constructor(readonly spec: ChildSpec) {
    this.log = new RotatingLog(spec.logFile);
  }

  /** The process number, while it lives. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Starts the program and waits until it is ready. @throws StartFailure when it dies or stays silent too long */
  async start(): Promise<void> {
    this.spawnOnce();
    const first = this.child;
    const ready = await waitUntil(async () => this.child !== first || (await this.isReady()), this.spec.readyWithinMs);
    if (ready && this.child === first && first !== undefined) {
      this.becameReady = true;
      return;
    }
    // Its last words may still be on their way through the pipe when its end is already known.
    await pause(50);
    const why = ready
      ? `its program ended at once${this.describeLastWords()}`
      : `it was not ready within ${Math.round(this.spec.readyWithinMs / 1000)} seconds${this.describeLastWords()}`;
    await this.stop();
    throw new StartFailure(this.spec.failureCode, this.spec.part, why, `read ${this.spec.logFile}`);
  }

  /** Ends the program: asks, waits, and then kills its whole process group. Safe to call twice. */
  async stop(): Promise<void> {
    const alreadyStopping = this.stopping;
    this.stopping = true;
    clearTimeout(this.restartTimer);
    const child = this.child;
    if (child?.pid !== undefined) {
      sendSignal(child.pid, this.spec.stopSignal);
      if (!(await waitUntil(() => this.child === undefined, this.spec.stopWithinMs, 20))) {
        sendSignal(-child.pid, 'SIGKILL');
        await waitUntil(() => this.child === undefined, 5_000, 20);
      }
    }
    if (!alreadyStopping) this.log.close();
  }

  /** Sends a signal to the living process, e.g. SIGKILL in a fault test; it will be started again. */
  signal(signal: NodeJS.Signals): void {
    if (this.child?.pid !== undefined) sendSignal(this.child.pid, signal);
  }

  /** Resolves once it is ready again after a death. @returns whether that happened in time */
  async waitUntilReady(patienceMs: number): Promise<boolean> {
    return waitUntil(async () => this.child !== undefined && (await this.isReady()), patienceMs);
  }

  private async isReady(): Promise<boolean> {
    if (this.spec.readiness.kind === 'line') return 'ready' in this.readyLine;
    return this.spec.readiness.probe().catch(() => false);
  }

  private spawnOnce(): void {
    const { command, args, env, cwd, user, pidFile } = this.spec;
    this.readyLine = {};
    this.unfinishedLine = '';
    // A process group of its own: Ctrl-C in the terminal reaches only us, and we stop the parts in order.
    const child = spawn(command, args, { env, cwd, ...user, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const startedAt = Date.now();
    this.child = child;
    if (child.pid !== undefined) writeProcessRecord(pidFile, child.pid);
    child.stdout.on('data', (chunk: Buffer) => {
      this.write(chunk);
      this.watchForReadyLine(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => this.write(chunk));
    // 'exit', not 'close': a grandchild may hold the pipes open long after the program itself is gone.
    const onEnd = (how: string) => {
      if (this.child !== child) return;
      this.child = undefined;
      rmSync(pidFile, { force: true });
      this.onDeath(how, Date.now() - startedAt);
    };
    child.once('error', (error) => {
      this.write(`${error.message}\n`);
      onEnd(error.message);
    });
    child.once('exit', (code, signal) => onEnd(signal ? `signal ${signal}` : `exit code ${code}`));
  }

  private onDeath(how: string, livedMs: number): void {
    if (this.stopping || !this.becameReady || this.spec.restart === false) return;
    this.deathsInARow = livedMs >= healthyAfterMs ? 1 : this.deathsInARow + 1;
    const delay = restartDelaysMs[Math.min(this.deathsInARow, restartDelaysMs.length) - 1] ?? 0;
    this.spec.report(`${this.spec.part} ended unexpectedly (${how}); starting it again.`);
    this.restartTimer = setTimeout(() => this.spawnOnce(), delay);
  }

  private write(chunk: Buffer | string): void {
    if (!this.stopping || this.child !== undefined) this.log.append(chunk);
  }

  private watchForReadyLine(chunk: Buffer): void {
    if ('ready' in this.readyLine) return;
    const lines = (this.unfinishedLine + chunk.toString('utf8')).split('\n');
    this.unfinishedLine = lines.pop() ?? '';
    for (const line of lines) {
      const parsed = parseReadyLine(line);
      if (parsed) this.readyLine = parsed;
    }
  }

  private describeLastWords(): string {
    const line = this.log.lastLine();
    return line ? ` (its last words: ${shorten(line)})` : '';
  }
}

/** The object in a line such as `{"ready":"api","port":8080}`; undefined for every other line. */
export function parseReadyLine(line: string): ReadyLine | undefined {
  if (!line.includes('"ready"')) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && 'ready' in value ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** Runs a program to its end. @returns everything it printed @throws StartFailure when it does not end with code 0 */
export async function runToEnd(
  spec: Omit<ChildSpec, 'pidFile' | 'readiness' | 'readyWithinMs' | 'stopSignal' | 'stopWithinMs' | 'report'>,
): Promise<string> {
  const log = new RotatingLog(spec.logFile);
  let output = '';
  const keep = (chunk: Buffer) => {
    log.append(chunk);
    output += chunk.toString('utf8');
  };
  try {
    const how = await new Promise<string | undefined>((resolve) => {
      const { command, args, env, cwd, user } = spec;
      const child = spawn(command, args, { env, cwd, ...user, stdio: ['ignore', 'pipe', 'pipe'] });
      child.stdout.on('data', keep);
      child.stderr.on('data', keep);
      child.once('error', (error) => resolve(error.message));
      child.once('close', (code, signal) => resolve(code === 0 ? undefined : (signal ?? `exit code ${code}`)));
    });
    if (how === undefined) return output;
    const words = log.lastLine();
    throw new StartFailure(
      spec.failureCode,
      spec.part,
      `its program failed with ${how}${words ? ` (its last words: ${shorten(words)})` : ''}`,
      `read ${spec.logFile}`,
    );
  } finally {
    log.close();
  }
}

function shorten(line: string): string {
  const limit = 300;
  return line.length > limit ? `${line.slice(0, limit)}…` : line;
}
