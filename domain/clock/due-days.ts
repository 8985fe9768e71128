import { dayOf, formatLocalDate, startOfDay, type Instant, type LocalDate } from './instant';
import { rollToWorkingDay, walkWorkingDays, type WorkingCalendar } from './working-calendar';

/** Coming working days, and where on the time line one ends and the next begins. */
export interface ComingDays {
  readonly days: readonly LocalDate[];
  /**
   * When what is due no longer has to be done by the end of that day, one for each day: days off belong to the working day
   * before them, and whatever comes before the first day has to be done on it.
   */
  readonly ends: readonly Instant[];
}

/** The coming `count` working days; today is the first when it is one. */
export function comingWorkingDays(calendar: WorkingCalendar, now: Instant, count: number): ComingDays {
  const days: LocalDate[] = [];
  const ends: Instant[] = [];
  let day = rollToWorkingDay(calendar, dayOf(now));
  while (days.length < count) {
    days.push(formatLocalDate(day));
    day = walkWorkingDays(calendar, day, 1, 1);
    ends.push(startOfDay(day));
  }
  return { days, ends };
}
