import { countApologies } from './apology';
import { Refusal } from '../refusal';
import { deriveDue } from './deadline-derivation';
import type { DeadlineEntry, DeadlineMove, DeadlineOutcome, DeadlineState, PauseReason } from './deadline-state';
import { dayOf, formatInstant, type Instant } from './instant';
import {
  assertTimeLimit,
  DEFAULT_COUNTING_RULES,
  fallsOnWorkingDay,
  type CountingRules,
  type TimeLimit,
} from './time-limit';
import type { WorkingCalendar } from './working-calendar';

/**
 * The commands of a deadline: each takes a state and gives the next one. How pauses, moves and restarts change the due
 * date is said once, in `deadline-derivation.ts`. Every command refuses `DEADLINE_STOPPED` on a stopped deadline and
 * `DEADLINE_TIME_REVERSED` when `at` lies before what has already been recorded.
 */
export interface StartOptions {
  readonly id: string;
  /** Deviations from `DEFAULT_COUNTING_RULES`. */
  readonly rules?: Partial<CountingRules>;
}

/** Starts counting at the receipt of a complete dossier. Refuses `TIME_LIMIT_INVALID`, `CALENDAR_RANGE_EXCEEDED`. */
export function startDeadline(
  calendar: WorkingCalendar,
  limit: TimeLimit,
  at: Instant,
  options: StartOptions,
): DeadlineState {
  const rules = { ...DEFAULT_COUNTING_RULES, ...options.rules };
  assertTimeLimit(limit, rules);
  const truth = { id: options.id, limit, rules, startedAt: at, entries: [] };
  const due = deriveDue(calendar, truth);
  return { ...truth, ...due, originalDueAt: due.dueAt, calendarVersion: calendar.version };
}

/** Stops the clock for a reason; a further reason while paused is held as well. Refuses `PAUSE_ALREADY_OPEN`. */
export function pauseDeadline(state: DeadlineState, reason: PauseReason, at: Instant, evidence: string): DeadlineState {
  assertAccepts(state, at);
  const open = state.pause?.open ?? [];
  if (open.some((pause) => pause.reason === reason)) {
    throw new Refusal('PAUSE_ALREADY_OPEN', `The clock already stands still for ${reason}.`, { reason });
  }
  return {
    ...state,
    pause: { since: state.pause?.since ?? at, open: [...open, { reason, from: at, evidence }] },
    entries: [...state.entries, { kind: 'paused', reason, at, evidence }],
  };
}

/** Ends one reason; when it was the last, the clock goes on with what remained. Refuses `PAUSE_NOT_OPEN`. */
export function resumeDeadline(
  calendar: WorkingCalendar,
  state: DeadlineState,
  reason: PauseReason,
  at: Instant,
  evidence: string,
): DeadlineState {
  assertAccepts(state, at);
  const open = state.pause?.open ?? [];
  const left = open.filter((pause) => pause.reason !== reason);
  if (!state.pause || left.length === open.length) {
    throw new Refusal('PAUSE_NOT_OPEN', `The clock does not stand still for ${reason}.`, {
      reason,
      open: open.map((pause) => pause.reason),
    });
  }
  const entry: DeadlineEntry = { kind: 'resumed', reason, at, evidence };
  if (left.length > 0) {
    return { ...state, pause: { ...state.pause, open: left }, entries: [...state.entries, entry] };
  }
  return rederive(calendar, withoutPause(state), entry);
}

/** Counts the whole limit again from `at` (supplement mode "restart"); ends every open pause. The promised date stays. */
export function restartDeadline(
  calendar: WorkingCalendar,
  state: DeadlineState,
  at: Instant,
  evidence: string,
): DeadlineState {
  assertAccepts(state, at);
  return rederive(calendar, withoutPause(state), { kind: 'restarted', at, evidence });
}

/**
 * A manager sets another due date. Refuses `DEADLINE_PAUSED` (no date is in force), `NEW_DUE_IN_PAST`, and
 * `NEW_DUE_NOT_WORKING_DAY` (except for calendar hours).
 */
export function moveDeadline(
  calendar: WorkingCalendar,
  state: DeadlineState,
  newDue: Instant,
  reason: string,
  by: string,
  at: Instant,
): DeadlineState {
  return giveNewDate(calendar, state, { kind: 'moved', by, reason, from: state.dueAt, to: newDue, at });
}

/**
 * Form 04: apology and a later date, at most `maxTimes` (once, by NĐ 61/2018 Đ19). Finishing after the former date still counts late.
 * Refuses `APOLOGY_ALREADY_USED`, `NEW_DUE_NOT_LATER` and what `moveDeadline` refuses.
 */
export function extendWithApology(
  calendar: WorkingCalendar,
  state: DeadlineState,
  newDue: Instant,
  reason: string,
  by: string,
  at: Instant,
  maxTimes = 1,
): DeadlineState {
  assertAccepts(state, at);
  if (countApologies(state) >= maxTimes) {
    throw new Refusal('APOLOGY_ALREADY_USED', 'No further appointment with apology may be given.', { maxTimes });
  }
  if (newDue <= state.dueAt) {
    throw new Refusal('NEW_DUE_NOT_LATER', 'An apology must give a later date.', { dueAt: formatInstant(state.dueAt) });
  }
  return giveNewDate(calendar, state, { kind: 'apology', by, reason, from: state.dueAt, to: newDue, at });
}

/** The work is done (or ended otherwise): fixes the outcome. While paused, the clock counts as standing where it paused. */
export function stopDeadline(state: DeadlineState, at: Instant): DeadlineState & { readonly outcome: DeadlineOutcome } {
  assertAccepts(state, at);
  return { ...withoutPause(state), stoppedAt: at, outcome: judgeOutcome(state.pause?.since ?? at, state.countedDueAt) };
}

/** The calendar changed: derives the due date anew; the promised date stays, and a stopped deadline stays as it was. */
export function recomputeDeadline(newCalendar: WorkingCalendar, state: DeadlineState): DeadlineState {
  if (state.stoppedAt !== undefined) return state;
  return { ...state, ...deriveDue(newCalendar, state), calendarVersion: newCalendar.version };
}

function judgeOutcome(clock: Instant, due: Instant): DeadlineOutcome {
  if (clock > due) return 'late';
  return dayOf(clock) < dayOf(due) ? 'early' : 'onTime';
}

function giveNewDate(calendar: WorkingCalendar, state: DeadlineState, move: DeadlineMove): DeadlineState {
  assertAccepts(state, move.at);
  if (state.pause) {
    throw new Refusal('DEADLINE_PAUSED', 'The clock stands still: a new date can be given once it runs again.', {
      open: state.pause.open.map((pause) => pause.reason),
    });
  }
  if (move.to <= move.at) throw new Refusal('NEW_DUE_IN_PAST', 'The new date must lie ahead.');
  if (state.limit.unit !== 'calendarHour' && !fallsOnWorkingDay(calendar, move.to)) {
    throw new Refusal('NEW_DUE_NOT_WORKING_DAY', 'The new date is a day off.', { newDue: formatInstant(move.to) });
  }
  return rederive(calendar, state, move);
}

function rederive(calendar: WorkingCalendar, state: DeadlineState, entry: DeadlineEntry): DeadlineState {
  return recomputeDeadline(calendar, { ...state, entries: [...state.entries, entry] });
}

function withoutPause({ pause: _ended, ...rest }: DeadlineState): DeadlineState {
  return rest;
}

function assertAccepts(state: DeadlineState, at: Instant): void {
  if (state.stoppedAt !== undefined) {
    throw new Refusal('DEADLINE_STOPPED', 'The deadline has already been stopped.', {
      stoppedAt: formatInstant(state.stoppedAt),
    });
  }
  const last = state.entries.at(-1)?.at ?? state.startedAt;
  if (at < last) {
    throw new Refusal('DEADLINE_TIME_REVERSED', 'What happens to a deadline is recorded in order of time.', {
      last: formatInstant(last),
      at: formatInstant(at),
    });
  }
}
