import fc from 'fast-check';
import { setsToRemove, type KeptSet } from '../../../domain/backup/backup-retention';

const DAY_MS = 86_400_000;
/** 01:00 in Vietnam on Thursday 26 November 2026. */
const NOW = Date.parse('2026-11-26T01:00:00+07:00');
const RETENTION = { days: 14, weeks: 8, months: 24 };

const daily = (count: number): KeptSet[] =>
  Array.from({ length: count }, (_, age) => ({ name: `day-${age}`, takenAt: NOW - age * DAY_MS, verified: false }));
const kept = (sets: readonly KeptSet[], now = NOW) => {
  const gone = new Set(setsToRemove(sets, RETENTION, now));
  return sets.filter((set) => !gone.has(set));
};

describe('what the retention keeps of a backup every day', () => {
  test('fourteen days, then the newest of eight weeks, then of the months', () => {
    const names = kept(daily(120)).map(({ name }) => Number(name.slice(4)));
    expect(names.slice(0, 14)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    // Sundays before that: 8, 1 November, 25, 18, 11 October; the last days of October, September, August.
    expect(names.slice(14)).toEqual([18, 25, 26, 32, 39, 46, 57, 87, 118]);
  });

  test('after years: no more than days, weeks and months together', () => {
    expect(kept(daily(2_000)).length).toBeLessThanOrEqual(14 + 8 + 24);
  });

  test('nothing newer comes: the last one stays for ever', () => {
    expect(kept(daily(3), NOW + 4_000 * DAY_MS).map(({ name }) => name)).toEqual(['day-0']);
  });
});

test('whatever there is: the newest and the newest proved one stay, and removing again removes nothing', () => {
  const sets = fc.array(
    fc.record({
      name: fc.uuid(),
      takenAt: fc.integer({ min: NOW - 3_000 * DAY_MS, max: NOW }),
      verified: fc.boolean(),
    }),
    { minLength: 1, maxLength: 60 },
  );
  const retention = fc.record({ days: fc.nat(30), weeks: fc.nat(10), months: fc.nat(30) });
  fc.assert(
    fc.property(sets, retention, (all, some) => {
      const gone = new Set(setsToRemove(all, some, NOW));
      const left = all.filter((set) => !gone.has(set));
      const newest = (of: readonly KeptSet[]) => Math.max(...of.map(({ takenAt }) => takenAt));
      expect(newest(left)).toBe(newest(all));
      const proved = all.filter(({ verified }) => verified);
      if (proved.length > 0) expect(newest(left.filter(({ verified }) => verified))).toBe(newest(proved));
      expect(setsToRemove(left, some, NOW)).toEqual([]);
    }),
  );
});
