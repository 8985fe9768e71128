import { checkFeel, isFeelLanguage, isFeelNamePath, stripFeelMarker } from '../../../domain/expression/feel-check';

describe('checkFeel', () => {
  it.each([
    'a > 1 and b < 2',
    'if a then 1 else 2',
    'số tiền > 1',
    'first name + " x"',
    '"now()"',
    'order.now',
    'today > deadline',
    '{ today: 1, y: today }.y',
    'x in [1..3]',
    '5 in (> 3)',
    'items[> 3]',
    'items[price > 3]',
    'for x in y return x * 2',
    'some x in y satisfies x > 1',
    'date and time("2023-01-01T00:00:00Z") + duration("P1D")',
    '[1..5]',
    '// why\na = 1',
    'not(a)',
    '{ a: 1 }.a',
    '-1',
  ])('accepts %s', (feel) => {
    expect(checkFeel(feel)).toBeUndefined();
  });

  it.each([
    ['a >', 3],
    ['a == 1', 3],
    ['> 5', 0],
    ['x && y', 2],
    ['a b"', 3],
    ['${a}', 0],
    ['1 2', 2],
    ['', 0],
  ])('refuses %s at its offset', (feel, offset) => {
    expect(checkFeel(feel)).toMatchObject({ code: 'EXPRESSION_SYNTAX', offset });
  });

  it.each([
    ['now()', 0],
    ['a + today ( )', 4],
    ['random   number()', 0],
    ['uuid()', 0],
    ['for x in y return now()', 18],
    ['{ a: now() }', 5],
    ['date and time(now())', 14],
    ['{ n: now }.n()', 5],
    ['(function(f) f())(now)', 18],
    ['sort(a, now)', 8],
  ])('refuses the changing answer in %s', (feel, offset) => {
    expect(checkFeel(feel)).toMatchObject({ code: 'EXPRESSION_NOT_DETERMINISTIC', offset });
  });

  it('answers for an expression nested without end', () => {
    expect(() => checkFeel('('.repeat(20_000))).not.toThrow();
  });
});

describe('stripFeelMarker', () => {
  it.each([
    ['=a', 'a'],
    [' = a = 1 ', 'a = 1'],
    ['a = 1', 'a = 1'],
    ['==a', '=a'],
  ])('%s is %s', (text, feel) => {
    expect(stripFeelMarker(text)).toBe(feel);
  });
});

describe('isFeelLanguage', () => {
  it.each(['feel', 'FEEL', 'text/x-feel', 'http://www.omg.org/spec/FEEL/20140401'])('takes %s', (language) => {
    expect(isFeelLanguage(language)).toBe(true);
  });
  it.each(['juel', 'javascript', 'http://www.w3.org/1999/XPath', 'feeling'])('does not take %s', (language) => {
    expect(isFeelLanguage(language)).toBe(false);
  });
});

describe('isFeelNamePath', () => {
  it.each(['a', 'a.b.c', 'tổng_tiền', '_x1'])('takes %s', (path) => {
    expect(isFeelNamePath(path)).toBe(true);
  });
  it.each(['', 'a.', '.a', 'a b', '1a', 'a[1]', 'if', 'a.null', 'constructor', 'a-b', '=a'])(
    'does not take "%s"',
    (path) => {
      expect(isFeelNamePath(path)).toBe(false);
    },
  );
});
