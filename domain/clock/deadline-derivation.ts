import type { DeadlineEntry, DeadlineState, PauseReason } from './deadline-state';
import { dayOf, type DayNumber, type Instant } from './instant';
import {
  countEnd,
  countingStart,
  dueOn,
  endOnDay,
  fallsOnWorkingDay,
  runningMsBetween,
  type CountedEnd,
  type CountingRules,
  type TimeLimit,
} from './time-limit';
import {
  addWorkingMs,
  countWorkingDayNumbers,
  rollToWorkingDay,
  walkWorkingDays,
  type WorkingCalendar,
} from './working-calendar';

/**
 * When a deadline is due, derived from its start and its entries alone. Every command and every change of the calendar
 * goes through here, so there is one truth about pauses:
 *
 * P1  Limits in days: what remains are WHOLE days after the date of the pause; they begin to count after the date of the
 *     resumption. Paused and resumed on one date, nothing changes. Days never become hours.
 * P2  With no day remaining, a resumed limit is due the day it resumes, or the next working day after the due hour.
 * P3  Limits in hours: the remaining (working) time is added to the instant of the resumption; none remaining, due as before.
 * P4  Several reasons may hold the clock at once; it goes on when the last one ends.
 * P5  A new date given by a manager or with an apology stands as given; it gives way to the next working day only when a
 *     later calendar declares it off.
 * P6  What has been missed stays missed for the outcome: neither a later pause nor a new date cures it, nor does an apology
 *     beforehand. Only a restart from zero begins afresh.
 */
export interface DerivedDue {
  readonly dueAt: Instant;
  readonly countedDueAt: Instant;
  readonly allowedMs: number;
}

type Countable = Pick<DeadlineState, 'limit' | 'rules' | 'startedAt' | 'entries'>;

interface Counting {
  readonly calendar: WorkingCalendar;
  readonly limit: TimeLimit;
  readonly rules: CountingRules;
}

interface Progress {
  current: CountedEnd;
  counted: CountedEnd;
  allowedMs: number;
  pausedSince?: Instant;
  open: PauseReason[];
}

export function deriveDue(calendar: WorkingCalendar, { limit, rules, startedAt, entries }: Countable): DerivedDue {
  const counting = { calendar, limit, rules };
  let progress = beginCounting(counting, startedAt);
  for (const entry of entries) progress = applyEntry(counting, progress, entry);
  return { dueAt: progress.current.due, countedDueAt: progress.counted.due, allowedMs: progress.allowedMs };
}

function beginCounting({ calendar, limit, rules }: Counting, at: Instant): Progress {
  const start = countingStart(calendar, limit, rules, at);
  const end = countEnd(calendar, limit, rules, start);
  return { current: end, counted: end, allowedMs: runningMsBetween(calendar, limit.unit, start, end.due), open: [] };
}

function applyEntry(counting: Counting, progress: Progress, entry: DeadlineEntry): Progress {
  switch (entry.kind) {
    case 'paused':
      return { ...progress, pausedSince: progress.pausedSince ?? entry.at, open: [...progress.open, entry.reason] };
    case 'resumed': {
      const open = progress.open.filter((reason) => reason !== entry.reason);
      const since = progress.pausedSince;
      if (open.length > 0 || since === undefined) return { ...progress, open };
      return {
        current: shiftByPause(counting, progress.current, since, entry.at),
        counted:
          since > progress.counted.due ? progress.counted : shiftByPause(counting, progress.counted, since, entry.at),
        allowedMs: progress.allowedMs,
        open,
      };
    }
    case 'restarted':
      return beginCounting(counting, entry.at);
    case 'moved':
    case 'apology': {
      const moved = movedEnd(counting, entry.to);
      const added = runningMsBetween(counting.calendar, counting.limit.unit, progress.current.due, moved.due);
      const cures = entry.kind === 'moved' && entry.at <= progress.counted.due;
      return {
        ...progress,
        current: moved,
        counted: cures ? moved : progress.counted,
        allowedMs: Math.max(0, progress.allowedMs + added),
      };
    }
  }
}

function movedEnd({ calendar, limit, rules }: Counting, to: Instant): CountedEnd {
  if (limit.unit === 'calendarHour' || fallsOnWorkingDay(calendar, to)) return { due: to, lastDay: dayOf(to) };
  return endOnDay(calendar, rules, dayOf(to));
}

function shiftByPause(counting: Counting, end: CountedEnd, since: Instant, at: Instant): CountedEnd {
  const { calendar, limit, rules } = counting;
  const pausedOn = dayOf(since);
  const resumedOn = dayOf(at);
  switch (limit.unit) {
    case 'workingHour':
    case 'calendarHour': {
      const pausedMs = runningMsBetween(calendar, limit.unit, since, at);
      if (since >= end.due || pausedMs === 0) return end;
      const remainingMs = runningMsBetween(calendar, limit.unit, since, end.due);
      const due = limit.unit === 'calendarHour' ? at + remainingMs : addWorkingMs(calendar, at, remainingMs);
      return { due, lastDay: dayOf(due) };
    }
    case 'workingDay': {
      if (pausedOn === resumedOn) return end;
      const remaining = countWorkingDayNumbers(calendar, pausedOn, dayOf(end.due));
      if (remaining <= 0) return endOfResumption(counting, resumedOn, at);
      return endOnDay(calendar, rules, walkWorkingDays(calendar, resumedOn, remaining, 1));
    }
    case 'calendarDay':
    case 'month': {
      if (pausedOn === resumedOn) return end;
      const remaining = end.lastDay - pausedOn;
      if (remaining <= 0) return endOfResumption(counting, resumedOn, at);
      return endOnDay(calendar, rules, resumedOn + remaining);
    }
  }
}

function endOfResumption({ calendar, rules }: Counting, resumedOn: DayNumber, at: Instant): CountedEnd {
  const day = rollToWorkingDay(calendar, resumedOn);
  const due = dueOn(calendar, rules, day);
  if (at < due) return { due, lastDay: day };
  return endOnDay(calendar, rules, walkWorkingDays(calendar, day, 1, 1));
}
