import { parseLocalDate, startOfDay, type DayNumber, type Instant, type LocalDate } from './instant';
import { dueOn, type CountingRules } from './time-limit';
import { openOf, rollToWorkingDay, walkWorkingDays, type WorkingCalendar } from './working-calendar';

/** What is told when: so many working days before something is due, and after it was due. */
const NOTICE_DAYS = [-3, -1, 0, 1, 5] as const;

export interface DueNotice {
  /** Working days after the due day; less than 0: before it. 0: at the hour it was due. */
  readonly workingDays: number;
  readonly at: Instant;
}

export interface NoticedDue {
  readonly dueAt: Instant;
  /** The earliest first; none that lies in the past when it begins. */
  readonly notices: readonly DueNotice[];
}

/** It is due when the office closes. */
const UNTIL_CLOSING: CountingRules = { dueMinute: 1_440, sameDayCutOffMinute: 1_440, extraWorkingDays: 0 };

/**
 * When what is owed of a period is due: so many working days after its last day.
 * @param now what fell due before needs no reminder any more
 */
export function dueAfter(calendar: WorkingCalendar, to: LocalDate, workingDays: number, now: Instant): NoticedDue {
  return dueOnWorkingDay(calendar, walkWorkingDays(calendar, parseLocalDate(to), workingDays, 1), now);
}

/** Due that day, or the working day after it. */
export function dueOnDay(calendar: WorkingCalendar, on: LocalDate, now: Instant): NoticedDue {
  return dueOnWorkingDay(calendar, rollToWorkingDay(calendar, parseLocalDate(on)), now);
}

function dueOnWorkingDay(calendar: WorkingCalendar, day: DayNumber, now: Instant): NoticedDue {
  const dueAt = dueOn(calendar, UNTIL_CLOSING, day);
  const notices = NOTICE_DAYS.map((workingDays) => ({
    workingDays,
    at: workingDays === 0 ? dueAt : openingOf(calendar, day, workingDays),
  }));
  return { dueAt, notices: notices.filter(({ at }) => at > now) };
}

/** The first notice that has not been raised. @param raised `workingDays` of those that were */
export function nextNotice(notices: readonly DueNotice[], raised: readonly number[]): DueNotice | undefined {
  return notices.find(({ workingDays }) => !raised.includes(workingDays));
}

/**
 * The notice that has fallen by `now`, as what happened to its case.
 * @param next the first one that has not been raised, if it still falls at all
 */
export function fallenNotice(
  next: DueNotice | undefined,
  now: Instant,
): { readonly event: { readonly type: 'NoticeFell'; readonly workingDays: number }; readonly at: Instant } | undefined {
  if (!next || next.at > now) return undefined;
  return { event: { type: 'NoticeFell', workingDays: next.workingDays }, at: next.at };
}

/** When the office opens on the day so many working days from `day`. */
function openingOf(calendar: WorkingCalendar, day: DayNumber, workingDays: number): Instant {
  const other = walkWorkingDays(calendar, day, Math.abs(workingDays), workingDays < 0 ? -1 : 1);
  return openOf(calendar, other) ?? startOfDay(other);
}
