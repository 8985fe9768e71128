import { sql, type SQL } from 'drizzle-orm';
import type { Pool } from 'pg';
import type { ProjectStatus } from '../../../domain/projects/project-state';
import { runSql } from '../../run-sql';

export interface ProjectRow {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly status: ProjectStatus;
  readonly ownerUnitId: string;
  readonly contractorUnitId: string;
  readonly registeredAt: Date;
  readonly planApprovedAt: Date | null;
  readonly acceptedAt: Date | null;
  readonly liveAt: Date | null;
  readonly closedAt: Date | null;
}

const columns = sql.raw(`p.id, p.number::int as number, p.name, p.status, p.owner_unit_id as "ownerUnitId",
  p.contractor_unit_id as "contractorUnitId", p.registered_at as "registeredAt", p.plan_approved_at as "planApprovedAt",
  p.accepted_at as "acceptedAt", p.live_at as "liveAt", p.closed_at as "closedAt"`);

export interface ProjectSearch {
  readonly units: readonly string[] | 'all';
  readonly open?: boolean | undefined;
  readonly contractor?: string | undefined;
  /** Registration and id of the last one of the page before. */
  readonly after?: readonly [string, string] | undefined;
  readonly limit: number;
}

/** The newest first. */
export async function listProjects(pool: Pool, search: ProjectSearch): Promise<ProjectRow[]> {
  const { units, open, contractor, after } = search;
  const conditions: SQL[] = [sql`true`];
  if (units !== 'all') conditions.push(sql`p.owner_unit_id = any(${sql.param(units)}::text[])`);
  if (open === true) conditions.push(sql`p.closed_at is null`);
  if (open === false) conditions.push(sql`p.closed_at is not null`);
  if (contractor !== undefined) conditions.push(sql`p.contractor_unit_id = ${contractor}`);
  if (after) conditions.push(sql`(p.registered_at, p.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  return runSql<ProjectRow>(
    pool,
    sql`select ${columns} from contractor_project p where ${sql.join(conditions, sql` and `)}
      order by p.registered_at desc, p.id desc limit ${search.limit}`,
  );
}

export async function findProjectRow(pool: Pool, id: string): Promise<ProjectRow | undefined> {
  const [row] = await runSql<ProjectRow>(
    pool,
    sql`select ${columns} from contractor_project p where p.id = ${id}::uuid`,
  );
  return row;
}

export interface ProjectAccountRow {
  readonly id: string;
  readonly displayName: string;
  readonly username: string | null;
  readonly status: string;
  readonly acts: number;
  readonly lastActAt: Date | null;
}

/** The project's accounts, and what each has done (A16.2). */
export async function listProjectAccounts(pool: Pool, projectId: string): Promise<ProjectAccountRow[]> {
  return runSql<ProjectAccountRow>(
    pool,
    sql`select r.account_id as id, person.full_name as "displayName", r.username, r.status, done.acts, done.last as "lastActAt"
      from account_register r join person on person.id = r.person_id,
        lateral (select count(*)::int as acts, max(e.at) as last from audit_entry e where e.actor = r.account_id::text) as done
      where r.project_id = ${projectId}::uuid order by search_text(person.full_name), r.account_id`,
  );
}

export interface ProjectHandoverRow {
  readonly id: string;
  readonly number: number;
  readonly subject: string;
  readonly status: string;
  readonly preparedAt: Date;
}

export async function listProjectHandovers(pool: Pool, projectId: string): Promise<ProjectHandoverRow[]> {
  return runSql<ProjectHandoverRow>(
    pool,
    sql`select id, number::int as number, subject, status, prepared_at as "preparedAt"
      from handover where project_id = ${projectId}::uuid order by prepared_at, id`,
  );
}
