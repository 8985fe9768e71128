import { beginTrack, joinPause, type Counting, type Track } from './deadline-pause';
import type { DeadlineEntry, DeadlineState, PauseReason } from './deadline-state';
import { dayOf, type Instant } from './instant';
import { countEnd, countingStart, endOnDay, fallsOnWorkingDay, runningMsBetween, type CountedEnd } from './time-limit';
import type { WorkingCalendar } from './working-calendar';

/**
 * When a deadline is due, derived from its start and its entries alone. Every command and every change of the calendar
 * goes through here, so there is one truth about pauses:
 *
 * P1  Limits in days: a pause is measured between working moments (an end outside working time is the next opening), so
 *     one without working time moves nothing. The due date moves by the dates the pause goes over: what remained are
 *     WHOLE days after the date of the pause, and they count after the date of the resumption. Several pauses count as
 *     one that begins with the first and takes as many days and parts of days as all of them. Days never become hours.
 * P2  A due hour that passes during the pause gives way to the first one after the resumption.
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

interface Progress {
  current: Track;
  counted: Track;
  allowedMs: number;
  pausedSince?: Instant;
  open: PauseReason[];
}

export function deriveDue(calendar: WorkingCalendar, { limit, rules, startedAt, entries }: Countable): DerivedDue {
  const counting = { calendar, limit, rules };
  let progress = beginCounting(counting, startedAt);
  for (const entry of entries) progress = applyEntry(counting, progress, entry);
  const { current, counted, allowedMs } = progress;
  return { dueAt: current.end.due, countedDueAt: counted.end.due, allowedMs };
}

function beginCounting({ calendar, limit, rules }: Counting, at: Instant): Progress {
  const start = countingStart(calendar, limit, rules, at);
  const end = countEnd(calendar, limit, rules, start);
  const track = beginTrack(end);
  return {
    current: track,
    counted: track,
    allowedMs: runningMsBetween(calendar, limit.unit, start, end.due),
    open: [],
  };
}

function applyEntry(counting: Counting, progress: Progress, entry: DeadlineEntry): Progress {
  switch (entry.kind) {
    case 'paused':
      return { ...progress, pausedSince: progress.pausedSince ?? entry.at, open: [...progress.open, entry.reason] };
    case 'resumed': {
      const { current, counted, allowedMs, pausedSince: since } = progress;
      const open = progress.open.filter((reason) => reason !== entry.reason);
      if (open.length > 0 || since === undefined) return { ...progress, open };
      return {
        current: joinPause(counting, current, since, entry.at),
        counted: since > counted.end.due ? counted : joinPause(counting, counted, since, entry.at),
        allowedMs,
        open,
      };
    }
    case 'restarted':
      return beginCounting(counting, entry.at);
    case 'moved':
    case 'apology': {
      const moved = movedEnd(counting, entry.to);
      const former = progress.current.end.due;
      const added = runningMsBetween(counting.calendar, counting.limit.unit, former, moved.due);
      const cures = entry.kind === 'moved' && entry.at <= progress.counted.end.due;
      return {
        ...progress,
        current: beginTrack(moved),
        counted: cures ? beginTrack(moved) : progress.counted,
        allowedMs: Math.max(0, progress.allowedMs + added),
      };
    }
  }
}

function movedEnd({ calendar, limit, rules }: Counting, to: Instant): CountedEnd {
  if (limit.unit === 'calendarHour' || fallsOnWorkingDay(calendar, to)) return { due: to, lastDay: dayOf(to) };
  return endOnDay(calendar, rules, dayOf(to));
}
