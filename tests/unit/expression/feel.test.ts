import {
  ExpressionFailure,
  addDuration,
  evaluateCondition,
  evaluateFeel,
  evaluateText,
  parseInstant,
} from '../../../domain/expression/feel';
import { parseDuration } from '../../../domain/expression/iso-8601';

const iso = (instant: number) => new Date(instant).toISOString();

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof ExpressionFailure) return error.code;
    throw error;
  }
  throw new Error('nothing failed');
}

describe('evaluateFeel', () => {
  it.each([
    ['x + 1', 3],
    ['missing', null],
    ['missing.deeper', null],
    ['"a" + 1', null],
    ['1 / 0', null],
    ['date("2023-03-01")', '2023-03-01'],
    ['date and time("2023-03-01T08:00:00+07:00")', '2023-03-01T08:00:00+07:00'],
    ['duration("P1D")', 'P1D'],
    ['{ a: time("08:00:00"), b: [duration("PT1H")] }', { a: '08:00:00', b: ['PT1H'] }],
    ['constructor', null],
    ['toString', null],
  ])('%s', (feel, value) => {
    expect(evaluateFeel({ feel }, { x: 2 })).toEqual(value);
  });

  it('a syntax error and a function are failures', () => {
    expect(codeOf(() => evaluateFeel({ feel: '1 +' }, {}))).toBe('EXPRESSION_FAILED');
    expect(codeOf(() => evaluateFeel({ feel: 'function(a) a' }, {}))).toBe('EXPRESSION_FAILED');
    expect(codeOf(() => evaluateFeel({ feel: 'string length' }, {}))).toBe('EXPRESSION_FAILED');
  });
});

describe('evaluateCondition', () => {
  it('only true is true; null is not; anything else is a mistake', () => {
    expect(evaluateCondition({ feel: 'x > 1' }, { x: 2 })).toBe(true);
    expect(evaluateCondition({ feel: 'x > 1' }, { x: 1 })).toBe(false);
    expect(evaluateCondition({ feel: 'x > 1' }, {})).toBe(false);
    for (const feel of ['1', '"true"', '[true]', '{}']) {
      expect(codeOf(() => evaluateCondition({ feel }, {}))).toBe('CONDITION_NOT_BOOLEAN');
    }
  });
});

describe('evaluateText', () => {
  it('a fixed text as it stands; numbers and booleans become text; the rest is a failure', () => {
    expect(evaluateText({ text: 'x' }, { x: 1 })).toBe('x');
    expect(evaluateText({ feel: 'x' }, { x: 1 })).toBe('1');
    expect(evaluateText({ feel: 'true' }, {})).toBe('true');
    for (const feel of ['missing', '[]', '{}']) expect(codeOf(() => evaluateText({ feel }, {}))).toBe('TEXT_EXPECTED');
  });
});

describe('addDuration: calendar arithmetic on the Vietnamese date', () => {
  it.each([
    ['2023-01-31T01:00:00Z', 'P1D', '2023-02-01T01:00:00.000Z'],
    ['2023-01-31T01:00:00Z', 'P1M', '2023-02-28T01:00:00.000Z'],
    ['2024-01-31T01:00:00Z', 'P1M', '2024-02-29T01:00:00.000Z'],
    ['2023-01-31T17:30:00Z', 'P1M', '2023-02-28T17:30:00.000Z'], // already 1 February in Vietnam
    ['2023-11-30T01:00:00Z', 'P3M', '2024-02-29T01:00:00.000Z'],
    ['2024-02-29T01:00:00Z', 'P1Y', '2025-02-28T01:00:00.000Z'],
    ['2023-01-31T01:00:00Z', 'P1Y2M10DT3H', '2024-04-10T04:00:00.000Z'],
    ['2023-01-31T01:00:00Z', 'P2W', '2023-02-14T01:00:00.000Z'],
    ['2023-01-31T01:00:00Z', 'PT1.5S', '2023-01-31T01:00:01.500Z'],
    ['2023-01-31T01:00:00Z', 'P0.5D', '2023-01-31T13:00:00.000Z'],
    ['2023-01-31T01:00:00Z', 'PT1,5H', '2023-01-31T02:30:00.000Z'],
    ['2023-01-31T01:00:00Z', 'PT36H', '2023-02-01T13:00:00.000Z'],
    ['2023-03-31T01:00:00Z', '-P1M', '2023-02-28T01:00:00.000Z'],
    ['2023-01-31T01:00:00Z', '-PT1H', '2023-01-31T00:00:00.000Z'],
    ['2023-01-31T01:00:00Z', 'PT0S', '2023-01-31T01:00:00.000Z'],
  ])('%s + %s', (start, duration, due) => {
    expect(iso(addDuration(Date.parse(start), duration))).toBe(due);
  });

  it.each([
    '',
    'P',
    'PT',
    'P1DT',
    '1D',
    'P1',
    'P1H',
    'PT1D',
    'P-1D',
    'P0.5Y',
    'P1.5DT1H',
    'p1d',
    '1 day',
    'P999999999Y',
  ])('%p is not a duration', (text) => {
    expect(codeOf(() => addDuration(0, text))).toBe('TIMER_VALUE_INVALID');
  });

  it('parts', () => {
    expect(iso(addDuration(Date.parse('2023-01-31T01:00:00Z'), 'P1MT1H', 2))).toBe('2023-03-31T03:00:00.000Z');
    expect(parseDuration('-P1Y1M1W1DT1H1M1S')).toEqual({ months: -13, ms: -(8 * 86_400_000 + 3_661_000) });
  });
});

describe('parseInstant', () => {
  it.each([
    ['2023-03-01', '2023-02-28T17:00:00.000Z'],
    ['2023-03-01T08:00', '2023-03-01T01:00:00.000Z'],
    ['2023-03-01T08:00:00', '2023-03-01T01:00:00.000Z'],
    ['2023-03-01T08:00:00.250Z', '2023-03-01T08:00:00.250Z'],
    ['2023-03-01T08:00:00+09:00', '2023-02-28T23:00:00.000Z'],
    ['2023-03-01T08:00:00@Asia/Ho_Chi_Minh', '2023-03-01T01:00:00.000Z'],
    ['2023-03-01T08:00:00+07:00[Asia/Ho_Chi_Minh]', '2023-03-01T01:00:00.000Z'],
  ])('%s', (text, instant) => {
    expect(iso(parseInstant(text))).toBe(instant);
  });

  it.each([
    '',
    '2023',
    '2023-3-1',
    '2023-02-30',
    '2023-02-30T08:00:00Z',
    '2023-13-01',
    '2023-03-01T25:00',
    '2023-03-01T08:00:00@Europe/Paris',
    'tomorrow',
  ])('%p is none', (text) => {
    expect(codeOf(() => parseInstant(text))).toBe('TIMER_VALUE_INVALID');
  });
});
