import { sql } from 'drizzle-orm';
import type { Pool } from 'pg';
import { runSql } from '../../run-sql';

/** Numbers of the written requests that duties are held on. */
export async function readRequestNumbers(pool: Pool, submissions: readonly string[]): Promise<Map<string, string>> {
  const rows = await runSql<{ id: string; number: string }>(
    pool,
    sql`select id, payload #>> '{document,number}' as number from case_submission
      where id = any(${sql.param(submissions)}::text[]) and payload #>> '{document,number}' is not null`,
  );
  return new Map(rows.map(({ id, number }) => [id, number]));
}
