/**
 * The p-th percentile by nearest rank: a value that really occurred, never an interpolated one.
 * @param p above 0, at most 100
 * @throws Error for an empty list: there is nothing to say then
 */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(Math.ceil((p / 100) * sorted.length), 1) - 1];
  if (value === undefined) throw new Error('a percentile of nothing was asked for');
  return value;
}

export interface Summary {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** @throws Error for an empty list */
export function summarize(values: readonly number[]): Summary {
  return {
    count: values.length,
    p50: percentile(values, 50),
    p95: percentile(values, 95),
    p99: percentile(values, 99),
  };
}
