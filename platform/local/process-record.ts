import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { waitUntil } from './wait-until';

/** A process as it can be recognised later: a number alone may meanwhile belong to somebody else. */
export interface ProcessRecord {
  readonly pid: number;
  /** When it was started, in the words of the operating system. */
  readonly started: string;
}

const recordSchema = z.object({ pid: z.number().int().positive(), started: z.string().min(1) });

/** The record of a living process; undefined when there is none (a zombie, dead but not yet collected, counts as none). */
export function observeProcess(pid: number): ProcessRecord | undefined {
  const started = process.platform === 'linux' ? readLinuxStart(pid) : readStartFromPs(pid);
  return started === undefined ? undefined : { pid, started };
}

/** True while exactly the recorded process lives. */
export function isAlive(record: ProcessRecord): boolean {
  return observeProcess(record.pid)?.started === record.started;
}

/** Remembers a process in a file, so that a later start can find and end it. Does nothing if it is already gone. */
export function writeProcessRecord(file: string, pid: number): void {
  const record = observeProcess(pid);
  if (record) writeFileSync(file, `${JSON.stringify(record)}\n`);
}

/** The record kept in a file; undefined when the file is absent or damaged. */
export function readProcessRecord(file: string): ProcessRecord | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return recordSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/**
 * Ends the process group a record file names, if exactly that process still lives, and removes the file.
 * Asks first, and kills what has not gone after the grace time.
 *
 * @returns whether a process had to be ended
 */
export async function endRecordedProcess(file: string, signal: NodeJS.Signals, graceMs: number): Promise<boolean> {
  const record = readProcessRecord(file);
  const alive = record !== undefined && isAlive(record);
  if (alive) {
    sendSignal(record.pid, signal);
    if (!(await waitUntil(() => !isAlive(record), graceMs))) {
      sendSignal(-record.pid, 'SIGKILL');
      await waitUntil(() => !isAlive(record), 5_000);
    }
  }
  rmSync(file, { force: true });
  return alive;
}

/** Sends a signal; a process (or, for a negative number, a group) that is already gone is no error. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Boot and start tick: unique for the life of the machine, unlike a clock time. */
function readLinuxStart(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field, the program's name, may hold spaces and brackets: count from its closing bracket on.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const state = fields[0];
    const startTick = fields[19];
    if (state === 'Z' || state === 'X' || startTick === undefined) return undefined;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${startTick}`;
  } catch {
    return undefined;
  }
}

function readStartFromPs(pid: number): string | undefined {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    const [state, ...started] = line.split(/\s+/);
    return !state || state.startsWith('Z') ? undefined : started.join(' ');
  } catch {
    return undefined;
  }
}
