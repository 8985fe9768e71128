import fc from 'fast-check';
import { readMoney, readNumber } from '../../../templates/documents/number-in-words';

const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'];
const VARIANTS: Record<string, number> = { mốt: 1, tư: 4, lăm: 5 };

/** The reverse of readNumber, after the grammar of the language and not after the code under test. */
function parseWords(words: string[]): number {
  for (const [name, scale] of [['tỷ', 1e9] as const, ['triệu', 1e6] as const, ['nghìn', 1e3] as const]) {
    const index = words.lastIndexOf(name);
    if (index >= 0) return parseWords(words.slice(0, index)) * scale + parseWords(words.slice(index + 1));
  }
  let value = 0;
  let digit = 0;
  for (const word of words) {
    if (word === 'trăm') [value, digit] = [value + digit * 100, 0];
    else if (word === 'mươi') [value, digit] = [value + digit * 10, 0];
    else if (word === 'mười') value += 10;
    else if (word !== 'linh') digit = VARIANTS[word] ?? DIGITS.indexOf(word);
  }
  return value + digit;
}

describe('readNumber', () => {
  it.each([
    [0, 'không'],
    [5, 'năm'],
    [10, 'mười'],
    [11, 'mười một'],
    [14, 'mười bốn'],
    [15, 'mười lăm'],
    [21, 'hai mươi mốt'],
    [24, 'hai mươi tư'],
    [55, 'năm mươi lăm'],
    [101, 'một trăm linh một'],
    [115, 'một trăm mười lăm'],
    [1005, 'một nghìn không trăm linh năm'],
    [25000, 'hai mươi lăm nghìn'],
    [655000, 'sáu trăm năm mươi lăm nghìn'],
    [1000021, 'một triệu không trăm hai mươi mốt'],
    [1850000000, 'một tỷ tám trăm năm mươi triệu'],
    [2000000001, 'hai tỷ không trăm linh một'],
    [1500000000000, 'một nghìn năm trăm tỷ'],
  ])('reads %d as "%s"', (value, expected) => {
    expect(readNumber(value)).toBe(expected);
  });

  it('can be read back to the number, for any number', () => {
    fc.assert(
      fc.property(fc.oneof(fc.nat(2000), fc.maxSafeNat()), (value) => {
        expect(parseWords(readNumber(value).split(' '))).toBe(value);
      }),
      { numRuns: 500 },
    );
  });

  it.each([-1, 1.5, Number.NaN, Number.MAX_SAFE_INTEGER + 1])('refuses %d', (value) => {
    expect(() => readNumber(value)).toThrow(RangeError);
  });
});

describe('readMoney', () => {
  it('opens with a capital and closes with the unit', () => {
    expect(readMoney(655000)).toBe('Sáu trăm năm mươi lăm nghìn đồng');
    expect(readMoney(0)).toBe('Không đồng');
  });
});
