import { dayOf, parseLocalDate, type Instant } from '../clock/instant';
import type { WorkingCalendar } from '../clock/working-calendar';

/** Further than any limit of an incident reaches, Tết included. */
const DAYS = 45;

/** The part of a calendar that a clock beginning at `at` can come to see: small enough to travel with a command. */
export function calendarAround(calendar: WorkingCalendar, at: Instant): WorkingCalendar {
  const from = dayOf(at) - 1;
  return {
    ...calendar,
    overrides: calendar.overrides.filter(({ date }) => {
      const day = parseLocalDate(date);
      return day >= from && day <= from + DAYS;
    }),
  };
}
