import * as fc from 'fast-check';
import { percentile, summarize } from '../../../bench/statistics';

describe('percentile', () => {
  test('is a value that occurred, by nearest rank', () => {
    const values = [15, 20, 35, 40, 50];
    expect([5, 30, 40, 50, 100].map((p) => percentile(values, p))).toEqual([15, 20, 20, 35, 50]);
  });

  test('does not need sorted values and leaves them as they are', () => {
    const values = [3, 1, 2];
    expect(percentile(values, 50)).toBe(2);
    expect(values).toEqual([3, 1, 2]);
  });

  test('sorts numbers as numbers', () => {
    expect(percentile([9, 10, 100], 100)).toBe(100);
  });

  test('of nothing is refused', () => {
    expect(() => percentile([], 50)).toThrow('nothing');
  });

  test('at least p percent of the values are not above it, and fewer than p are below it', () => {
    const samples = fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 100 }), (values, p) => {
        const found = percentile(values, p);
        const share = (count: number) => (count / values.length) * 100;
        expect(values).toContain(found);
        expect(share(values.filter((value) => value <= found).length)).toBeGreaterThanOrEqual(p - 1e-9);
        expect(share(values.filter((value) => value < found).length)).toBeLessThan(p + 1e-9);
      }),
    );
  });
});

test('a summary counts and names the three percentiles', () => {
  const values = Array.from({ length: 200 }, (_, index) => index + 1);
  expect(summarize(values)).toEqual({ count: 200, p50: 100, p95: 190, p99: 198 });
});
