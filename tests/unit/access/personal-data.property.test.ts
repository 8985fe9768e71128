import fc from 'fast-check';
import { holdsPersonalData, maskPersonalData } from '../../../domain/access/personal-data';
import type { JsonValue } from '../../../domain/json';

const field = fc.constantFrom(
  'idNumber',
  'receiverIdNumber',
  'phone',
  'contactPhone',
  'email',
  'birthDate',
  'note',
  'name',
);
const leaf = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom('070188001234', '0912345678', '+84912345678', 'a.b@example.vn', '1988-04-12', 'gọi 0912345678 nhé'),
);
const data = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(field, tie('value'), { maxKeys: 5 }),
  ),
})).value;

/** Keys, lengths of lists and kinds of nothing: what is left when every text is taken out. */
function shapeOf(value: JsonValue): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shapeOf(item as JsonValue)]));
  return value === null || typeof value === 'boolean' ? value : 'text';
}

/** Every text and number below a personal field. */
function personalLeaves(value: JsonValue, personal = false): (string | number)[] {
  if (typeof value === 'string' || typeof value === 'number') return personal ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item: JsonValue) => personalLeaves(item, personal));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    personalLeaves(item as JsonValue, personal || /(idNumber|phone|email|birthDate)$/i.test(key)),
  );
}

describe('A5.5: personal data is covered', () => {
  it('keeps its shape, leaves no letter and no digit of what is personal, and covers nothing twice', () => {
    fc.assert(
      fc.property(data, (given) => {
        const masked = maskPersonalData(given);
        expect(shapeOf(masked)).toEqual(shapeOf(given));
        for (const text of personalLeaves(masked)) expect(String(text)).not.toMatch(/[\p{L}\p{N}]/u);
        expect(maskPersonalData(masked)).toEqual(masked);
        expect(holdsPersonalData(masked)).toBe(false);
      }),
    );
  });

  it.each([
    ['Số 070188001234 do Công an cấp', 'Số •••••••••••• do Công an cấp'],
    ['gọi 0912345678', 'gọi ••••••••••'],
    ['Hợp đồng 2210/2026/HĐCN, CS 123456', 'Hợp đồng 2210/2026/HĐCN, CS 123456'],
  ])('in a text, numbers of people alone: %s', (given, expected) => {
    expect(maskPersonalData({ note: given })).toEqual({ note: expected });
  });

  it('leaves names, addresses and sums as they are', () => {
    const given = { fullName: 'Nguyễn Thị A', address: 'Tổ 3', priceVnd: 850000000, parcel: { areaM2: 312.5 } };
    expect(maskPersonalData(given)).toEqual(given);
    expect(holdsPersonalData(given)).toBe(false);
  });
});
