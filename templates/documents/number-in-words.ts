/** Whole numbers read in Vietnamese ("một triệu hai trăm ba mươi tư nghìn …"), for the amounts official papers spell out. */

const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;
/** Names of the groups of three digits below one billion; above it the reading starts again ("nghìn tỷ"). */
const GROUPS = ['', 'nghìn', 'triệu'] as const;
const BILLION = 1_000_000_000;

/**
 * Reads a whole number from 0 to `Number.MAX_SAFE_INTEGER`, in small letters.
 * @throws RangeError on a fraction, a negative number or one too large to be exact.
 */
export function readNumber(value: number): string {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`Cannot read this number: ${value}`);
  if (value === 0) return DIGITS[0];
  return readPositive(value, false).join(' ');
}

/** `Một triệu hai trăm nghìn đồng` — with a capital and the unit, as money papers close an amount. */
export function readMoney(dong: number): string {
  const words = `${readNumber(dong)} đồng`;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function readPositive(value: number, padded: boolean): string[] {
  const billions = Math.floor(value / BILLION);
  const rest = value % BILLION;
  const words = billions > 0 ? [...readPositive(billions, padded), 'tỷ'] : [];
  if (rest > 0) words.push(...readBelowBillion(rest, padded || billions > 0));
  return words;
}

/** `padded`: something stands before, so an empty hundred is read "không trăm" (1.000.005 → "… không trăm linh năm"). */
function readBelowBillion(value: number, padded: boolean): string[] {
  const words: string[] = [];
  for (let group = GROUPS.length - 1; group >= 0; group--) {
    const three = Math.floor(value / 1000 ** group) % 1000;
    if (three === 0) continue;
    words.push(...readThreeDigits(three, padded || words.length > 0));
    const name = GROUPS[group];
    if (name) words.push(name);
  }
  return words;
}

function readThreeDigits(value: number, padded: boolean): string[] {
  const hundreds = Math.floor(value / 100);
  const tens = Math.floor(value / 10) % 10;
  const units = value % 10;
  const words: string[] = [];
  const hasHundred = hundreds > 0 || padded;
  if (hasHundred) words.push(readDigit(hundreds), 'trăm');
  if (tens === 0) {
    if (units > 0) words.push(...(hasHundred ? ['linh'] : []), readDigit(units));
    return words;
  }
  words.push(...(tens === 1 ? ['mười'] : [readDigit(tens), 'mươi']));
  if (units > 0) words.push(readUnitAfterTens(tens, units));
  return words;
}

function readUnitAfterTens(tens: number, units: number): string {
  if (units === 1 && tens > 1) return 'mốt';
  if (units === 4 && tens > 1) return 'tư';
  if (units === 5) return 'lăm';
  return readDigit(units);
}

function readDigit(digit: number): string {
  return DIGITS[digit] ?? '';
}
