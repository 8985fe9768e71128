import type { Pool, PoolClient } from 'pg';

interface Person {
  readonly id: string;
  readonly displayName: string;
  readonly title: string;
}

export interface DelegationRow {
  readonly id: string;
  readonly from: Person;
  readonly to: Person;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly reason: string;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}

/** A person's delegations are few; what is over for long is of no use on a page. */
const MOST_SHOWN = 50;

const columns = `d.id, d.first_day::text as "firstDay", d.last_day::text as "lastDay", d.reason, d.created_at as "createdAt",
  d.ended_at as "endedAt",
  jsonb_build_object('id', f.id, 'displayName', f.display_name, 'title', f.title) as "from",
  jsonb_build_object('id', t.id, 'displayName', t.display_name, 'title', t.title) as "to"`;
const tables = 'delegation d join account f on f.id = d.from_account join account t on t.id = d.to_account';

export async function listDelegations(pool: Pool, accountId: string): Promise<DelegationRow[]> {
  const { rows } = await pool.query<DelegationRow>({
    name: 'list-delegations',
    text: `select ${columns} from ${tables} where d.from_account = $1 or d.to_account = $1
      order by d.last_day desc, d.created_at desc, d.id limit ${MOST_SHOWN}`,
    values: [accountId],
  });
  return rows;
}

export async function findDelegation(pool: Pool, id: string): Promise<DelegationRow | undefined> {
  const { rows } = await pool.query<DelegationRow>(`select ${columns} from ${tables} where d.id = $1`, [id]);
  return rows[0];
}

/** Colleagues of the same unit who work on tasks, and may stand in. */
export async function listColleagues(pool: Pool, accountId: string): Promise<Person[]> {
  const { rows } = await pool.query<Person>({
    name: 'list-colleagues',
    text: `select a.id, a.display_name as "displayName", a.title from account me join account a on a.unit_id = me.unit_id
      where me.id = $1 and a.id <> me.id and a.active
        and exists (select from account_role r where r.account_id = a.id and r.role in ('oneStopClerk', 'officer', 'unitHead'))
      order by a.display_name, a.id`,
    values: [accountId],
  });
  return rows;
}

export interface NewDelegation {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly reason: string;
}

/** @returns false for an id that is there: then nothing changes */
export async function insertDelegation(client: PoolClient, row: NewDelegation): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into delegation (id, from_account, to_account, first_day, last_day, reason, created_by)
     values ($1, $2, $3, $4, $5, $6, $2) on conflict (id) do nothing`,
    [row.id, row.from, row.to, row.firstDay, row.lastDay, row.reason],
  );
  return rowCount === 1;
}

/** @returns false when it had ended before */
export async function endDelegation(client: PoolClient, id: string, at: Date): Promise<boolean> {
  const { rowCount } = await client.query('update delegation set ended_at = $2 where id = $1 and ended_at is null', [
    id,
    at,
  ]);
  return rowCount === 1;
}
