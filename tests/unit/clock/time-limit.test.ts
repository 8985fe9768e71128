import fc from 'fast-check';
import { SEED_CALENDAR } from '../../../domain/clock/calendar-data';
import {
  DEFAULT_COUNTING_RULES,
  dueInstant,
  receivedInOfficeHours,
  type CountingRules,
  type TimeLimit,
} from '../../../domain/clock/time-limit';
import { workingMinutesBetween } from '../../../domain/clock/working-calendar';
import { anyCalendar, anyInstant, calendarWith, local, refusal, show } from './clock-fixtures';

function due(receivedAt: string, limit: TimeLimit, rules: Partial<CountingRules> = {}): string {
  return show(dueInstant(SEED_CALENDAR, limit, local(receivedAt), { ...DEFAULT_COUNTING_RULES, ...rules }));
}

describe('a limit in working days', () => {
  it.each([
    ['2026-11-16 10:00', 3, '2026-11-19 17:00', 'Monday 10:00 + 3 = Thursday 17:00'],
    ['2026-11-16 07:00', 3, '2026-11-19 17:00', 'before opening counts as that day'],
    ['2026-11-16 12:00', 3, '2026-11-19 17:00', 'at noon counts as that day'],
    ['2026-11-16 17:29', 3, '2026-11-19 17:00', 'just before closing'],
    ['2026-11-16 17:30', 3, '2026-11-20 17:00', 'L4: at closing, received the next day'],
    ['2026-11-16 20:00', 3, '2026-11-20 17:00', 'L4: online in the evening'],
    ['2026-11-21 09:00', 3, '2026-11-27 17:00', 'L4: on Saturday, received Monday; 24/11 is off'],
    ['2026-11-13 10:00', 8, '2026-11-26 17:00', 'eight days of P2.TRANSFER, over a weekend and 24/11'],
    ['2024-02-05 10:00', 3, '2024-02-15 17:00', 'over Tết 2024'],
    ['2025-01-22 10:00', 3, '2025-02-03 17:00', 'over Tết 2025'],
    ['2026-02-12 10:00', 3, '2026-02-24 17:00', 'over Tết 2026'],
    ['2024-05-02 10:00', 2, '2024-05-04 17:00', 'ending on a worked Saturday'],
    ['2026-08-20 10:00', 2, '2026-08-22 17:00', 'ending on the worked Saturday 22/8'],
    ['2026-08-28 10:00', 1, '2026-09-03 17:00', 'over the long rest of 2/9'],
  ])('received %s + %i days is due %s (%s)', (receivedAt, amount, expected) => {
    expect(due(receivedAt, { amount, unit: 'workingDay' })).toBe(expected);
  });

  it('adds the extra days of remote communes', () => {
    expect(due('2026-11-02 10:00', { amount: 3, unit: 'workingDay' }, { extraWorkingDays: 10 })).toBe(
      '2026-11-19 17:00',
    );
  });

  it('takes the due hour from the rules, and never one after closing', () => {
    expect(due('2026-11-16 10:00', { amount: 3, unit: 'workingDay' }, { dueMinute: 16 * 60 + 30 })).toBe(
      '2026-11-19 16:30',
    );
    const halfSaturday = calendarWith([
      { date: '2026-11-21', kind: 'working', windows: [{ from: 450, to: 690 }], source: 'test' },
    ]);
    expect(show(dueInstant(halfSaturday, { amount: 1, unit: 'workingDay' }, local('2026-11-20 10:00')))).toBe(
      '2026-11-21 11:30',
    );
  });
});

describe('a same-day service', () => {
  it.each([
    ['2026-11-16 08:00', '2026-11-16 17:00'],
    ['2026-11-16 15:00', '2026-11-16 17:00'],
    ['2026-11-16 15:01', '2026-11-17 17:00'],
    ['2026-11-20 15:01', '2026-11-23 17:00'],
    ['2026-11-21 08:00', '2026-11-23 17:00'],
    ['2026-11-16 22:00', '2026-11-17 17:00'],
  ])('L5: received %s is due %s', (receivedAt, expected) => {
    expect(due(receivedAt, { amount: 0, unit: 'workingDay' })).toBe(expected);
  });

  it('L5: holds for 0 calendar days as well, so nothing is due before its receipt', () => {
    expect(due('2026-11-16 17:01', { amount: 0, unit: 'calendarDay' })).toBe('2026-11-17 17:00');
  });

  it('L5: is too late once an early due hour has passed, whatever the cut-off', () => {
    const sameDay: TimeLimit = { amount: 0, unit: 'workingDay' };
    expect(due('2026-11-16 10:30', sameDay, { dueMinute: 11 * 60 })).toBe('2026-11-16 11:00');
    expect(due('2026-11-16 11:00', sameDay, { dueMinute: 11 * 60 })).toBe('2026-11-17 11:00');
  });

  it('does not apply the cut-off to longer limits', () => {
    expect(due('2026-11-16 15:01', { amount: 1, unit: 'workingDay' })).toBe('2026-11-17 17:00');
  });
});

describe('limits in other units', () => {
  it.each<[string, TimeLimit, string, string]>([
    ['2026-11-16 10:00', { amount: 8, unit: 'workingHour' }, '2026-11-17 10:00', 'eight working hours'],
    ['2026-11-16 07:30', { amount: 8, unit: 'workingHour' }, '2026-11-16 17:30', 'L1: eight hours are not a day'],
    ['2026-11-16 18:00', { amount: 8, unit: 'workingHour' }, '2026-11-17 17:30', 'L4: from the next opening'],
    ['2026-11-20 16:30', { amount: 2, unit: 'workingHour' }, '2026-11-23 08:30', 'over a weekend'],
    ['2025-01-24 15:30', { amount: 4, unit: 'workingHour' }, '2025-02-03 09:30', 'over Tết 2025'],
    ['2026-11-16 10:00', { amount: 0.5, unit: 'workingHour' }, '2026-11-16 10:30', 'half an hour'],
    ['2026-11-02 10:00', { amount: 15, unit: 'calendarDay' }, '2026-11-17 17:00', 'fifteen calendar days'],
    ['2026-11-06 10:00', { amount: 15, unit: 'calendarDay' }, '2026-11-23 17:00', 'L3: Saturday gives way to Monday'],
    ['2026-02-02 10:00', { amount: 15, unit: 'calendarDay' }, '2026-02-23 17:00', 'L3: within Tết gives way'],
    ['2026-11-20 23:00', { amount: 72, unit: 'calendarHour' }, '2026-11-23 23:00', 'around the clock'],
    ['2024-01-31 10:00', { amount: 1, unit: 'month' }, '2024-02-29 17:00', 'a month without that day'],
    ['2026-10-24 10:00', { amount: 1, unit: 'month' }, '2026-11-26 17:00', 'from Monday 26/10 (L4)'],
  ])('received %s, %j, is due %s (%s)', (receivedAt, limit, expected) => {
    expect(due(receivedAt, limit)).toBe(expected);
  });

  it('adds extra working days after calendar days and after hours', () => {
    expect(due('2026-11-02 10:00', { amount: 13, unit: 'calendarDay' }, { extraWorkingDays: 2 })).toBe(
      '2026-11-18 17:00',
    );
    expect(due('2026-11-16 10:00', { amount: 8, unit: 'workingHour' }, { extraWorkingDays: 2 })).toBe(
      '2026-11-19 10:00',
    );
  });
});

describe('what cannot be counted is refused', () => {
  it.each<[TimeLimit, Partial<CountingRules>]>([
    [{ amount: -1, unit: 'workingDay' }, {}],
    [{ amount: 1.5, unit: 'workingDay' }, {}],
    [{ amount: 0.5, unit: 'month' }, {}],
    [{ amount: Number.NaN, unit: 'workingHour' }, {}],
    [{ amount: 1, unit: 'workingDay' }, { extraWorkingDays: -1 }],
    [{ amount: 1, unit: 'workingDay' }, { dueMinute: 1500 }],
  ])('%j %j', (limit, rules) => {
    expect(() => due('2026-11-16 10:00', limit, rules)).toThrow(refusal('TIME_LIMIT_INVALID'));
  });

  it('a limit beyond the calendar', () => {
    expect(() => due('2026-11-16 10:00', { amount: 100_000, unit: 'workingDay' })).toThrow(
      refusal('CALENDAR_RANGE_EXCEEDED'),
    );
  });
});

describe('any limit', () => {
  const anyLimit = fc.record({
    unit: fc.constantFrom<TimeLimit['unit']>('workingDay', 'workingHour', 'calendarDay', 'calendarHour', 'month'),
    amount: fc.integer({ min: 0, max: 30 }),
  });
  const dueOf = (calendar: Parameters<typeof dueInstant>[0], limit: TimeLimit, at: number): number =>
    dueInstant(calendar, limit, at);

  it('is due later when received later or when longer, never before its receipt', () => {
    fc.assert(
      fc.property(anyCalendar, anyLimit, anyInstant, fc.nat(20_000), (calendar, limit, at, later) => {
        const end = dueOf(calendar, limit, at);
        expect(end).toBeGreaterThanOrEqual(at);
        expect(dueOf(calendar, limit, at + later * 60_000)).toBeGreaterThanOrEqual(end);
        expect(dueOf(calendar, { ...limit, amount: limit.amount + 1 }, at)).toBeGreaterThanOrEqual(end);
      }),
    );
  });

  it('L4: receipt in office hours never loses working time', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, (calendar, at) => {
        const received = receivedInOfficeHours(calendar, at);
        expect(received).toBeGreaterThanOrEqual(at);
        expect(workingMinutesBetween(calendar, at, received)).toBe(0);
        expect(workingMinutesBetween(calendar, received, received + 60_000)).toBe(1);
      }),
    );
  });
});
