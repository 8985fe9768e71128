/** A word as LIKE takes it for itself: nothing in it is a wildcard. */
export function escapeLike(word: string): string {
  return word.replace(/[\\%_]/g, '\\$&');
}

/** SQL: the text, which is without accents, holds every word of the parameter (an array, of `escapeLike`). */
export function holdsAllSql(text: string, parameter: string): string {
  return `${text} like all (coalesce((select array_agg('%' || search_text(word) || '%') from unnest(${parameter}::text[]) as w(word)), '{}'))`;
}
