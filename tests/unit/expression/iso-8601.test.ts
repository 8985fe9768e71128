import fc from 'fast-check';
import { duration } from 'feelin';
import { normaliseCycle, normaliseDateTime, normaliseDuration } from '../../../domain/expression/iso-8601';

describe('normaliseDuration', () => {
  it.each([
    ['P1Y2M3DT4H5M6S', 'P1Y2M3DT4H5M6S'],
    ['P1W', 'P7D'],
    ['P1W2DT1H', 'P9DT1H'],
    ['P1.5W', 'P10DT12H'],
    ['P0.5D', 'PT12H'],
    ['PT0,5S', 'PT0.5S'],
    ['PT90M', 'PT90M'],
    ['PT0S', 'PT0S'],
    ['P0W', 'PT0S'],
  ])('%s is %s', (text, expected) => {
    expect(normaliseDuration(text)).toBe(expected);
  });

  it.each(['', 'P', 'PT', 'P1', '1D', 'P1DT', 'P1H', 'PT1D', '-P1D', 'p1d', 'P1.5DT1H', 'P0.5Y', 'P1M1Y', 'P9999999D'])(
    'refuses %s',
    (text) => {
      expect(normaliseDuration(text)).toBeUndefined();
    },
  );

  it('always gives what FEEL reads as a duration', () => {
    const part = (unit: string, max: number) =>
      fc.option(
        fc.integer({ min: 0, max }).map((n) => `${n}${unit}`),
        { nil: '' },
      );
    const fraction = fc.option(
      fc.integer({ min: 0, max: 999 }).map((n) => `.${n}`),
      { nil: '' },
    );
    const text = fc
      .tuple(part('Y', 9), part('M', 20), part('W', 60), part('D', 400), part('H', 60), part('M', 90), fraction)
      .map(([y, mo, w, d, h, m, f]) => {
        const time = `${h}${m}${f === '' ? '' : `7${f}S`}`;
        return `P${y}${mo}${w}${d}${time === '' ? '' : `T${time}`}`;
      })
      .filter((candidate) => candidate !== 'P');
    fc.assert(
      fc.property(text, (candidate) => {
        const normal = normaliseDuration(candidate);
        expect(normal).toBeDefined();
        expect(duration(normal ?? '')).not.toBeNull();
        expect(normaliseDuration(normal ?? '')).toBe(normal);
      }),
    );
  });
});

describe('normaliseDateTime', () => {
  it.each([
    ['2023-03-01', '2023-03-01'],
    ['20230301', '2023-03-01'],
    ['2023-03-01T08:00', '2023-03-01T08:00:00'],
    ['2023-03-01T08:00:00.5+07:00', '2023-03-01T08:00:00.500+07:00'],
    ['2023-03-01T08:00:00+0700', '2023-03-01T08:00:00+07:00'],
    ['20230301T080000Z', '2023-03-01T08:00:00Z'],
    ['2024-02-29T00:00:00-03', '2024-02-29T00:00:00-03:00'],
  ])('%s is %s', (text, expected) => {
    expect(normaliseDateTime(text)).toBe(expected);
    expect(Number.isNaN(Date.parse(expected))).toBe(false);
  });

  it.each([
    '2023-02-29',
    '2023-13-01',
    '2023-3-1',
    '202303-01',
    '2023-03-01T24:00',
    '2023-03-01T080000Z',
    '2023-03-01Z',
    '01/03/2023',
    '2023-03-01T10:61Z',
  ])('refuses %s', (text) => {
    expect(normaliseDateTime(text)).toBeUndefined();
  });
});

describe('normaliseCycle', () => {
  it.each([
    ['R/PT1H', 'R/PT1H'],
    ['R0/PT1H', 'R0/PT1H'],
    ['R12/P1W', 'R12/P7D'],
    ['R3/20230101T000000Z/PT1H', 'R3/2023-01-01T00:00:00Z/PT1H'],
  ])('%s is %s', (text, expected) => {
    expect(normaliseCycle(text)).toBe(expected);
  });

  it.each([
    'PT1H',
    'R',
    'R/',
    'R3/PT0S',
    'R-1/PT1H',
    'R3/2023-01-01T00:00:00Z',
    'R3/PT1H/2023-01-01T00:00:00Z',
    '0 * * * *',
  ])('refuses %s', (text) => {
    expect(normaliseCycle(text)).toBeUndefined();
  });
});
