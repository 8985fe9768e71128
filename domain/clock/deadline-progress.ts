import { deadlineStatus, type DeadlineState } from './deadline-state';
import { MS_PER_HOUR, type Instant } from './instant';
import { runningMsBetween } from './time-limit';
import { addWorkingMs, subtractWorkingMs, type WorkingCalendar } from './working-calendar';

/** How far a deadline has come. All times in its own measure: working time, or all time for calendar hours. */

export interface DeadlineThreshold {
  /** Percent of the allowed time. */
  readonly percent: number;
  readonly at: Instant;
}

const DEFAULT_THRESHOLD_PERCENTS: readonly number[] = [50, 75, 90, 100];

/** "Sắp hạn": what is left is at most this fraction of the allowed time, or at most these hours. */
export interface NearDueRule {
  readonly fraction: number;
  readonly hours: number;
}

const DEFAULT_NEAR_DUE_RULE: NearDueRule = { fraction: 0.2, hours: 2 };

/**
 * When each percentage of the allowed time is used up, counted back from the due instant, so that 100 % is exactly
 * `dueAt` and an instant before a resumption may lie in the past. Empty while paused or stopped.
 */
export function thresholdInstants(
  calendar: WorkingCalendar,
  state: DeadlineState,
  percents: readonly number[] = DEFAULT_THRESHOLD_PERCENTS,
): DeadlineThreshold[] {
  if (deadlineStatus(state) !== 'running') return [];
  return percents.map((percent) => ({ percent, at: thresholdInstant(calendar, state, percent) }));
}

/**
 * Percent of the allowed time that had been used when the present due date was given, if it is a later one than before:
 * those thresholds had come due by the former date already. 0 for a date that was counted, or given as an earlier one.
 */
export function percentUsedAtNewDate(calendar: WorkingCalendar, state: DeadlineState): number {
  const begun = state.entries.findLast(({ kind }) => kind !== 'paused' && kind !== 'resumed');
  if (begun === undefined || !('to' in begun) || begun.to <= begun.from || state.allowedMs === 0) return 0;
  const leftMs = runningMsBetween(calendar, state.limit.unit, begun.at, begun.to);
  return ((state.allowedMs - leftMs) / state.allowedMs) * 100;
}

/** Percent of the allowed time used at `now`, never negative, over 100 when overdue; a paused or stopped clock stands. */
export function percentUsed(calendar: WorkingCalendar, state: DeadlineState, now: Instant): number {
  const clock = clockInstant(state, now);
  if (state.allowedMs === 0) return clock < state.dueAt ? 0 : 100;
  const leftMs = runningMsBetween(calendar, state.limit.unit, clock, state.dueAt);
  return Math.max(0, ((state.allowedMs - leftMs) / state.allowedMs) * 100);
}

/** From when on a running deadline is near its end (`isNearDue`); undefined while it is paused or stopped. */
export function nearDueInstant(
  calendar: WorkingCalendar,
  state: DeadlineState,
  rule: NearDueRule = DEFAULT_NEAR_DUE_RULE,
): Instant | undefined {
  if (deadlineStatus(state) !== 'running') return undefined;
  const leftMs = Math.round(Math.max(rule.fraction * state.allowedMs, rule.hours * MS_PER_HOUR));
  return state.limit.unit === 'calendarHour' ? state.dueAt - leftMs : subtractWorkingMs(calendar, state.dueAt, leftMs);
}

/** Running, not yet overdue, and close to the due instant. */
export function isNearDue(
  calendar: WorkingCalendar,
  state: DeadlineState,
  now: Instant,
  rule: NearDueRule = DEFAULT_NEAR_DUE_RULE,
): boolean {
  if (deadlineStatus(state) !== 'running' || now > state.dueAt) return false;
  const leftMs = runningMsBetween(calendar, state.limit.unit, now, state.dueAt);
  return leftMs <= rule.fraction * state.allowedMs || leftMs <= rule.hours * MS_PER_HOUR;
}

/** Past the date in force; for a stopped deadline ask its outcome instead. */
export function isOverdue(state: DeadlineState, now: Instant): boolean {
  return clockInstant(state, now) > state.dueAt;
}

function clockInstant(state: DeadlineState, now: Instant): Instant {
  return state.stoppedAt ?? state.pause?.since ?? now;
}

function thresholdInstant(
  calendar: WorkingCalendar,
  { limit, dueAt, allowedMs }: DeadlineState,
  percent: number,
): Instant {
  const fromDueMs = Math.round(((percent - 100) / 100) * allowedMs);
  if (limit.unit === 'calendarHour') return dueAt + fromDueMs;
  return fromDueMs < 0 ? subtractWorkingMs(calendar, dueAt, -fromDueMs) : addWorkingMs(calendar, dueAt, fromDueMs);
}
