import type { TimerDefinition } from '../bpmn/process-graph';
import { ExpressionFailure, addDuration, parseInstant } from '../expression/feel';
import { parseDuration } from '../expression/iso-8601';
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
  const [start, first] = parts.length === 3 ? [parseInstant(parts[1] ?? ''), 0] : [now, 1];
  const turn = count === '' ? latestTurn(start, interval, first, now) : first;
  const left = count === '' ? null : Number(count) - 1;
  return { dueAt: addDuration(start, interval, turn), repeat: { interval, left, start, turn } };
}

/**
 * The firing after this one; `undefined` after the last. Counted from the start of the cycle, not from now or from the
 * firing before: monthly from 31 January is 28 February and then 31 March.
 */
export function nextFiring({ dueAt, repeat }: Firing): Firing | undefined {
  if (!repeat || repeat.left === 0) return undefined;
  const { interval } = repeat;
  const left = repeat.left === null ? null : repeat.left - 1;
  // Set before cycles kept their start: goes on from here.
  const { start = dueAt, turn = 0 } = repeat;
  return { dueAt: addDuration(start, interval, turn + 1), repeat: { interval, left, start, turn: turn + 1 } };
}

/** An endless cycle that began in the past does not make up for years: it begins with its latest occurrence. */
function latestTurn(start: number, interval: string, first: number, now: number): number {
  const { months, ms } = parseDuration(interval) ?? { months: 0, ms: 0 };
  let turn = first;
  if (months === 0) turn = Math.max(first, Math.floor((now - start) / ms));
  else while (addDuration(start, interval, turn + 1) <= now) turn += 1;
  return turn;
}
