import fc from 'fast-check';
import { MS_PER_DAY } from '../../../domain/clock/instant';
import { forecast } from '../../../domain/health/forecast';
import { judgeSample, PROBE_IDS, PROBES, type Probe } from '../../../domain/health/probes';

const START = Date.UTC(2026, 10, 1);
const days = (values: readonly number[]) => values.map((value, day) => ({ at: START + day * MS_PER_DAY, value }));
const line = (count: number, from: number, perDay: number) =>
  days(Array.from({ length: count }, (_, day) => from + perDay * day));

describe('A13.3, A13.4: where a disk is going', () => {
  test('a steady growth reaches the limit on its day', () => {
    const trend = forecast(line(11, 0.5, 0.01), 0.95);
    expect(trend?.perDay).toBeCloseTo(0.01, 10);
    // 0.6 on the tenth day, 0.35 to go.
    expect(((trend?.reachesAt ?? 0) - START) / MS_PER_DAY).toBeCloseTo(45, 5);
  });

  test('one day of cleaning up, or of copying, moves nothing', () => {
    const values = Array.from({ length: 21 }, (_, day) => 0.5 + 0.01 * day);
    const odd = values.map((value, day) => (day === 12 ? 0.1 : day === 5 ? 0.9 : value));
    const [plain, disturbed] = [forecast(days(values), 0.95), forecast(days(odd), 0.95)];
    expect(Math.abs((plain?.reachesAt ?? 0) - (disturbed?.reachesAt ?? 0))).toBeLessThan(MS_PER_DAY);
  });

  test('what shrinks, stands still or would take years reaches nothing', () => {
    expect(forecast(line(10, 0.5, -0.01), 0.95)).toMatchObject({ reachesAt: null });
    expect(forecast(line(10, 0.5, 0), 0.95)).toEqual({ perDay: 0, reachesAt: null });
    expect(forecast(line(10, 0.5, 0.0001), 0.95)).toMatchObject({ reachesAt: null });
    expect(forecast(line(10, 5e9, 1e6), null)).toEqual({ perDay: 1e6, reachesAt: null });
  });

  test('what is past the limit has reached it', () => {
    const trend = forecast(line(10, 0.9, 0.01), 0.95);
    expect(trend?.reachesAt).toBe(START + 9 * MS_PER_DAY);
  });

  test('too few days say nothing', () => {
    expect(forecast([], 1)).toBeNull();
    expect(forecast(line(2, 0, 1), 1)).toBeNull();
    expect(
      forecast(
        [0, 1, 2].map((hour) => ({ at: START + hour * 3_600_000, value: hour })),
        1,
      ),
    ).toBeNull();
  });

  test('any straight line is found again, wherever it begins', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 60 }),
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: -1e3, max: 1e3, noNaN: true }),
        (count, from, perDay) => {
          const trend = forecast(line(count, from, perDay), null);
          expect(Math.abs((trend?.perDay ?? NaN) - perDay)).toBeLessThan(1e-3);
        },
      ),
    );
  });
});

describe('a sample', () => {
  test.each(PROBE_IDS)('%s: the worse the value, the worse the state; one that is missing is broken', (id) => {
    const { warnAt, limit }: Probe = PROBES[id];
    if (warnAt !== null && limit !== null) expect(warnAt).toBeLessThan(limit);
    expect(judgeSample(id, 0)).toBe('green');
    if (warnAt !== null) expect(judgeSample(id, warnAt)).toBe('late');
    if (limit !== null) expect(judgeSample(id, limit)).toBe('broken');
    expect(judgeSample(id, null)).toBe('broken');
  });
});
