import { readdirSync, readFileSync } from 'node:fs';

/** The kernel counts in these, whatever its own tick (proc(5): sysconf(_SC_CLK_TCK), 100 on every Linux we run on). */
const TICKS_PER_SECOND = 100;

/** What `/proc/<pid>/stat` says of one process. */
export interface ProcessTicks {
  readonly pid: number;
  readonly parent: number;
  /** User and system time of its own and of children it has waited for. */
  readonly ticks: number;
}

/** @returns undefined for a text that is no stat line */
export function parseProcessStat(text: string): ProcessTicks | undefined {
  // The second field, the program's name, may hold spaces and brackets: count from its closing bracket on.
  const bracket = text.lastIndexOf(')');
  const pid = Number.parseInt(text, 10);
  const fields = text.slice(bracket + 2).split(' ');
  const [parent, ...times] = [fields[1], ...fields.slice(11, 15)].map(Number);
  if (bracket < 0 || parent === undefined || times.length < 4) return undefined;
  if ([pid, parent, ...times].some((value) => !Number.isFinite(value))) return undefined;
  return { pid, parent, ticks: times.reduce((sum, value) => sum + value, 0) };
}

/**
 * CPU seconds used so far by these programs with everything they started (PostgreSQL's backends, too). A child that has
 * ended is counted in its parent, so nothing is lost or counted twice. Linux only.
 */
export function readCpuSeconds(roots: readonly number[]): number {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(name) ?? []);
  return sumOfTrees(processes, roots) / TICKS_PER_SECOND;
}

/** Ticks of the given processes and of everything below them. */
export function sumOfTrees(processes: readonly ProcessTicks[], roots: readonly number[]): number {
  const children = new Map<number, ProcessTicks[]>();
  for (const one of processes) children.set(one.parent, [...(children.get(one.parent) ?? []), one]);
  const visit = (pid: number): number =>
    (children.get(pid) ?? []).reduce((sum, child) => sum + child.ticks + visit(child.pid), 0);
  const own = new Map(processes.map(({ pid, ticks }) => [pid, ticks]));
  return roots.reduce((sum, pid) => sum + (own.get(pid) ?? 0) + visit(pid), 0);
}

function readProcess(pid: string): ProcessTicks | undefined {
  try {
    return parseProcessStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return undefined; // it ended between the listing and the reading
  }
}
