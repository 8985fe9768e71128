import fc from 'fast-check';
import { SEED_CALENDAR } from '../../../domain/clock/calendar-data';
import { formatLocalDate, parseLocalDate, type Instant, type LocalDate } from '../../../domain/clock/instant';
import {
  OFFICE_HOURS,
  OFFICE_WEEK,
  type DayOverride,
  type WorkingCalendar,
} from '../../../domain/clock/working-calendar';

/** Vietnamese local time `YYYY-MM-DD HH:MM` as an instant, through the platform's own parser. */
export function local(text: string): Instant {
  return Date.parse(`${text.replace(' ', 'T')}:00+07:00`);
}

/** The inverse of `local`, to make failures readable. */
export function show(instant: Instant): string {
  return new Date(instant + 7 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

export function calendarWith(overrides: readonly DayOverride[], version = 'test'): WorkingCalendar {
  return { version, weekly: OFFICE_WEEK, workedDay: OFFICE_HOURS, overrides };
}

export function dayOff(date: LocalDate): DayOverride {
  return { date, kind: 'off', source: 'test' };
}

/** What `toThrow` accepts as "a refusal with this code". */
export function refusal(code: string): Error {
  const matcher: unknown = expect.objectContaining({ name: 'Refusal', code });
  return matcher as Error;
}

const FIRST_DAY = parseLocalDate('2023-01-01');
const LAST_DAY = parseLocalDate('2027-06-30');

export const anyDate = fc.integer({ min: FIRST_DAY, max: LAST_DAY }).map(formatLocalDate);

/** Any minute of the seeded years, in and out of working hours. */
export const anyInstant = fc
  .integer({ min: local('2023-01-01 00:00') / 60_000, max: local('2027-06-30 00:00') / 60_000 })
  .map((minute) => minute * 60_000);

/** The seed, or office weeks with random days off and worked weekends, some of them half days. */
export const anyCalendar: fc.Arbitrary<WorkingCalendar> = fc.oneof(
  // Its content is known: a failing property prints its name only.
  fc.constant(Object.assign({ [fc.toStringMethod]: () => 'SEED_CALENDAR' }, SEED_CALENDAR)),
  fc
    .uniqueArray(
      fc.record({
        date: anyDate,
        kind: fc.constantFrom('off' as const, 'working' as const),
        half: fc.boolean(),
      }),
      { selector: ({ date }) => date, maxLength: 200 },
    )
    .map((days) =>
      calendarWith(
        days.map(({ date, kind, half }) => ({
          date,
          kind,
          source: 'test',
          ...(kind === 'working' && half ? { windows: [{ from: 450, to: 690 }] } : {}),
        })),
      ),
    ),
);
