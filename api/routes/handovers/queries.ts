import { sql, type SQL } from 'drizzle-orm';
import type { Pool } from 'pg';
import type { HandoverStatus } from '../../../domain/handovers/handover-state';
import { runSql } from '../../run-sql';

export interface HandoverRow {
  readonly id: string;
  readonly number: number;
  readonly subject: string;
  readonly status: HandoverStatus;
  readonly giverUnitId: string;
  readonly receiverUnitId: string;
  readonly project: { readonly id: string; readonly number: number; readonly name: string } | null;
  readonly preparedAt: Date;
  readonly completedAt: Date | null;
  readonly itemCount: number;
}

const source = sql.raw(`handover h left join contractor_project p on p.id = h.project_id`);
const columns = sql.raw(`h.id, h.number::int as number, h.subject, h.status, h.giver_unit_id as "giverUnitId",
  h.receiver_unit_id as "receiverUnitId", h.prepared_at as "preparedAt", h.completed_at as "completedAt",
  h.items as "itemCount",
  case when p.id is not null then jsonb_build_object('id', p.id, 'number', p.number, 'name', p.name) end as project`);

export interface HandoverSearch {
  readonly units: readonly string[] | 'all';
  readonly open?: boolean | undefined;
  /** Preparation and id of the last one of the page before. */
  readonly after?: readonly [string, string] | undefined;
  readonly limit: number;
}

/** The newest first. */
export async function listHandovers(pool: Pool, search: HandoverSearch): Promise<HandoverRow[]> {
  const { units, open, after } = search;
  const conditions: SQL[] = [sql`true`];
  if (units !== 'all')
    conditions.push(
      sql`(h.acting_unit_id = any(${sql.param(units)}::text[]) or h.receiver_unit_id = any(${sql.param(units)}::text[]))`,
    );
  if (open === true) conditions.push(sql`h.closed_at is null`);
  if (open === false) conditions.push(sql`h.closed_at is not null`);
  if (after) conditions.push(sql`(h.prepared_at, h.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  return runSql<HandoverRow>(
    pool,
    sql`select ${columns} from ${source} where ${sql.join(conditions, sql` and `)}
      order by h.prepared_at desc, h.id desc limit ${search.limit}`,
  );
}

export async function findHandoverRow(pool: Pool, id: string): Promise<HandoverRow | undefined> {
  const [row] = await runSql<HandoverRow>(pool, sql`select ${columns} from ${source} where h.id = ${id}::uuid`);
  return row;
}
