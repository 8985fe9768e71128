import type { Pool } from 'pg';
import type { AccountEvent } from '../../domain/accounts/account-command';

export interface AccountEventRow {
  readonly accountId: string;
  readonly fullName: string;
  readonly username: string | null;
  readonly unitId: string;
  /** Epoch ms. */
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
  const { rows } = await pool.query<AccountEventRow>(
    `select e.case_id as "accountId", p.full_name as "fullName", r.username, r.unit_id as "unitId",
        (d.dated ->> 'at')::float8 as at, e.actor, d.dated -> 'event' as event, s.payload #>> '{document,number}' as request
      from account_register r join person p on p.id = r.person_id join case_event e on e.case_id = r.account_id
        left join case_submission s on s.id = e.submission_id,
        jsonb_array_elements(e.events) with ordinality as d(dated, place)
      where ($1::text[] is null or r.unit_id = any($1)) and e.at >= to_timestamp($2::float8 / 1000)
        and (d.dated ->> 'at')::float8 >= $2 and (d.dated ->> 'at')::float8 < $3
      order by at, e.case_id, e.seq, d.place`,
    [units === 'all' ? null : units, period.from, period.until],
  );
  return rows;
}
