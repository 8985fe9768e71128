import Holidays from 'date-holidays';
import { SEED_CALENDAR } from '../../../domain/clock/calendar-data';
import { NOT_ANNOUNCED } from '../../../domain/clock/vietnam-holidays';
import { isWorkingDay, windowsOn } from '../../../domain/clock/working-calendar';
import { checkCalendar } from '../../../domain/clock/calendar-index';

const WEEKDAY_NAMES = new Set(['Mon', 'Tue', 'Wed', 'Thu', 'Fri']);

/** Monday-to-Friday days off of a year, asked day by day. */
function weekdaysOff(year: number): string[] {
  const off: string[] = [];
  for (let ms = Date.UTC(year, 0, 1); ms < Date.UTC(year + 1, 0, 1); ms += 86_400_000) {
    const date = new Date(ms);
    const iso = date.toISOString().slice(0, 10);
    if (WEEKDAY_NAMES.has(date.toUTCString().slice(0, 3)) && !isWorkingDay(SEED_CALENDAR, iso)) off.push(iso.slice(5));
  }
  return off;
}

function sourceOf(date: string): string | undefined {
  return SEED_CALENDAR.overrides.find((day) => day.date === date)?.source;
}

describe('the seeded calendar', () => {
  it('is a valid calendar and survives JSON', () => {
    expect(checkCalendar(SEED_CALENDAR)).toEqual([]);
    expect(JSON.parse(JSON.stringify(SEED_CALENDAR))).toStrictEqual(SEED_CALENDAR);
  });

  // The working-week days off of each year, written out from the announcements (domain-facts §4).
  it.each([
    [2023, '01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04'],
    [2024, '01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03'],
    [2025, '01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02'],
    [2026, '01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24'],
    [2027, '01-01 02-04 02-05 02-08 02-09 02-10 04-16 04-30 05-03 09-02 09-03 11-24'],
  ])('in %i rests on exactly the right weekdays', (year, expected) => {
    expect(weekdaysOff(year)).toEqual(expected.split(' '));
  });

  it.each(['2024-05-04', '2025-04-26', '2026-01-10', '2026-08-22'])('works the Saturday %s a full day', (date) => {
    expect(windowsOn(SEED_CALENDAR, date)).toEqual([
      { from: 450, to: 690 },
      { from: 810, to: 1050 },
    ]);
  });

  it('works on 24/11 up to 2025 and rests on it from 2026', () => {
    expect(isWorkingDay(SEED_CALENDAR, '2025-11-24')).toBe(true);
    expect(isWorkingDay(SEED_CALENDAR, '2026-11-24')).toBe(false);
  });

  it('marks what nobody has announced, and only that', () => {
    expect(['2027-02-04', '2027-02-08', '2027-02-09', '2027-02-10', '2027-09-03'].map(sourceOf)).toEqual(
      Array(5).fill(NOT_ANNOUNCED),
    );
    expect(sourceOf('2027-05-03')).toContain('Đ111.3');
    expect(sourceOf('2027-09-02')).toContain('Đ112.1');
    expect(SEED_CALENDAR.overrides.filter(({ date, source }) => date < '2027' && source === NOT_ANNOUNCED)).toEqual([]);
    expect(sourceOf('2026-02-16')).toContain('TB 9441/TB-BNV');
  });

  // The package knows statutory dates only (no announcements, swaps or neighbour of 2/9), so it can confirm, not refute.
  it.each([2023, 2024, 2025, 2026, 2027, 2028, 2029, 2030])(
    'agrees with the package date-holidays on every statutory day of %i',
    (year) => {
      const witnessed = new Holidays('VN').getHolidays(year).filter(({ type }) => type === 'public');
      expect(witnessed).toHaveLength(7);
      for (const { date } of witnessed) {
        const day = date.slice(0, 10);
        expect({ day, off: SEED_CALENDAR.overrides.find((override) => override.date === day)?.kind }).toEqual({
          day,
          off: 'off',
        });
      }
    },
  );
});
