import fc from 'fast-check';
import { SEED_CALENDAR } from '../../../domain/clock/calendar-data';
import { checkCalendar } from '../../../domain/clock/calendar-index';
import {
  OFFICE_HOURS,
  OFFICE_WEEK,
  addWorkingDays,
  addWorkingMinutes,
  closeOfDay,
  countWorkingDays,
  isWorkingDay,
  openOfDay,
  subtractWorkingDays,
  subtractWorkingMinutes,
  windowsOn,
  workingDayOnOrAfter,
  workingMinutesBetween,
  type WorkingCalendar,
} from '../../../domain/clock/working-calendar';
import { anyCalendar, anyDate, anyInstant, calendarWith, dayOff, local, refusal, show } from './clock-fixtures';

const neverOpen: WorkingCalendar = {
  version: 'never open',
  weekly: [[], [], [], [], [], [], []],
  workedDay: OFFICE_HOURS,
  overrides: [],
};

describe('working days', () => {
  it.each([
    ['2026-11-16', 3, '2026-11-19', 'Monday + 3 = Thursday'],
    ['2026-11-20', 1, '2026-11-23', 'over a weekend'],
    ['2026-11-21', 1, '2026-11-23', 'from a Saturday'],
    ['2024-02-07', 1, '2024-02-15', 'over Tết 2024'],
    ['2025-01-24', 1, '2025-02-03', 'over Tết 2025'],
    ['2026-02-13', 1, '2026-02-23', 'over Tết 2026'],
    ['2024-05-03', 1, '2024-05-04', 'onto a worked Saturday'],
    ['2024-04-26', 2, '2024-05-03', 'over the swapped 29/4'],
    ['2026-11-23', 1, '2026-11-25', 'over 24/11'],
    ['2026-11-22', 0, '2026-11-22', 'nothing, even from a day off'],
  ])('%s + %i = %s (%s)', (from, count, to) => {
    expect(addWorkingDays(SEED_CALENDAR, from, count)).toBe(to);
  });

  it('W3: refuses to look for a working day that never comes', () => {
    const refused = refusal('CALENDAR_RANGE_EXCEEDED');
    expect(() => addWorkingDays(neverOpen, '2026-01-01', 1)).toThrow(refused);
    expect(() => subtractWorkingDays(neverOpen, '2026-01-01', 1)).toThrow(refused);
    expect(() => addWorkingMinutes(neverOpen, local('2026-01-01 08:00'), 1)).toThrow(refused);
    expect(() => subtractWorkingMinutes(neverOpen, local('2026-01-01 08:00'), 1)).toThrow(refused);
    expect(() => workingDayOnOrAfter(neverOpen, '2026-01-01')).toThrow(refused);
    expect(() => countWorkingDays(SEED_CALENDAR, '1990-01-01', '2026-01-01')).toThrow(refused);
    expect(() => workingMinutesBetween(SEED_CALENDAR, 0, local('2026-01-01 08:00'))).toThrow(refused);
  });

  it('does not accept a negative or broken count', () => {
    expect(() => addWorkingDays(SEED_CALENDAR, '2026-01-05', -1)).toThrow(RangeError);
    expect(() => addWorkingDays(SEED_CALENDAR, '2026-01-05', 1.5)).toThrow(RangeError);
  });

  it('adding then subtracting leads back, on a working day exactly', () => {
    fc.assert(
      fc.property(anyCalendar, anyDate, fc.integer({ min: 1, max: 60 }), (calendar, date, count) => {
        const end = addWorkingDays(calendar, date, count);
        expect(isWorkingDay(calendar, end)).toBe(true);
        expect(countWorkingDays(calendar, date, end)).toBe(count);
        const back = subtractWorkingDays(calendar, end, count);
        if (isWorkingDay(calendar, date)) expect(back).toBe(date);
        else expect(addWorkingDays(calendar, back, count)).toBe(end);
      }),
    );
  });

  it('a later start or a larger count never ends earlier', () => {
    fc.assert(
      fc.property(anyCalendar, anyDate, anyDate, fc.nat(40), fc.nat(40), (calendar, a, b, n, m) => {
        const [early, late] = a <= b ? [a, b] : [b, a];
        expect(addWorkingDays(calendar, early, n) <= addWorkingDays(calendar, late, n)).toBe(true);
        expect(addWorkingDays(calendar, a, n) <= addWorkingDays(calendar, a, n + m)).toBe(true);
        expect(countWorkingDays(calendar, early, late)).toBe(0 - countWorkingDays(calendar, late, early));
      }),
    );
  });
});

describe('working minutes', () => {
  it.each([
    ['2026-11-16 10:00', 8 * 60, '2026-11-17 10:00', 'eight hours from Monday 10:00'],
    ['2026-11-16 07:30', 8 * 60, '2026-11-16 17:30', 'W2: a full day ends at closing'],
    ['2026-11-16 11:30', 60, '2026-11-16 14:30', 'over noon'],
    ['2026-11-16 12:15', 60, '2026-11-16 14:30', 'from within noon'],
    ['2026-11-20 17:00', 60, '2026-11-23 08:00', 'over a weekend'],
    ['2026-11-21 09:00', 30, '2026-11-23 08:00', 'from a Saturday'],
    ['2025-01-24 16:30', 120, '2025-02-03 08:30', 'over Tết 2025'],
    ['2024-05-03 17:00', 60, '2024-05-04 08:00', 'onto a worked Saturday'],
    ['2026-11-21 09:00', 0, '2026-11-21 09:00', 'nothing'],
  ])('%s + %i minutes = %s (%s)', (from, minutes, to) => {
    expect(show(addWorkingMinutes(SEED_CALENDAR, local(from), minutes))).toBe(to);
  });

  it.each([
    ['2026-11-17 10:00', 8 * 60, '2026-11-16 10:00'],
    ['2026-11-16 17:30', 8 * 60, '2026-11-16 07:30'],
    ['2026-11-23 07:30', 60, '2026-11-20 16:30'],
    ['2026-11-22 12:00', 60, '2026-11-20 16:30'],
  ])('%s - %i minutes = %s', (from, minutes, to) => {
    expect(show(subtractWorkingMinutes(SEED_CALENDAR, local(from), minutes))).toBe(to);
  });

  // The slow, obvious count: minute by minute, straight from the windows.
  function countSlowly(calendar: WorkingCalendar, a: number, b: number): number {
    let count = 0;
    for (let at = a; at < b; at += 60_000) {
      const [date, time] = show(at).split(' ');
      const minute = Number(time!.slice(0, 2)) * 60 + Number(time!.slice(3));
      if (windowsOn(calendar, date!).some(({ from, to }) => minute >= from && minute < to)) count += 1;
    }
    return count;
  }

  it('counts what a minute-by-minute walk counts', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, fc.integer({ min: 0, max: 8 * 1440 }), (calendar, a, length) => {
        const b = a + length * 60_000;
        expect(workingMinutesBetween(calendar, a, b)).toBe(countSlowly(calendar, a, b));
        expect(workingMinutesBetween(calendar, b, a)).toBe(0 - workingMinutesBetween(calendar, a, b));
      }),
      { numRuns: 40 },
    );
  });

  it('W2: adding then subtracting leads back to the instant, or to work that was open then', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, fc.integer({ min: 1, max: 20_000 }), (calendar, at, minutes) => {
        const end = addWorkingMinutes(calendar, at, minutes);
        expect(workingMinutesBetween(calendar, at, end)).toBe(minutes);
        expect(workingMinutesBetween(calendar, at, end - 1)).toBeLessThan(minutes);
        const back = subtractWorkingMinutes(calendar, end, minutes);
        expect(back).toBeGreaterThanOrEqual(at);
        expect(workingMinutesBetween(calendar, at, back)).toBe(0);
        expect(workingMinutesBetween(calendar, back, end)).toBe(minutes);
        expect(workingMinutesBetween(calendar, back + 1, end)).toBeLessThan(minutes);
      }),
    );
  });

  it('is additive, and monotone in the instant', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, fc.nat(5_000), fc.nat(5_000), fc.nat(600), (calendar, at, n, m, later) => {
        const both = addWorkingMinutes(calendar, at, n + m);
        // Zero keeps the instant where it is, so a start out of hours counts as the same place, not the same instant.
        const inSteps = addWorkingMinutes(calendar, addWorkingMinutes(calendar, at, n), m);
        expect(workingMinutesBetween(calendar, both, inSteps)).toBe(0);
        if (m > 0) expect(inSteps).toBe(both);
        expect(addWorkingMinutes(calendar, at + later * 60_000, n)).toBeGreaterThanOrEqual(
          addWorkingMinutes(calendar, at, n),
        );
      }),
    );
  });
});

describe('a calendar as data', () => {
  it('opens and closes with its windows, and not at all on a day off', () => {
    const half = calendarWith([
      { date: '2026-11-21', kind: 'working', windows: [{ from: 420, to: 690 }], source: 'test' },
      dayOff('2026-11-23'),
    ]);
    expect(show(openOfDay(half, '2026-11-21')!)).toBe('2026-11-21 07:00');
    expect(show(closeOfDay(half, '2026-11-21')!)).toBe('2026-11-21 11:30');
    expect(closeOfDay(half, '2026-11-23')).toBeUndefined();
    expect(windowsOn(half, '2026-11-23')).toEqual([]);
    expect(isWorkingDay(half, '2026-11-23')).toBe(false);
  });

  it.each<[string, Partial<WorkingCalendar>]>([
    ['a week of six days', { weekly: OFFICE_WEEK.slice(1) }],
    ['windows out of order', { workedDay: [OFFICE_HOURS[1]!, OFFICE_HOURS[0]!] }],
    ['a window past midnight', { workedDay: [{ from: 450, to: 1500 }] }],
    ['an empty worked day', { workedDay: [] }],
    ['a date that does not exist', { overrides: [dayOff('2026-02-30')] }],
    ['a date given twice', { overrides: [dayOff('2026-02-03'), dayOff('2026-02-03')] }],
    ['a day off with windows', { overrides: [{ ...dayOff('2026-02-03'), windows: OFFICE_HOURS }] }],
  ])('refuses %s', (_what, wrong) => {
    const calendar = { ...calendarWith([]), ...wrong };
    expect(checkCalendar(calendar)).toHaveLength(1);
    expect(() => isWorkingDay(calendar, '2026-11-16')).toThrow(refusal('CALENDAR_INVALID'));
  });
});
