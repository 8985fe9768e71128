import { sql, type SQL } from 'drizzle-orm';
import type { Pool } from 'pg';
import { escapeLike } from './like-pattern';
import { runSql } from './run-sql';

/** Dossiers whose code, names, certificate or address hold every word, with or without accents. */
export interface WordSearch {
  readonly words: readonly string[];
  readonly units: readonly string[] | 'all';
  /** Condition on `d.received_at` and `d.id`. */
  readonly period?: SQL;
  /** Conditions on `d`: `status`, `handling_unit_id`, `receiving_unit_id`. */
  readonly narrowed?: SQL;
  readonly limit: number;
}

/** So many of the newest are looked at one by one before an index is asked. */
const NEWEST = 2_000;
/** Units that stand in the question itself; more of them are compared with the rows it leads to. */
const UNITS_ASKED = 4;

/** The status, which steps change, is fetched where it is asked for. */
const searchable =
  sql.raw(`(select s.dossier_id as id, s.received_at, s.receiving_unit_id, s.handling_unit_id, s.words, s.tokens,
  (select x.status from dossier x where x.id = s.dossier_id) as status from dossier_search s)`);
const newestFirst = sql.raw('order by d.received_at desc, d.id');

/**
 * Ids, latest received first. What is frequent is found among the newest; of the rest there are few enough to look at all of
 * them. PostgreSQL would choose between the two by estimates that are wrong by a hundred times for words that go together,
 * as names do. Texts go by whole words and the beginning of the last one; only where nothing at all is found that way, any
 * part of a word counts.
 */
export async function findByWords(pool: Pool, search: WordSearch): Promise<string[]> {
  const { words, units, period = sql`true`, narrowed = sql`true`, limit } = search;
  const asked = units !== 'all' && units.length <= UNITS_ASKED ? sql`${sql.param(units)}::text[]` : sql`null::text[]`;
  const query = sql`search_query(${words.join(' ')}, ${asked})`;
  const mine = sql.join([involving(units), narrowed, ...words.filter(isJoined).map(standsAsTyped)], sql` and `);
  const among = await readIds(
    pool,
    sql`select d.id from (select * from ${searchable} d where ${period} ${newestFirst} limit ${NEWEST}) d
      where d.tokens @@ ${query} and ${mine} ${newestFirst} limit ${limit}`,
  );
  if (among.length === limit) return among;
  const all = (condition: SQL) =>
    sql`with d as materialized (select d.id, d.received_at from ${searchable} d where ${condition})
      select d.id from d ${newestFirst} limit ${limit}`;
  const found = await readIds(pool, all(sql`d.tokens @@ ${query} and ${mine} and ${period}`));
  if (found.length > 0) return found;
  const [known] = await readIds(
    pool,
    sql`select d.id from ${searchable} d where d.tokens @@ ${query} and ${mine} limit 1`,
  );
  if (known !== undefined) return [];
  const parts = sql.join([...words.map((word) => sql`d.words like ${pattern(word)}`), mine, period], sql` and `);
  return readIds(pool, all(parts));
}

/** Condition on `d`: one of the units received it or handles it. */
export function involving(units: readonly string[] | 'all'): SQL {
  if (units === 'all') return sql`true`;
  const ids = sql`any(${sql.param(units)}::text[])`;
  return sql`(d.handling_unit_id = ${ids} or d.receiving_unit_id = ${ids})`;
}

/** A code, a number with its signs: the order of its parts counts. */
function isJoined(word: string): boolean {
  return /[\p{L}\p{N}][^\p{L}\p{N}]+[\p{L}\p{N}]/u.test(word);
}

/** Compared with the rows the index leads to; the trigram index would be misled by what all codes share. */
function standsAsTyped(word: string): SQL {
  return sql`(d.words || '') like ${pattern(word)}`;
}

/** Takes nothing for a wildcard. */
function pattern(word: string): SQL {
  return sql`'%' || search_text(${escapeLike(word)}) || '%'`;
}

async function readIds(pool: Pool, keys: SQL): Promise<string[]> {
  const rows = await runSql<{ id: string }>(pool, keys);
  return rows.map(({ id }) => id);
}
