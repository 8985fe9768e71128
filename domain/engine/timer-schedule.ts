import type { TimerDefinition } from '../bpmn/process-graph';
import { ExpressionFailure, addDuration, parseDuration, parseInstant } from '../expression/feel';
import type { Timer } from './state';

export type Firing = Pick<Timer, 'dueAt' | 'repeat'>;

/**
 * When a timer fires first (epoch ms), and how it goes on. `undefined`: never (`R0/…`).
 * @throws ExpressionFailure `TIMER_VALUE_INVALID`
 */
export function firstFiring(type: TimerDefinition['type'], value: string, now: number): Firing | undefined {
  if (type === 'date') return { dueAt: parseInstant(value) };
  if (type === 'duration') return { dueAt: addDuration(now, value) };
  // ISO 8601 R[n]/[start/]interval: n firings, the first at `start` or one interval from now.
  const parts = value.split('/');
  const count = /^R(\d*)$/.exec(parts[0] ?? '')?.[1];
  if (count === undefined || parts.length < 2 || parts.length > 3) {
    throw new ExpressionFailure('TIMER_VALUE_INVALID', `${value} is not a cycle`);
  }
  const interval = parts[parts.length - 1] ?? '';
  // Checked now and not at the second firing, when nobody could mend it; standing still, it would fire for ever.
  if (addDuration(now, interval) <= now) {
    throw new ExpressionFailure('TIMER_VALUE_INVALID', `${value}: the interval must be longer than nothing`);
  }
  if (count !== '' && Number(count) === 0) return undefined;
  const start = parts.length === 3 ? parseInstant(parts[1] ?? '') : addDuration(now, interval);
  if (count !== '') return { dueAt: start, repeat: { interval, left: Number(count) - 1 } };
  return { dueAt: latestOccurrence(start, interval, now), repeat: { interval, left: null } };
}

/** The firing after this one, counted from when this one was due and not from now; `undefined` after the last. */
export function nextFiring({ dueAt, repeat }: Firing): Firing | undefined {
  if (!repeat || repeat.left === 0) return undefined;
  const { interval, left } = repeat;
  return { dueAt: addDuration(dueAt, interval), repeat: { interval, left: left === null ? null : left - 1 } };
}

/** An endless cycle that began in the past does not make up for years: it begins with its latest occurrence. */
function latestOccurrence(start: number, interval: string, now: number): number {
  const { months, ms } = parseDuration(interval);
  if (start > now) return start;
  if (months === 0) return now - ((now - start) % ms);
  let at = start;
  for (let next = addDuration(at, interval); next <= now; next = addDuration(at, interval)) at = next;
  return at;
}
