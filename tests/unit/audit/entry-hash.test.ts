import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { AUDIT_ACTIONS } from '../../../contracts/audit-actions';
import { canonicalJson } from '../../../db/audit/canonical-json';
import { hashEntry, NO_HASH, type StoredEntry } from '../../../db/audit/entry-hash';
import type { JsonValue } from '../../../domain/json';
import { AUDIT_ACTION_NAMES } from '../../../templates/documents/audit-action-names';
import en from '../../../web/src/i18n/en/audit.json';
import vi from '../../../web/src/i18n/vi/audit.json';

const entry: StoredEntry = {
  id: '019a0000-0000-7000-8000-000000000001',
  serial: '7',
  at: new Date('2026-03-02T01:02:03.004Z'),
  actor: 'system',
  action: 'system.recover',
  subjectType: null,
  subjectId: null,
  unitId: null,
  detail: { b: [1, true, null], a: 'ă"\n' },
  address: null,
};

describe('canonical JSON', () => {
  it('is the text of RFC 8785', () => {
    expect(canonicalJson({ b: 1, a: [1e21, 0.1, -0, 'é"\\\u0007'], '10': null, '9': {} })).toBe(
      '{"10":null,"9":{},"a":[1e+21,0.1,0,"é\\"\\\\\\u0007"],"b":1}',
    );
    // By UTF-16 units, not by code points.
    expect(canonicalJson({ '\u{1f600}': 1, '\ufb33': 2 })).toBe('{"\u{1f600}":1,"\ufb33":2}');
  });

  it('is the same however the members of an object stand', () => {
    const shuffled = (value: JsonValue): JsonValue => {
      if (Array.isArray(value)) return value.map((item: JsonValue) => shuffled(item));
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([name, item]) => [name, shuffled(item)]),
      );
    };
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value as JsonValue);
        expect(canonicalJson(shuffled(value as JsonValue))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('the hash of an entry', () => {
  it('is sha256 of the hash before and the canonical text with the number', () => {
    const text =
      '{"action":"system.recover","actor":"system","address":null,"at":"2026-03-02T01:02:03.004Z","detail":{"a":"ă\\"\\n","b":[1,true,null]},' +
      '"id":"019a0000-0000-7000-8000-000000000001","number":3,"serial":"7","subjectId":null,"subjectType":null,"unitId":null}';
    const expected = createHash('sha256').update(NO_HASH).update(text).digest('hex');
    expect(hashEntry(NO_HASH, 3, entry).toString('hex')).toBe(expected);
  });

  it.each<[string, Partial<StoredEntry>]>([
    ['id', { id: '019a0000-0000-7000-8000-000000000002' }],
    ['serial', { serial: '8' }],
    ['time', { at: new Date('2026-03-02T01:02:03.005Z') }],
    ['actor', { actor: 'nobody' }],
    ['action', { action: 'outbox.retry' }],
    ['subject', { subjectType: 'dossier' }],
    ['subject id', { subjectId: 'x' }],
    ['unit', { unitId: 'so' }],
    ['detail', { detail: { b: [1, true, null], a: 'a' } }],
    ['address', { address: '::1' }],
  ])('differs with the %s', (_what, change) => {
    expect(hashEntry(NO_HASH, 3, { ...entry, ...change }).equals(hashEntry(NO_HASH, 3, entry))).toBe(false);
  });

  it('differs with its place', () => {
    expect(hashEntry(NO_HASH, 4, entry).equals(hashEntry(NO_HASH, 3, entry))).toBe(false);
    expect(hashEntry(Buffer.alloc(32, 1), 3, entry).equals(hashEntry(NO_HASH, 3, entry))).toBe(false);
  });
});

describe('the catalogue of actions', () => {
  it('has each action once, and a name for each in every language', () => {
    expect(new Set(AUDIT_ACTIONS).size).toBe(AUDIT_ACTIONS.length);
    const sorted = [...AUDIT_ACTIONS].sort();
    expect(Object.keys(flatten(en.action)).sort()).toEqual(sorted);
    expect(flatten(vi.action)).toEqual(AUDIT_ACTION_NAMES);
  });
});

function flatten(groups: Readonly<Record<string, Readonly<Record<string, string>>>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(groups).flatMap(([group, names]) =>
      Object.entries(names).map(([name, text]) => [`${group}.${name}`, text]),
    ),
  );
}
