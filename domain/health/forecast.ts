import { MS_PER_DAY } from '../clock/instant';

/** At an instant (UTC ms), a value. */
export interface Sample {
  readonly at: number;
  readonly value: number;
}

export interface Trend {
  /** Growth a day. */
  readonly perDay: number;
  /** When the limit is reached if it goes on so, UTC ms; null: never within the horizon, or there is no limit. */
  readonly reachesAt: number | null;
}

/** Fewer days say nothing about the next ones. */
const LEAST_SAMPLES = 3;
const LEAST_SPAN_DAYS = 2;
/** What is further away than this is nobody's plan. */
const HORIZON_DAYS = 730;

/**
 * Where values are going: the median of the slopes between all pairs (Theil–Sen), so that one day of copying or cleaning up moves nothing.
 * @param days one sample for each day, in order
 * @param limit what must not be reached
 */
export function forecast(days: readonly Sample[], limit: number | null): Trend | null {
  const first = days[0];
  const last = days.at(-1);
  if (!first || !last || days.length < LEAST_SAMPLES || last.at - first.at < LEAST_SPAN_DAYS * MS_PER_DAY) return null;
  const slopes = days.flatMap((a, index) =>
    days.slice(index + 1).map((b) => ((b.value - a.value) / (b.at - a.at)) * MS_PER_DAY),
  );
  const perDay = median(slopes);
  if (limit === null || perDay <= 0) return { perDay, reachesAt: null };
  const level = median(days.map(({ at, value }) => value + (perDay * (last.at - at)) / MS_PER_DAY));
  const daysLeft = Math.max(0, (limit - level) / perDay);
  return { perDay, reachesAt: daysLeft > HORIZON_DAYS ? null : Math.round(last.at + daysLeft * MS_PER_DAY) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low, high] = [sorted[middle - 1] ?? 0, sorted[middle] ?? 0];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}
