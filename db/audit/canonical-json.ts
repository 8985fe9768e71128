import type { JsonValue } from '../../domain/json';

/**
 * The one text of a JSON value (RFC 8785): no spaces, members in the order of the UTF-16 units of their names, numbers and
 * strings as ECMAScript writes them. Equal values have equal texts, whatever way they took through a database.
 */
export function canonicalJson(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map((item: JsonValue) => canonicalJson(item)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value as Readonly<Record<string, JsonValue>>)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, item]) => `${JSON.stringify(name)}:${canonicalJson(item)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}
