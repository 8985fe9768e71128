import { sql, type SQL } from 'drizzle-orm';
import type { Pool } from 'pg';
import type { ReportPeriod } from '../../../domain/reports/report-period';
import type { ReportStatus } from '../../../domain/reports/report-state';
import { runSql } from '../../run-sql';

export interface ReportRow {
  readonly id: string;
  readonly number: number;
  readonly unitId: string;
  readonly receiverUnitId: string | null;
  readonly period: ReportPeriod;
  readonly from: string;
  readonly to: string;
  readonly status: ReportStatus;
  readonly openedAt: Date;
  readonly dueAt: Date;
  readonly sentAt: Date | null;
  readonly sentLate: boolean;
}

const columns =
  sql.raw(`r.id, r.number::int as number, r.unit_id as "unitId", r.receiver_unit_id as "receiverUnitId", r.period,
  r.from_day::text as from, r.to_day::text as to, r.status, r.opened_at as "openedAt", r.due_at as "dueAt", r.sent_at as "sentAt", r.sent_late as "sentLate"`);

export interface ReportSearch {
  readonly units: readonly string[] | 'all';
  readonly open?: boolean | undefined;
  /** Opening and id of the last one of the page before. */
  readonly after?: readonly [string, string] | undefined;
  readonly limit: number;
}

/** The newest first. */
export async function listReports(pool: Pool, search: ReportSearch): Promise<ReportRow[]> {
  const { units, open, after } = search;
  const conditions: SQL[] = [sql`true`];
  if (units !== 'all')
    conditions.push(
      sql`(r.unit_id = any(${sql.param(units)}::text[]) or r.receiver_unit_id = any(${sql.param(units)}::text[]))`,
    );
  if (open === true) conditions.push(sql`r.closed_at is null`);
  if (open === false) conditions.push(sql`r.closed_at is not null`);
  if (after) conditions.push(sql`(r.opened_at, r.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  return runSql<ReportRow>(
    pool,
    sql`select ${columns} from periodic_report r where ${sql.join(conditions, sql` and `)}
      order by r.opened_at desc, r.id desc limit ${search.limit}`,
  );
}

export async function findReportRow(pool: Pool, id: string): Promise<ReportRow | undefined> {
  const [row] = await runSql<ReportRow>(pool, sql`select ${columns} from periodic_report r where r.id = ${id}::uuid`);
  return row;
}
