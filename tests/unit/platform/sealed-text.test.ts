import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { createSealer, parseDataKeys, readDataKeys, SealBroken, type DataKeys } from '../../../platform/sealed-text';

const hex = () => randomBytes(32).toString('hex');
const [older, newer, hash] = [hex(), hex(), hex()];
const keys = (text: string): DataKeys => readDataKeys(text);
const before = createSealer(keys(`2026:${older} hash:${hash}`));
const after = createSealer(keys(`2027:${newer},2026:${older},hash:${hash}`));

describe('sealed text', () => {
  it('opens as it was sealed, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, bound) => {
        expect(before.open(before.seal(text, bound), bound)).toBe(text);
      }),
    );
  });

  it('shows nothing of the text, and never looks the same twice', () => {
    const [first, second] = [before.seal('001099012345'), before.seal('001099012345')];
    expect(first).toMatch(/^s1\.2026\.[\w-]+$/);
    expect(first).not.toBe(second);
    expect(Buffer.from(first.split('.')[2] ?? '', 'base64url').toString('latin1')).not.toContain('001099012345');
  });

  it('does not open elsewhere: it is bound to what it belongs to', () => {
    const sealed = before.seal('secret', 'account-1');
    expect(() => before.open(sealed, 'account-2')).toThrow(SealBroken);
    expect(() => before.open(sealed)).toThrow(SealBroken);
  });

  it('does not open when one bit was changed', () => {
    const sealed = before.seal('secret');
    const [version, id, coded = ''] = sealed.split('.');
    const bytes = Buffer.from(coded, 'base64url');
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        const changed = Buffer.from(bytes);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(() => before.open(`${version}.${id}.${changed.toString('base64url')}`)).toThrow(SealBroken);
      }),
    );
  });

  it.each(['', 'plain', 's1.2026', 's1.2026.AAAA', 's2.2026.' + 'A'.repeat(60), 's1.2026.' + 'A'.repeat(60) + '.x'])(
    'refuses %p, which is none',
    (text) => expect(() => before.open(text)).toThrow(SealBroken),
  );
});

describe('rotation of keys', () => {
  it('opens what the older key sealed, and seals with the newer one', () => {
    const old = before.seal('secret', 'a');
    expect(after.open(old, 'a')).toBe('secret');
    expect(after.isOld(old)).toBe(true);
    const anew = after.seal(after.open(old, 'a'), 'a');
    expect(anew).toMatch(/^s1\.2027\./);
    expect(after.isOld(anew)).toBe(false);
  });

  it('names the key that is missing, and no other secret', () => {
    expect(() => before.open(after.seal('secret'))).toThrow('the key 2027 is not in the ring');
  });

  it('changes no keyed hash', () => {
    expect(after.keyedHash('001099012345')).toBe(before.keyedHash('001099012345'));
    expect(before.keyedHash('001099012345')).toMatch(/^[0-9a-f]{64}$/);
    expect(before.keyedHash('001099012346')).not.toBe(before.keyedHash('001099012345'));
    const other = createSealer(keys(`2026:${older} hash:${hex()}`));
    expect(other.keyedHash('001099012345')).not.toBe(before.keyedHash('001099012345'));
  });
});

describe('the keys of an installation', () => {
  it.each([
    ['nothing', ''],
    ['no key of hashes', `2026:${older}`],
    ['no key to seal with', `hash:${hash}`],
    ['a short key', `2026:${older.slice(2)} hash:${hash}`],
    ['an id twice', `2026:${older} 2026:${newer} hash:${hash}`],
    ['an id in capitals', `K:${older} hash:${hash}`],
  ])('are refused with %s', (_what, text) => {
    expect(parseDataKeys(text)).toBeUndefined();
    expect(() => readDataKeys(text)).toThrow('these are no data keys');
  });

  it('may stand on lines of their own, as in a secret file', () => {
    expect(parseDataKeys(`2027:${newer}\n2026:${older}\nhash:${hash}\n`)?.ring.map(({ id }) => id)).toEqual([
      '2027',
      '2026',
    ]);
  });
});
