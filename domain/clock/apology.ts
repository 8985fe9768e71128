import { deadlineStatus, type DeadlineState } from './deadline-state';
import { dayOf, startOfDay, type Instant } from './instant';
import { walkWorkingDays, closeOf, type WorkingCalendar } from './working-calendar';

/** How a new appointment with apology (form 04) is given in a regime (NĐ 61/2018 Đ19; domain-facts §3.1). */
export interface ApologyRule {
  readonly maxTimes: number;
  /** So long before the due date the citizen must have been told. */
  readonly noticeBefore: { readonly amount: number; readonly unit: 'workingDay' };
}

/** The last instant at which an apology still comes in time; undefined while no date runs, or when no further one may be given. */
export function lastNoticeOfApology(
  calendar: WorkingCalendar,
  state: DeadlineState,
  { maxTimes, noticeBefore }: ApologyRule,
): Instant | undefined {
  if (deadlineStatus(state) !== 'running' || countApologies(state) >= maxTimes) return undefined;
  return noticeInstant(calendar, state.dueAt, noticeBefore.amount);
}

/** The same hour so many working days before, or that day's closing when it comes first. */
export function noticeInstant(calendar: WorkingCalendar, dueAt: Instant, workingDays: number): Instant {
  const day = walkWorkingDays(calendar, dayOf(dueAt), workingDays, -1);
  const sameHour = startOfDay(day) + (dueAt - startOfDay(dayOf(dueAt)));
  return Math.min(sameHour, closeOf(calendar, day) ?? sameHour);
}

export function countApologies({ entries }: DeadlineState): number {
  return entries.filter(({ kind }) => kind === 'apology').length;
}
