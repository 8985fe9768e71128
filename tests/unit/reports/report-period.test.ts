import fc from 'fast-check';
import { formatLocalDate, parseLocalDate } from '../../../domain/clock/instant';
import { endedPeriods, periodNumber, REGULAR_PERIODS } from '../../../domain/reports/report-period';

const day = parseLocalDate;
const ended = (kind: (typeof REGULAR_PERIODS)[number], today: string, cutOffDay = 14, since = '2026-01-01') =>
  endedPeriods(kind, { today: day(today), since: day(since), cutOffDay });

describe('A11.8, A15.5: the periods that are reported', () => {
  test('a month is from the 15th of the month before to the 14th (NĐ 09/2019 Đ12), and over on the 15th', () => {
    expect(ended('month', '2026-11-14')[0]).toEqual({ from: '2026-09-15', to: '2026-10-14' });
    expect(ended('month', '2026-11-15')[0]).toEqual({ from: '2026-10-15', to: '2026-11-14' });
  });

  test('so are a quarter and a year', () => {
    expect(ended('quarter', '2026-12-14')[0]).toEqual({ from: '2026-06-15', to: '2026-09-14' });
    expect(ended('quarter', '2026-12-15')[0]).toEqual({ from: '2026-09-15', to: '2026-12-14' });
    expect(ended('year', '2026-12-14', 14, '2025-01-01')).toEqual([{ from: '2024-12-15', to: '2025-12-14' }]);
    expect(ended('year', '2026-12-15')).toEqual([{ from: '2025-12-15', to: '2026-12-14' }]);
  });

  test('an office that counts by the calendar says so with a cut-off of 0', () => {
    expect(ended('month', '2026-03-01', 0)).toEqual([
      { from: '2026-02-01', to: '2026-02-28' },
      { from: '2026-01-01', to: '2026-01-31' },
    ]);
    expect(ended('year', '2027-01-01', 0)).toEqual([{ from: '2026-01-01', to: '2026-12-31' }]);
  });

  test('nothing is owed of a time before there was anything', () => {
    expect(ended('month', '2026-11-28', 14, '2026-11-15')).toEqual([]);
    expect(ended('month', '2026-11-28', 14, '2026-11-14')).toHaveLength(1);
  });

  test('a period is named by its last day', () => {
    expect(periodNumber('month', '2026-11-14')).toEqual({ year: 2026, number: 11 });
    expect(periodNumber('quarter', '2026-12-14')).toEqual({ year: 2026, number: 4 });
    expect(periodNumber('year', '2026-12-14')).toEqual({ year: 2026, number: 1 });
  });

  test('every day is told of once: periods meet without gap or overlap, and the newest has just ended', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...REGULAR_PERIODS),
        fc.integer({ min: day('2024-01-01'), max: day('2030-12-31') }),
        fc.integer({ min: 0, max: 28 }),
        (kind, today, cutOffDay) => {
          const periods = endedPeriods(kind, { today, since: today - 1_200, cutOffDay });
          expect(periods.length).toBeGreaterThan(0);
          for (const [index, { from, to }] of periods.entries()) {
            expect(from <= to).toBe(true);
            expect(day(to)).toBeLessThan(today);
            const older = periods[index + 1];
            if (older) expect(formatLocalDate(day(older.to) + 1)).toBe(from);
          }
          // The next one is not over yet.
          const longest = { month: 31, quarter: 92, year: 366 }[kind];
          expect(today - 1 - day(periods[0]!.to)).toBeLessThan(longest);
        },
      ),
    );
  });
});
