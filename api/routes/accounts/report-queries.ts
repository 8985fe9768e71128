import { sql } from 'drizzle-orm';
import type { Pool } from 'pg';
import type { AccountEvent } from '../../../domain/accounts/account-command';
import { runSql } from '../../run-sql';

export interface AccountEventRow {
  readonly accountId: string;
  readonly fullName: string;
  readonly username: string | null;
  readonly unitId: string;
  readonly at: number;
  readonly actor: string;
  readonly event: AccountEvent;
  /** Number of the letter the step came with. */
  readonly request: string | null;
}

/**
 * Events of accounts in a period, in their order. An event may have fallen due before its step was written, never after: the
 * steps are looked for from the beginning of the period on.
 * @param period epoch ms, the end not included
 */
export async function listAccountEvents(
  pool: Pool,
  units: readonly string[] | 'all',
  period: { readonly from: number; readonly until: number },
): Promise<AccountEventRow[]> {
  const seen = units === 'all' ? sql`true` : sql`r.unit_id = any(${sql.param(units)}::text[])`;
  return runSql<AccountEventRow>(
    pool,
    sql`select e.case_id as "accountId", p.full_name as "fullName", r.username, r.unit_id as "unitId",
        (d.dated ->> 'at')::float8 as at, e.actor, d.dated -> 'event' as event, s.payload #>> '{document,number}' as request
      from account_register r join person p on p.id = r.person_id join case_event e on e.case_id = r.account_id
        left join case_submission s on s.id = e.submission_id,
        jsonb_array_elements(e.events) with ordinality as d(dated, place)
      where ${seen} and e.at >= to_timestamp(${period.from}::float8 / 1000)
        and (d.dated ->> 'at')::float8 >= ${period.from}::float8 and (d.dated ->> 'at')::float8 < ${period.until}::float8
      order by at, e.case_id, e.seq, d.place`,
  );
}

/** Numbers of the written requests that duties are held on. */
export async function readRequestNumbers(pool: Pool, submissions: readonly string[]): Promise<Map<string, string>> {
  const rows = await runSql<{ id: string; number: string }>(
    pool,
    sql`select id, payload #>> '{document,number}' as number from case_submission
      where id = any(${sql.param(submissions)}::text[]) and payload #>> '{document,number}' is not null`,
  );
  return new Map(rows.map(({ id, number }) => [id, number]));
}
