import { sql, type SQL } from 'drizzle-orm';
import type { Pool } from 'pg';
import type { DueState } from '../../../contracts/sla.schema';
import type { CursorValue } from '../../cursor';
import { runSql } from '../../run-sql';
import { dueStateSql } from './due-state';

export interface BehindQuestion {
  readonly units: readonly string[];
  readonly state?: DueState | 'running';
  readonly reason?: string;
  readonly procedure?: string;
  readonly assignee?: string;
  readonly now: Date;
  /** Due date and id of the last row seen. */
  readonly after: readonly CursorValue[] | undefined;
  readonly limit: number;
}

export interface BehindRow {
  readonly id: string;
  readonly code: string;
  readonly procedureKey: string;
  readonly status: string;
  readonly handlingUnitId: string;
  readonly dueAt: Date;
  readonly promisedAt: Date | null;
  readonly state: DueState;
  readonly pauseReasons: string[];
  readonly tasks: readonly object[];
  /** `dueAt` with all its digits, for the cursor. */
  readonly position: string;
}

/**
 * The open dossiers behind a number, by due date. Every unit's own index (unit, due_at, id) gives its most urgent rows, and the
 * few candidates are merged; a person's dossiers are found by his tasks.
 */
export function listDossiersBehind(pool: Pool, question: BehindQuestion): Promise<BehindRow[]> {
  return runSql(pool, behindSql(question));
}

function behindSql(question: BehindQuestion): SQL {
  const { assignee, now } = question;
  const keys = assignee === undefined || assignee === 'none' ? keysByUnit(question) : keysByPerson(question, assignee);
  return sql`
    with asked as (select ${now.toISOString()}::timestamptz as at), found as (${keys})
    select d.id, d.code, d.procedure_key as "procedureKey", d.status, d.handling_unit_id as "handlingUnitId",
      d.due_at as "dueAt", d.promised_at as "promisedAt", ${state} as state, d.pause_reasons as "pauseReasons",
      d.due_at::text as position, coalesce(open.tasks, '[]') as tasks
    from found join dossier d on d.id = found.id cross join asked
    left join lateral (
      select jsonb_agg(jsonb_build_object('instance', t.instance, 'element', t.element, 'name', t.name, 'unitId', t.unit_id,
        'suspended', t.suspended, 'assignee',
        case when a.id is null then null else jsonb_build_object('id', a.id, 'name', a.display_name) end) order by t.instance) as tasks
      from task t left join account a on a.id = t.assignee where t.dossier_id = d.id and t.state = 'open') open on true
    order by d.due_at, d.id`;
}

const state = sql.raw(dueStateSql('asked.at'));

function keysByUnit(question: BehindQuestion): SQL {
  return sql`
    select x.id from unnest(${sql.param(question.units)}::text[]) as u(id) cross join asked cross join lateral (
      select d.id, d.due_at from dossier d
      where d.handling_unit_id = u.id and ${filters(question)}
      order by d.due_at, d.id limit ${question.limit}) x
    order by x.due_at, x.id limit ${question.limit}`;
}

function keysByPerson(question: BehindQuestion, assignee: string): SQL {
  return sql`
    select d.id from (select distinct dossier_id as id from task where assignee = ${assignee}::uuid and state = 'open') t
    join dossier d on d.id = t.id cross join asked
    where d.handling_unit_id = any(${sql.param(question.units)}::text[]) and ${filters(question)}
    order by d.due_at, d.id limit ${question.limit}`;
}

function filters(question: BehindQuestion): SQL {
  const { reason, procedure, assignee, after } = question;
  // A dossier has a due date from its first step on.
  const conditions: SQL[] = [sql`d.closed_at is null and d.due_at is not null`];
  if (question.state === 'running') conditions.push(sql`${state} in ('inTime', 'nearDue', 'overdue')`);
  else if (question.state !== undefined) conditions.push(sql`${state} = ${question.state}`);
  if (reason !== undefined) conditions.push(sql`${state} = 'paused' and ${reason} = any(d.pause_reasons)`);
  if (procedure !== undefined) conditions.push(sql`d.procedure_key = ${procedure}`);
  // As a value, not as `exists`: that would be joined, by the estimate that hardly any task has no holder.
  if (assignee === 'none')
    conditions.push(
      sql`(select true from task t where t.dossier_id = d.id and t.state = 'open' and t.assignee is null limit 1) is true`,
    );
  if (after !== undefined) conditions.push(sql`(d.due_at, d.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  return sql.join(conditions, sql` and `);
}
