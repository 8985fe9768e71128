import { readCpuSeconds } from './cpu-time';

/** Programs whose CPU is counted apart, by what they are called in the report. */
export type CpuGroups = Readonly<Record<string, number | undefined>>;
/** CPU seconds of each group. */
export type CpuSplit = Readonly<Record<string, number>>;

/** What each program used while `work` ran, everything below it included. */
export async function splitCpu<T>(
  groups: CpuGroups,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly cpu: CpuSplit }> {
  const read = () => Object.values(groups).map((pid) => (pid === undefined ? 0 : readCpuSeconds([pid])));
  const before = read();
  const result = await work();
  const after = read();
  const used = Object.keys(groups).map((name, index) => [name, (after[index] ?? 0) - (before[index] ?? 0)]);
  return { result, cpu: Object.fromEntries(used) as CpuSplit };
}

export function addSplits(splits: readonly CpuSplit[]): CpuSplit {
  const sum: Record<string, number> = {};
  for (const split of splits) for (const [name, used] of Object.entries(split)) sum[name] = (sum[name] ?? 0) + used;
  return sum;
}

export function totalOf(split: CpuSplit): number {
  return Object.values(split).reduce((sum, used) => sum + used, 0);
}

/** `worker 5.91, PostgreSQL 3.05`, in ms for each of so many steps. */
export function describeSplit(split: CpuSplit, steps: number): string {
  return Object.entries(split)
    .map(([name, used]) => `${name} ${((used * 1_000) / steps).toFixed(2)}`)
    .join(', ');
}
