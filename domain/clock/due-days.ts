import { dayOf, formatLocalDate, type Instant, type LocalDate } from './instant';
import { isWorkingDayNumber, rollToWorkingDay, walkWorkingDays, type WorkingCalendar } from './working-calendar';

/** The coming working days; today is the first when it is one. */
export function comingWorkingDays(calendar: WorkingCalendar, now: Instant, count: number): LocalDate[] {
  const days: LocalDate[] = [];
  let day = rollToWorkingDay(calendar, dayOf(now));
  while (days.length < count) {
    days.push(formatLocalDate(day));
    day = walkWorkingDays(calendar, day, 1, 1);
  }
  return days;
}

/** The working day by whose end something due on that day must be done: the day itself, or the last working day before. */
export function lastWorkingDayFor(calendar: WorkingCalendar, due: Instant): LocalDate {
  const day = dayOf(due);
  return formatLocalDate(isWorkingDayNumber(calendar, day) ? day : walkWorkingDays(calendar, day, 1, -1));
}
