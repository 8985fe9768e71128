import { dayOf, startOfDay, type Instant } from './instant';
import {
  dueOn,
  endOnDay,
  receivedInOfficeHours,
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
  workingMsBetween,
  type WorkingCalendar,
} from './working-calendar';

/** What a limit is counted with. */
export interface Counting {
  readonly calendar: WorkingCalendar;
  readonly limit: TimeLimit;
  readonly rules: CountingRules;
}

/** An end on its way through the pauses. */
export interface Track {
  /** The end before any pause. */
  readonly base: CountedEnd;
  readonly end: CountedEnd;
  /**
   * Limits in days: the part of its day at which the first pause began, plus the days and parts of days all pauses have
   * taken since. Its whole number is how many dates the end has moved. Absent: nothing has been taken yet.
   */
  readonly pausedDays?: number;
}

/** Parts of days are sums of fractions; a thousandth of a millisecond is far below what counts. */
const ROUNDING = 1e-9;

export function beginTrack(end: CountedEnd): Track {
  return { base: end, end };
}

/** The track after one more pause, which held from `since` to `at` (rules P1–P3 of `deadline-derivation.ts`). */
export function joinPause(counting: Counting, track: Track, since: Instant, at: Instant): Track {
  const { calendar, limit } = counting;
  if (limit.unit === 'workingHour' || limit.unit === 'calendarHour') return joinHours(counting, track, since, at);
  const from = receivedInOfficeHours(calendar, since);
  const to = receivedInOfficeHours(calendar, at);
  if (from >= to) return track;
  const isOverdue = since > track.end.due;
  if (isOverdue && dayOf(from) === dayOf(to)) return track;
  const pausedDays = (track.pausedDays ?? partOfDay(calendar, from)) + daysBetween(counting, from, to);
  const moved = laterOf(track.end, moveByDates(counting, track.base, Math.floor(pausedDays + ROUNDING)));
  const end = isOverdue || moved.due <= to ? laterOf(moved, endOfResumption(counting, to)) : moved;
  return { base: track.base, end, pausedDays };
}

function joinHours({ calendar, limit }: Counting, track: Track, since: Instant, at: Instant): Track {
  const { due } = track.end;
  if (since >= due || runningMsBetween(calendar, limit.unit, since, at) === 0) return track;
  const remainingMs = runningMsBetween(calendar, limit.unit, since, due);
  const moved = limit.unit === 'calendarHour' ? at + remainingMs : addWorkingMs(calendar, at, remainingMs);
  return { ...track, end: { due: moved, lastDay: dayOf(moved) } };
}

/** From one working moment to a later one, in the limit's own days; a working day is one day, however long it is. */
function daysBetween({ calendar, limit }: Counting, from: Instant, to: Instant): number {
  const [first, last] = [dayOf(from), dayOf(to)];
  const dates = limit.unit === 'workingDay' ? countWorkingDayNumbers(calendar, first, last) : last - first;
  return dates + partOfDay(calendar, to) - partOfDay(calendar, from);
}

/** How much of its day's working time lies before a working moment: 0 when the day opens, less than 1 until it closes. */
function partOfDay(calendar: WorkingCalendar, at: Instant): number {
  const day = dayOf(at);
  const wholeMs = workingMsBetween(calendar, startOfDay(day), startOfDay(day + 1));
  return workingMsBetween(calendar, startOfDay(day), at) / wholeMs;
}

function moveByDates({ calendar, limit, rules }: Counting, end: CountedEnd, dates: number): CountedEnd {
  if (dates === 0) return end;
  const lastDay =
    limit.unit === 'workingDay' ? walkWorkingDays(calendar, dayOf(end.due), dates, 1) : end.lastDay + dates;
  return endOnDay(calendar, rules, lastDay);
}

/** The first due hour after work has gone on. */
function endOfResumption({ calendar, rules }: Counting, at: Instant): CountedEnd {
  const day = rollToWorkingDay(calendar, dayOf(at));
  const due = dueOn(calendar, rules, day);
  if (at < due) return { due, lastDay: day };
  return endOnDay(calendar, rules, walkWorkingDays(calendar, day, 1, 1));
}

function laterOf(a: CountedEnd, b: CountedEnd): CountedEnd {
  return b.due > a.due || (b.due === a.due && b.lastDay > a.lastDay) ? b : a;
}
