import { Refusal } from '../refusal';
import {
  addMonths,
  dayOf,
  minuteOfDay,
  startOfDay,
  MS_PER_HOUR,
  MS_PER_MINUTE,
  type DayNumber,
  type Instant,
} from './instant';
import {
  addWorkingMs,
  closeOf,
  isWorkingDayNumber,
  openOf,
  rollToWorkingDay,
  walkWorkingDays,
  workingMsBetween,
  type WorkingCalendar,
} from './working-calendar';

/**
 * How a time limit is counted (BLDS 91/2015 Đ147–148 and the office's conventions).
 *
 * L1  Days and hours are different units and never converted into each other.
 * L2  The first day is not counted; a limit in days, calendar days or months ends at the due hour of its last day.
 * L3  A last day that is a day off gives way to the next working day.
 * L4  What arrives on a day off or after closing is treated as received when the next working day opens; before opening
 *     or at noon, when work next begins the same day. Calendar hours run around the clock and know no such rule.
 * L5  A same-day service (0 days) received after the cut-off, or when the due hour has passed, belongs to the next
 *     working day.
 */
export type TimeLimitUnit = 'workingDay' | 'workingHour' | 'calendarDay' | 'calendarHour' | 'month';

export interface TimeLimit {
  readonly amount: number;
  readonly unit: TimeLimitUnit;
}

/** Conventions around a limit; all of them configuration. */
export interface CountingRules {
  /** Hour of appointment on the last day, minutes from local midnight; an earlier closing wins. */
  readonly dueMinute: number;
  /** Last minute of day at which a same-day service is still done the same day. */
  readonly sameDayCutOffMinute: number;
  /** Working days on top of the limit (remote, mountain and difficult communes: +10, NĐ 151/2025 App. I). */
  readonly extraWorkingDays: number;
}

export const DEFAULT_COUNTING_RULES: CountingRules = {
  dueMinute: 17 * 60,
  sameDayCutOffMinute: 15 * 60,
  extraWorkingDays: 0,
};

/** A counted end: the due instant, and for calendar units the last day before it gave way to a working day. */
export interface CountedEnd {
  readonly due: Instant;
  readonly lastDay: DayNumber;
}

/** Refuses `TIME_LIMIT_INVALID` for a limit or rules that cannot be counted. */
export function assertTimeLimit(limit: TimeLimit, rules: CountingRules): void {
  const inHours = limit.unit === 'workingHour' || limit.unit === 'calendarHour';
  const amountFits = inHours ? Number.isFinite(limit.amount) : Number.isInteger(limit.amount);
  const minuteFits = (minute: number): boolean => Number.isInteger(minute) && minute >= 0 && minute <= 1_440;
  if (!amountFits || limit.amount < 0) {
    throw new Refusal('TIME_LIMIT_INVALID', `A limit of ${limit.amount} ${limit.unit} cannot be counted.`);
  }
  if (!minuteFits(rules.dueMinute) || !minuteFits(rules.sameDayCutOffMinute)) {
    throw new Refusal('TIME_LIMIT_INVALID', 'The due hour and the cut-off must be whole minutes of a day.');
  }
  if (!Number.isInteger(rules.extraWorkingDays) || rules.extraWorkingDays < 0) {
    throw new Refusal('TIME_LIMIT_INVALID', `${rules.extraWorkingDays} extra working days cannot be counted.`);
  }
}

/** When something that arrived at `at` counts as received (L4). */
export function receivedInOfficeHours(calendar: WorkingCalendar, at: Instant): Instant {
  const day = dayOf(at);
  const close = closeOf(calendar, day);
  if (close === undefined || at >= close) return openOf(calendar, walkWorkingDays(calendar, day, 1, 1))!;
  const toNextWork = addWorkingMs(calendar, at, 1) - 1;
  return Math.max(at, toNextWork);
}

/** The instant from which a limit received at `at` is counted (L4, L5). */
export function countingStart(calendar: WorkingCalendar, limit: TimeLimit, rules: CountingRules, at: Instant): Instant {
  if (limit.unit === 'calendarHour') return at;
  const received = receivedInOfficeHours(calendar, at);
  const sameDay = limit.unit !== 'workingHour' && limit.amount === 0;
  if (!sameDay) return received;
  const day = dayOf(received);
  const missed = minuteOfDay(received) > rules.sameDayCutOffMinute || received >= dueOn(calendar, rules, day);
  return missed ? openOf(calendar, walkWorkingDays(calendar, day, 1, 1))! : received;
}

/** When a limit received at `receivedAt` is due. Refuses `TIME_LIMIT_INVALID`, `CALENDAR_RANGE_EXCEEDED`. */
export function dueInstant(
  calendar: WorkingCalendar,
  limit: TimeLimit,
  receivedAt: Instant,
  rules: CountingRules = DEFAULT_COUNTING_RULES,
): Instant {
  assertTimeLimit(limit, rules);
  return countEnd(calendar, limit, rules, countingStart(calendar, limit, rules, receivedAt)).due;
}

/** Counts a limit from its `countingStart`. */
export function countEnd(
  calendar: WorkingCalendar,
  limit: TimeLimit,
  rules: CountingRules,
  start: Instant,
): CountedEnd {
  const startDay = dayOf(start);
  switch (limit.unit) {
    case 'workingDay':
      return endOnDay(calendar, rules, walkWorkingDays(calendar, startDay, limit.amount + rules.extraWorkingDays, 1));
    case 'calendarDay':
      return endWithExtraDays(calendar, rules, startDay + limit.amount);
    case 'month':
      return endWithExtraDays(calendar, rules, addMonths(startDay, limit.amount));
    case 'workingHour':
      return endInHours(calendar, rules, addWorkingMs(calendar, start, Math.round(limit.amount * MS_PER_HOUR)));
    case 'calendarHour':
      return endInHours(calendar, rules, start + Math.round(limit.amount * MS_PER_HOUR));
  }
}

/** The due instant of a limit whose last day is `lastDay` (L2, L3). */
export function endOnDay(calendar: WorkingCalendar, rules: CountingRules, lastDay: DayNumber): CountedEnd {
  return { due: dueOn(calendar, rules, rollToWorkingDay(calendar, lastDay)), lastDay };
}

/** The due hour of a working day, or its closing when that comes first. */
export function dueOn(calendar: WorkingCalendar, rules: CountingRules, workingDay: DayNumber): Instant {
  return Math.min(startOfDay(workingDay) + rules.dueMinute * MS_PER_MINUTE, closeOf(calendar, workingDay) ?? Infinity);
}

/** Milliseconds of the limit's own time from `a` to `b`: around the clock for calendar hours, else working time. */
export function runningMsBetween(calendar: WorkingCalendar, unit: TimeLimitUnit, a: Instant, b: Instant): number {
  return unit === 'calendarHour' ? b - a : workingMsBetween(calendar, a, b);
}

function endWithExtraDays(calendar: WorkingCalendar, rules: CountingRules, lastDay: DayNumber): CountedEnd {
  if (rules.extraWorkingDays === 0) return endOnDay(calendar, rules, lastDay);
  return endOnDay(
    calendar,
    rules,
    walkWorkingDays(calendar, rollToWorkingDay(calendar, lastDay), rules.extraWorkingDays, 1),
  );
}

/** Extra days after hours keep the time of day (L1), within the hours of the day they lead to. */
function endInHours(calendar: WorkingCalendar, rules: CountingRules, end: Instant): CountedEnd {
  if (rules.extraWorkingDays === 0) return { due: end, lastDay: dayOf(end) };
  const day = walkWorkingDays(calendar, dayOf(end), rules.extraWorkingDays, 1);
  const sameTime = startOfDay(day) + (end - startOfDay(dayOf(end)));
  return { due: Math.min(sameTime, closeOf(calendar, day)!), lastDay: day };
}

/** Whether that instant's day is worked (a promised date must be one). */
export function fallsOnWorkingDay(calendar: WorkingCalendar, at: Instant): boolean {
  return isWorkingDayNumber(calendar, dayOf(at));
}
