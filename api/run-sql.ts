import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { Pool } from 'pg';

const dialect = new PgDialect();

/** Rows of a statement that was put together from pieces. */
export async function runSql<Row extends object>(pool: Pool, pieces: SQL): Promise<Row[]> {
  const { sql, params } = dialect.sqlToQuery(pieces);
  return (await pool.query<Row>(sql, params)).rows;
}
