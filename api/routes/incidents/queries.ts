import { sql, type SQL } from 'drizzle-orm';
import type { Pool } from 'pg';
import type { IncidentClass } from '../../../domain/incidents/incident-state';
import { runSql } from '../../run-sql';

export interface IncidentRow {
  readonly id: string;
  readonly number: number;
  readonly class: IncidentClass;
  readonly severity: string;
  readonly status: string;
  readonly duty: string;
  readonly source: string;
  readonly detectedAt: Date;
  readonly reportedAt: Date;
  readonly reportedBy: string;
  readonly interruptedSince: Date | null;
  readonly limitAt: Date | null;
  readonly late: boolean;
  readonly fixedAt: Date | null;
  readonly closedAt: Date | null;
  readonly description: string;
}

const columns = sql.raw(`i.id, i.number::int as number, i.class, i.severity, i.status, i.duty, i.source,
  i.detected_at as "detectedAt", i.reported_at as "reportedAt", i.reported_by as "reportedBy",
  i.interrupted_since as "interruptedSince", i.limit_at as "limitAt",
  i.late or coalesce(i.limit_at < now(), false) as late, i.fixed_at as "fixedAt", i.closed_at as "closedAt",
  coalesce((select s.payload ->> 'description' from case_submission s join case_event e on e.submission_id = s.id
    where e.case_id = i.id and e.command = 'reportIncident' order by e.seq limit 1), '') as description`);

export interface IncidentSearch {
  readonly open?: boolean | undefined;
  readonly class?: IncidentClass | undefined;
  /** Detection and id of the last one of the page before. */
  readonly after?: readonly [string, string] | undefined;
  readonly limit: number;
}

/** The newest first. */
export async function listIncidents(pool: Pool, search: IncidentSearch): Promise<IncidentRow[]> {
  const conditions: SQL[] = [sql`true`];
  if (search.open === true) conditions.push(sql`i.closed_at is null`);
  if (search.open === false) conditions.push(sql`i.closed_at is not null`);
  if (search.class) conditions.push(sql`i.class = ${search.class}`);
  if (search.after)
    conditions.push(sql`(i.detected_at, i.id) < (${search.after[0]}::timestamptz, ${search.after[1]}::uuid)`);
  return runSql<IncidentRow>(
    pool,
    sql`select ${columns} from incident i where ${sql.join(conditions, sql` and `)}
      order by i.detected_at desc, i.id desc limit ${search.limit}`,
  );
}

export async function findIncidentRow(pool: Pool, id: string): Promise<IncidentRow | undefined> {
  const [row] = await runSql<IncidentRow>(pool, sql`select ${columns} from incident i where i.id = ${id}::uuid`);
  return row;
}

export interface WorkNoticeRow {
  readonly id: string;
  readonly number: number;
  readonly class: IncidentClass;
  readonly detectedAt: Date;
  readonly affectedUnits: readonly string[];
  readonly expectedFixAt: number;
  readonly passed: boolean;
  readonly message: string | null;
}

/** Incidents that are not mended and of which units were told. */
export async function listWorkNotices(pool: Pool): Promise<WorkNoticeRow[]> {
  return runSql<WorkNoticeRow>(
    pool,
    sql`select i.id, i.number::int as number, i.class, i.detected_at as "detectedAt",
        c.snapshot #> '{data,affectedUnits}' as "affectedUnits",
        (c.snapshot #>> '{data,notice,expectedFixAt}')::float8 as "expectedFixAt",
        (c.snapshot #>> '{data,notice,passed}')::boolean as passed,
        (select s.payload ->> 'message' from case_event e join case_submission s on s.id = e.submission_id
          where e.case_id = i.id and e.command = 'notifyUnits' order by e.seq desc limit 1) as message
      from incident i join case_record c on c.id = i.id
      where i.closed_at is null and i.status = 'open' and c.snapshot #>> '{data,notice,expectedFixAt}' is not null
      order by i.detected_at`,
  );
}
