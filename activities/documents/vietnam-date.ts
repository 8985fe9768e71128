import { dayOf, formatLocalDate } from '../../domain/clock/instant';

/** The Vietnamese day of an instant, `YYYY-MM-DD`. */
export function vietnamDate(instant: Date): string {
  return formatLocalDate(dayOf(instant.getTime()));
}
