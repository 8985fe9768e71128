import type { JsonValue } from '../json';

const MASK = '•';
/** Fields of forms and submissions that hold personal data, also as the end of a longer name (`receiverIdNumber`). */
const PERSONAL_FIELD = /(idNumber|phone|email|birthDate)$/i;
/** Identity numbers and telephone numbers written into a text: 9 or 12 digits, or a telephone's 10 and more. */
const NUMBER_IN_TEXT = /(?<![\p{L}\d/-])(\d{12}|\d{9}|0\d{9,10}|\+84\d{9,10})(?![\p{L}\d/-])/gu;

/**
 * The same data with personal data covered (A5.5): same shape, same lengths, no letter and no digit left of what is
 * personal. Names and addresses stay: the work is done by them. Masking twice changes nothing more.
 */
export function maskPersonalData<T extends JsonValue>(data: T): T {
  return mask(data, false) as T;
}

/** Whether there is anything to open. */
export function holdsPersonalData(data: JsonValue): boolean {
  return JSON.stringify(maskPersonalData(data)) !== JSON.stringify(data);
}

function mask(value: JsonValue, personal: boolean): JsonValue {
  if (typeof value === 'string') {
    return personal ? cover(value) : value.replace(NUMBER_IN_TEXT, cover);
  }
  if (typeof value === 'number') return personal ? cover(String(value)) : value;
  if (Array.isArray(value)) return value.map((item: JsonValue) => mask(item, personal));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, mask(item, personal || PERSONAL_FIELD.test(name))]),
    );
  }
  return value;
}

function cover(text: string): string {
  return text.replace(/[\p{L}\p{N}]/gu, MASK);
}
