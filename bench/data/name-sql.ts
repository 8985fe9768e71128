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

/** SQL of the nth number from 0 to 1 that is drawn from an MD5 hash `h`, four at most. */
export function drawnSql(nth: 1 | 2 | 3 | 4): string {
  return `('x' || substr(h, ${6 * nth - 5}, 6))::bit(24)::integer / 16777216.0::float8`;
}
