import { sql, type SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { Pool } from 'pg';

const dialect = new PgDialect();

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

/**
 * A code's agency and the beginning of its number: hundreds of thousands of dossiers share the agency's trigrams, so the index
 * is asked for the number alone, and the whole is compared with the rows it leads to.
 */
const CODE_BEGUN = /^[A-Za-z0-9.]+-(\d{4}[\w-]*)$/;
/** So many of the newest are looked at one by one before the trigram index is asked. */
const NEWEST = 5_000;

/** The status, which steps change, is fetched where it is asked for. */
const searchable = sql.raw(`(select s.dossier_id as id, s.received_at, s.receiving_unit_id, s.handling_unit_id, s.words,
  (select x.status from dossier x where x.id = s.dossier_id) as status from dossier_search s)`);
const newestFirst = sql.raw('order by d.received_at desc, d.id');

/**
 * Ids, latest received first. What is frequent is found among the newest; of the rest there are few enough to look at all of
 * them. PostgreSQL would choose between the two by estimates that are wrong by a hundred times for words that go together,
 * as names do.
 */
export async function findByWords(pool: Pool, search: WordSearch): Promise<string[]> {
  const { units, period = sql`true`, narrowed = sql`true`, limit } = search;
  const scope =
    units === 'all'
      ? sql`true`
      : sql`(d.handling_unit_id = any(${sql.param(units)}::text[]) or d.receiving_unit_id = any(${sql.param(units)}::text[]))`;
  const holds = sql.join([...search.words.map(holdsWord), scope, narrowed], sql` and `);
  const among = await readIds(
    pool,
    sql`select d.id from (select * from ${searchable} d where ${period} ${newestFirst} limit ${NEWEST}) d
      where ${holds} ${newestFirst} limit ${limit}`,
  );
  if (among.length === limit) return among;
  return readIds(
    pool,
    sql`with d as materialized (select d.id, d.received_at from ${searchable} d where ${holds} and ${period})
      select d.id from d ${newestFirst} limit ${limit}`,
  );
}

function holdsWord(word: string): SQL {
  const [, number] = CODE_BEGUN.exec(word) ?? [];
  if (number === undefined) return sql`d.words like ${pattern(word)}`;
  return sql`d.words like ${pattern(number)} and (d.words || '') like ${pattern(word)}`;
}

/** Takes nothing for a wildcard. */
function pattern(word: string): SQL {
  return sql`'%' || search_text(${word.replace(/[\\%_]/g, '\\$&')}) || '%'`;
}

async function readIds(pool: Pool, keys: SQL): Promise<string[]> {
  const statement = dialect.sqlToQuery(keys);
  const { rows } = await pool.query<{ id: string }>(statement.sql, statement.params);
  return rows.map(({ id }) => id);
}
