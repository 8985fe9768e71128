import { Refusal } from '../refusal';
import { MS_PER_DAY, MS_PER_MINUTE, parseLocalDate, weekdayOf, type DayNumber } from './instant';
import type { DayWindow, WorkingCalendar } from './working-calendar';

/** A day's working windows in milliseconds from local midnight, ready for arithmetic. */
export interface DayPlan {
  readonly windows: readonly { readonly fromMs: number; readonly toMs: number }[];
  readonly totalMs: number;
}

export interface CalendarIndex {
  planOf(day: DayNumber): DayPlan;
}

// Derived from the calendar's content only; a calendar is never mutated, so one index per object is safe and replayable.
const indexes = new WeakMap<WorkingCalendar, CalendarIndex>();

/** The look-up form of a calendar, made once per object. Refuses `CALENDAR_INVALID` with every problem found. */
export function indexCalendar(calendar: WorkingCalendar): CalendarIndex {
  const known = indexes.get(calendar);
  if (known) return known;
  const problems = checkCalendar(calendar);
  if (problems.length > 0) {
    throw new Refusal('CALENDAR_INVALID', `Working calendar "${calendar.version}": ${problems.join('; ')}.`, {
      problems,
    });
  }
  const weekly = calendar.weekly.map(planWindows);
  const workedDay = planWindows(calendar.workedDay);
  const off = planWindows([]);
  const overrides = new Map<DayNumber, DayPlan>();
  for (const { date, kind, windows } of calendar.overrides) {
    overrides.set(parseLocalDate(date), kind === 'off' ? off : windows ? planWindows(windows) : workedDay);
  }
  const index: CalendarIndex = { planOf: (day) => overrides.get(day) ?? weekly[weekdayOf(day)]! };
  indexes.set(calendar, index);
  return index;
}

/** What is wrong with a calendar, one sentence each; empty when it can be used. */
export function checkCalendar(calendar: WorkingCalendar): string[] {
  const problems: string[] = [];
  if (calendar.weekly.length !== 7) problems.push(`the weekly pattern has ${calendar.weekly.length} days, not 7`);
  calendar.weekly.forEach((windows, weekday) => problems.push(...checkWindows(windows, `weekday ${weekday}`)));
  problems.push(...checkWindows(calendar.workedDay, 'the worked day'));
  if (calendar.workedDay.length === 0) problems.push('the worked day has no windows');
  const seen = new Set<string>();
  for (const { date, kind, windows } of calendar.overrides) {
    if (!isRealDate(date)) problems.push(`"${date}" is not a date`);
    if (seen.has(date)) problems.push(`${date} is overridden twice`);
    seen.add(date);
    if (kind === 'off' && windows) problems.push(`${date} is off and yet has windows`);
    if (kind === 'working' && windows?.length === 0) problems.push(`${date} is worked and yet has no windows`);
    problems.push(...checkWindows(windows ?? [], date));
  }
  return problems;
}

function checkWindows(windows: readonly DayWindow[], where: string): string[] {
  const problems: string[] = [];
  let end = 0;
  for (const { from, to } of windows) {
    if (
      !Number.isInteger(from) ||
      !Number.isInteger(to) ||
      from < end ||
      to <= from ||
      to * MS_PER_MINUTE > MS_PER_DAY
    ) {
      problems.push(`window ${from}–${to} of ${where} is not within the day, in order and without overlap`);
    }
    end = to;
  }
  return problems;
}

function isRealDate(date: string): boolean {
  try {
    parseLocalDate(date);
    return true;
  } catch {
    return false;
  }
}

function planWindows(windows: readonly DayWindow[]): DayPlan {
  const planned = windows.map(({ from, to }) => ({ fromMs: from * MS_PER_MINUTE, toMs: to * MS_PER_MINUTE }));
  return { windows: planned, totalMs: planned.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0) };
}
