import { Refusal } from '../refusal';
import { indexCalendar, type DayPlan } from './calendar-index';
import {
  MS_PER_MINUTE,
  dayOf,
  formatLocalDate,
  parseLocalDate,
  startOfDay,
  type DayNumber,
  type Instant,
  type LocalDate,
} from './instant';

/**
 * The working calendar of an office: which days and which hours of them count. Plain JSON, so that it can travel with a
 * workflow; every answer depends on its content only.
 *
 * W1  A day's windows come from its override when there is one, else from the weekly pattern.
 * W2  Adding lands on the EARLIEST instant with that much working time behind it (17:30, not 7:30 of the next day);
 *     subtracting lands on the LATEST (so 16:30 + 60 = 17:30, and 17:30 - 60 = 16:30). Zero changes nothing.
 * W3  Every walk is bounded by MAX_WALK_DAYS: a calendar without working days refuses, it does not hang.
 */

/** A stretch of work within a day, minutes from local midnight, end not included. */
export interface DayWindow {
  readonly from: number;
  readonly to: number;
}

export interface DayOverride {
  readonly date: LocalDate;
  readonly kind: 'off' | 'working';
  /** Of a worked day: its windows, when they are not the calendar's `workedDay`. */
  readonly windows?: readonly DayWindow[];
  /** The holiday's official name, for people. */
  readonly name?: string;
  /** Law or announcement this day rests on. */
  readonly source: string;
}

export interface WorkingCalendar {
  /** Names this content; a deadline remembers the version it was computed with. */
  readonly version: string;
  /** Seven lists of windows, Monday first; an empty list is a rest day. */
  readonly weekly: readonly (readonly DayWindow[])[];
  /** Windows of a day that an override declares worked without naming windows (a worked Saturday). */
  readonly workedDay: readonly DayWindow[];
  readonly overrides: readonly DayOverride[];
}

/** 7:30–11:30 and 13:30–17:30: eight hours. */
export const OFFICE_HOURS: readonly DayWindow[] = [
  { from: 450, to: 690 },
  { from: 810, to: 1050 },
];

/** Monday to Friday in office hours. */
export const OFFICE_WEEK: readonly (readonly DayWindow[])[] = [
  OFFICE_HOURS,
  OFFICE_HOURS,
  OFFICE_HOURS,
  OFFICE_HOURS,
  OFFICE_HOURS,
  [],
  [],
];

/** Twenty years: further than any limit of the law; beyond it the search is refused (`CALENDAR_RANGE_EXCEEDED`). */
const MAX_WALK_DAYS = 7_305;

/** The working windows of a date in order; empty on a day off. */
export function windowsOn(calendar: WorkingCalendar, date: LocalDate): DayWindow[] {
  return planOf(calendar, parseLocalDate(date)).windows.map(({ fromMs, toMs }) => ({
    from: fromMs / MS_PER_MINUTE,
    to: toMs / MS_PER_MINUTE,
  }));
}

export function isWorkingDay(calendar: WorkingCalendar, date: LocalDate): boolean {
  return isWorkingDayNumber(calendar, parseLocalDate(date));
}

/** The `count`-th working day after `date`, which is itself not counted; 0 gives `date` back. */
export function addWorkingDays(calendar: WorkingCalendar, date: LocalDate, count: number): LocalDate {
  return formatLocalDate(walkWorkingDays(calendar, parseLocalDate(date), count, 1));
}

/** The `count`-th working day before `date`, which is itself not counted; 0 gives `date` back. */
export function subtractWorkingDays(calendar: WorkingCalendar, date: LocalDate, count: number): LocalDate {
  return formatLocalDate(walkWorkingDays(calendar, parseLocalDate(date), count, -1));
}

/** Working days after `from` up to and including `to`; negative when `to` lies before `from`. */
export function countWorkingDays(calendar: WorkingCalendar, from: LocalDate, to: LocalDate): number {
  return countWorkingDayNumbers(calendar, parseLocalDate(from), parseLocalDate(to));
}

/** `date` itself when it is a working day, else the next one. */
export function workingDayOnOrAfter(calendar: WorkingCalendar, date: LocalDate): LocalDate {
  return formatLocalDate(rollToWorkingDay(calendar, parseLocalDate(date)));
}

/** Working minutes from `a` to `b`; negative when `b` is earlier; a fraction when the instants lie within a minute. */
export function workingMinutesBetween(calendar: WorkingCalendar, a: Instant, b: Instant): number {
  return workingMsBetween(calendar, a, b) / MS_PER_MINUTE;
}

/** The instant at which `minutes` (not negative) of working time have passed since `at` (W2). */
export function addWorkingMinutes(calendar: WorkingCalendar, at: Instant, minutes: number): Instant {
  return addWorkingMs(calendar, at, Math.round(minutes * MS_PER_MINUTE));
}

/** The instant from which `minutes` (not negative) of working time pass until `at` (W2). */
export function subtractWorkingMinutes(calendar: WorkingCalendar, at: Instant, minutes: number): Instant {
  return subtractWorkingMs(calendar, at, Math.round(minutes * MS_PER_MINUTE));
}

/** When work begins on that date; undefined on a day off. */
export function openOfDay(calendar: WorkingCalendar, date: LocalDate): Instant | undefined {
  return openOf(calendar, parseLocalDate(date));
}

/** When work ends on that date; undefined on a day off. */
export function closeOfDay(calendar: WorkingCalendar, date: LocalDate): Instant | undefined {
  return closeOf(calendar, parseLocalDate(date));
}

// The same on day numbers and milliseconds, for the rest of the clock.

export function isWorkingDayNumber(calendar: WorkingCalendar, day: DayNumber): boolean {
  return planOf(calendar, day).totalMs > 0;
}

export function openOf(calendar: WorkingCalendar, day: DayNumber): Instant | undefined {
  const first = planOf(calendar, day).windows.at(0);
  return first && startOfDay(day) + first.fromMs;
}

export function closeOf(calendar: WorkingCalendar, day: DayNumber): Instant | undefined {
  const last = planOf(calendar, day).windows.at(-1);
  return last && startOfDay(day) + last.toMs;
}

/** Walks `count` working days forward (1) or back (-1) from a day, which is not counted. */
export function walkWorkingDays(calendar: WorkingCalendar, day: DayNumber, count: number, step: 1 | -1): DayNumber {
  assertCount(count);
  let left = count;
  let at = day;
  for (let walked = 0; left > 0; walked += 1) {
    assertWalk(walked, `${count} working days from ${formatLocalDate(day)}`);
    at += step;
    if (isWorkingDayNumber(calendar, at)) left -= 1;
  }
  return at;
}

export function countWorkingDayNumbers(calendar: WorkingCalendar, from: DayNumber, to: DayNumber): number {
  if (to === from) return 0;
  if (to < from) return 0 - countWorkingDayNumbers(calendar, to, from);
  assertSpan(from, to);
  let count = 0;
  for (let day = from + 1; day <= to; day += 1) if (isWorkingDayNumber(calendar, day)) count += 1;
  return count;
}

export function rollToWorkingDay(calendar: WorkingCalendar, day: DayNumber): DayNumber {
  return isWorkingDayNumber(calendar, day) ? day : walkWorkingDays(calendar, day, 1, 1);
}

export function workingMsBetween(calendar: WorkingCalendar, a: Instant, b: Instant): number {
  if (a === b) return 0;
  if (b < a) return 0 - workingMsBetween(calendar, b, a);
  const firstDay = dayOf(a);
  const lastDay = dayOf(b);
  assertSpan(firstDay, lastDay);
  if (firstDay === lastDay)
    return workingMsWithin(planOf(calendar, firstDay), a - startOfDay(firstDay), b - startOfDay(firstDay));
  let total = workingMsWithin(planOf(calendar, firstDay), a - startOfDay(firstDay), Infinity);
  for (let day = firstDay + 1; day < lastDay; day += 1) total += planOf(calendar, day).totalMs;
  return total + workingMsWithin(planOf(calendar, lastDay), 0, b - startOfDay(lastDay));
}

export function addWorkingMs(calendar: WorkingCalendar, at: Instant, ms: number): Instant {
  assertCount(ms);
  if (ms === 0) return at;
  const firstDay = dayOf(at);
  let left = ms;
  for (let day = firstDay; ; day += 1) {
    assertWalk(day - firstDay, `${ms} ms of working time from ${formatLocalDate(firstDay)}`);
    const midnight = startOfDay(day);
    for (const { fromMs, toMs } of planOf(calendar, day).windows) {
      const from = Math.max(midnight + fromMs, at);
      const available = midnight + toMs - from;
      if (available <= 0) continue;
      if (left <= available) return from + left;
      left -= available;
    }
  }
}

export function subtractWorkingMs(calendar: WorkingCalendar, at: Instant, ms: number): Instant {
  assertCount(ms);
  if (ms === 0) return at;
  const lastDay = dayOf(at);
  let left = ms;
  for (let day = lastDay; ; day -= 1) {
    assertWalk(lastDay - day, `${ms} ms of working time before ${formatLocalDate(lastDay)}`);
    const midnight = startOfDay(day);
    const { windows } = planOf(calendar, day);
    for (let i = windows.length - 1; i >= 0; i -= 1) {
      const window = windows[i]!;
      const to = Math.min(midnight + window.toMs, at);
      const available = to - midnight - window.fromMs;
      if (available <= 0) continue;
      if (left <= available) return to - left;
      left -= available;
    }
  }
}

function planOf(calendar: WorkingCalendar, day: DayNumber): DayPlan {
  return indexCalendar(calendar).planOf(day);
}

function workingMsWithin(plan: DayPlan, from: number, to: number): number {
  let total = 0;
  for (const { fromMs, toMs } of plan.windows) total += Math.max(0, Math.min(toMs, to) - Math.max(fromMs, from));
  return total;
}

function assertCount(count: number): void {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`Expected a whole number, not negative: ${count}.`);
}

function assertSpan(from: DayNumber, to: DayNumber): void {
  assertWalk(to - from, `the time from ${formatLocalDate(from)} to ${formatLocalDate(to)}`);
}

function assertWalk(days: number, what: string): void {
  if (days <= MAX_WALK_DAYS) return;
  throw new Refusal(
    'CALENDAR_RANGE_EXCEEDED',
    `The working calendar cannot answer ${what}: more than ${MAX_WALK_DAYS} days away.`,
    {
      maxDays: MAX_WALK_DAYS,
    },
  );
}
