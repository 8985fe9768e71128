/** Words of names, frequent first: surnames, middle names, given names. */
export type NameWords = readonly [readonly string[], readonly string[], readonly string[]];

/**
 * SQL of a person's name.
 * @param words SQL of the three lists
 * @param draws SQL of where in each list, 0 to 1
 */
export function nameSql(words: readonly [string, string, string], draws: readonly [string, string, string]): string {
  return words
    .map((list, index) => `(${list}::text[])[1 + floor((${draws[index]}) * cardinality(${list}::text[]))::integer]`)
    .join(` || ' ' || `);
}
