import type { Pool } from 'pg';
import type { RoleInUnit } from '../../../domain/access/roles';
import type { CursorValue } from '../../cursor';
import { filterKey, filterSql, filterValues, type InboxFilters } from './filters';

export interface TaskSummaryRow {
  readonly dossierId: string;
  readonly instance: number;
  readonly element: string;
  readonly name: string;
  readonly role: string;
  readonly unitId: string;
  readonly assignee: string | null;
  readonly openedAt: Date;
  readonly targetAt: Date | null;
  readonly dossierDueAt: Date | null;
  readonly dossierCode: string;
  readonly applicantName: string;
  readonly procedureKey: string;
  readonly status: string;
  readonly seq: number;
  readonly dueState: 'running' | 'nearDue' | 'overdue' | 'none';
  /** Something has happened to the dossier since I last opened it, or I never did. */
  readonly unread: boolean;
  readonly holder: string | null;
}

export interface InboxQuestion {
  readonly accountId: string;
  /** Whom the asker stands in for today: what they hold is his, too. */
  readonly standsInFor: readonly string[];
  /** Whose unassigned tasks count as mine to take. */
  readonly groups: readonly RoleInUnit[];
  /** Whose tasks the asker, as their head, gives to people. */
  readonly headOf: readonly string[];
  readonly filters?: InboxFilters;
  /** Due date or null, dossier, instance of the last row seen. */
  readonly after: readonly CursorValue[] | undefined;
  readonly limit: number;
  readonly now: Date;
}
export type InboxView = 'mine' | 'groups' | 'all' | 'unit';

/*
 * Each branch below is ONE index range scan that stops after `limit` rows, in the order of the partial indexes
 * task_inbox_mine, task_inbox_group (with a step task_inbox_group_step) and task_open_unit. Tasks without a due date come last: a second,
 * usually empty, range. What else narrows the list is judged on the rows in passing (filters.ts).
 * $1 holders (the asker first), $2 units, $3 roles (pairs; of a head units alone), $4-$6 position, $7 limit, $8 the position is among those without
 * a date, $9 now, $10 and on: filters.
 */
const columns = 't.dossier_id, t.instance, t.dossier_due_at';
const order = 'order by t.dossier_due_at, t.dossier_id, t.instance limit $7';
const mineWhere = `t.assignee = h.id and t.state = 'open' and not t.suspended`;
const groupWhere = `t.unit_id = g.unit and t.role = g.role and t.state = 'open' and t.assignee is null and not t.suspended`;
const unitWhere = `t.unit_id = u.id and t.state = 'open' and not t.suspended`;
const dated = `t.dossier_due_at is not null and not $8
  and (t.dossier_due_at, t.dossier_id, t.instance) > (coalesce($4::timestamptz, '-infinity'), $5::uuid, $6::integer)`;
const undated = `t.dossier_due_at is null and (not $8 or (t.dossier_id, t.instance) > ($5::uuid, $6::integer))`;

function branch(from: string, where: string, filters: InboxFilters): string {
  const rows = `from task t where ${where} and ${filterSql(filters)}`;
  return `select x.* from ${from} cross join lateral (
    (select ${columns} ${rows} and ${dated} ${order}) union all (select ${columns} ${rows} and ${undated} ${order})) x`;
}

const summary = `t.dossier_id as "dossierId", t.instance, t.element, t.name, t.role, t.unit_id as "unitId", t.assignee,
  t.opened_at as "openedAt", t.target_at as "targetAt", t.dossier_due_at as "dossierDueAt", d.code as "dossierCode",
  d.applicant_name as "applicantName", d.procedure_key as "procedureKey", d.status, d.seq,
  case when d.due_at is null then 'none'
    when d.due_at < $9::timestamptz + d.clock_offset_ms * interval '1 millisecond' then 'overdue'
    when d.near_due_at <= $9::timestamptz + d.clock_offset_ms * interval '1 millisecond' then 'nearDue'
    else 'running' end as "dueState",
  s.seq is null or s.seq < d.seq as unread, a.display_name as holder`;

/** The few keys found come first, then their rows. */
function inboxSql(keys: string): string {
  return `with found as (select * from (${keys}) k order by dossier_due_at nulls last, dossier_id, instance limit $7)
    select ${summary} from found join task t using (dossier_id, instance) join dossier d on d.id = t.dossier_id
      left join dossier_seen s on s.account_id = ($1::uuid[])[1] and s.dossier_id = d.id
      left join account a on a.id = t.assignee
    where $1::uuid[] is not null and $2::text[] is not null and $3::text[] is not null
    order by found.dossier_due_at nulls last, found.dossier_id, found.instance`;
}

/** The statement of a view narrowed by these filters. */
export function inboxStatement(view: InboxView | 'next', filters: InboxFilters = {}): string {
  const mine = branch('unnest($1::uuid[]) as h(id)', mineWhere, filters);
  const groups = branch('unnest($2::text[], $3::text[]) as g(unit, role)', groupWhere, filters);
  switch (view) {
    case 'mine':
      return inboxSql(mine);
    case 'groups':
      return inboxSql(groups);
    case 'all':
      return inboxSql(`${mine} union all ${groups}`);
    case 'unit':
      return inboxSql(branch('unnest($2::text[]) as u(id)', unitWhere, filters));
    case 'next':
      // What I hold goes first: the rest is looked at only when I hold nothing.
      return inboxSql(`with held as materialized (${mine}) select * from held
        union all select * from (${groups}) g where not exists (select from held)`);
  }
}

export function listInbox(pool: Pool, view: InboxView, question: InboxQuestion): Promise<TaskSummaryRow[]> {
  return readInbox(pool, view, question);
}

async function readInbox(pool: Pool, view: InboxView | 'next', question: InboxQuestion): Promise<TaskSummaryRow[]> {
  const { accountId, standsInFor, after, limit, filters = {}, now } = question;
  const units = view === 'unit' ? question.headOf : question.groups.map(({ unitId }) => unitId);
  const { rows } = await pool.query<TaskSummaryRow>({
    name: `inbox-${view}-${filterKey(filters)}`,
    text: inboxStatement(view, filters),
    values: [
      [accountId, ...standsInFor],
      units,
      question.groups.map(({ role }) => role),
      after?.[0] ?? null,
      after?.[1] ?? '00000000-0000-0000-0000-000000000000',
      after?.[2] ?? 0,
      limit,
      after !== undefined && after[0] === null,
      now,
      ...filterValues(filters),
    ],
  });
  return rows;
}

/** What to do next: what I hold, then what my groups wait with, the most urgent first. */
export async function findNextTask(
  pool: Pool,
  question: Pick<InboxQuestion, 'accountId' | 'groups' | 'now'>,
): Promise<TaskSummaryRow | undefined> {
  const [task] = await readInbox(pool, 'next', {
    ...question,
    standsInFor: [],
    headOf: [],
    after: undefined,
    limit: 1,
  });
  return task;
}

/** Nobody reads further than a thousand. */
const COUNT_LIMIT = 1_000;

interface InboxCounts {
  readonly mine: number;
  readonly groups: number;
  readonly unit: number;
}

export async function countInbox(
  pool: Pool,
  { accountId, standsInFor, groups, headOf }: Pick<InboxQuestion, 'accountId' | 'standsInFor' | 'groups' | 'headOf'>,
): Promise<InboxCounts> {
  const { rows } = await pool.query<InboxCounts>({
    name: 'inbox-counts',
    text: `select
        (select least(coalesce(sum(n), 0), ${COUNT_LIMIT})::int from unnest($1::uuid[]) as h(id)
          cross join lateral (select count(*) as n from (select from task t where ${mineWhere} limit ${COUNT_LIMIT}) m) x) as mine,
        (select least(coalesce(sum(n), 0), ${COUNT_LIMIT})::int from unnest($2::text[], $3::text[]) as g(unit, role)
          cross join lateral (select count(*) as n from (select from task t where ${groupWhere} limit ${COUNT_LIMIT}) c) x) as groups,
        (select least(coalesce(sum(n), 0), ${COUNT_LIMIT})::int from unnest($4::text[]) as u(id)
          cross join lateral (select count(*) as n from (select from task t where ${unitWhere} limit ${COUNT_LIMIT}) c) x) as unit`,
    values: [[accountId, ...standsInFor], groups.map(({ unitId }) => unitId), groups.map(({ role }) => role), headOf],
  });
  return rows[0] ?? { mine: 0, groups: 0, unit: 0 };
}

/** Steps that have open tasks in my inbox, for the choice of a filter: what stands there, and no more. */
export async function listSteps(
  pool: Pool,
  { accountId, standsInFor, groups }: Pick<InboxQuestion, 'accountId' | 'standsInFor' | 'groups'>,
): Promise<{ readonly element: string; readonly name: string }[]> {
  // A loose scan: each turn jumps to the next step in the index, however many tasks a step has.
  const { rows } = await pool.query<{ element: string; name: string }>({
    name: 'inbox-steps',
    text: `with recursive held as (
        select distinct t.element, t.name from unnest($1::uuid[]) as h(id)
          cross join lateral (select t.element, t.name from task t where ${mineWhere} limit ${COUNT_LIMIT}) t
      ), steps as (
        select g.unit, g.role, f.* from unnest($2::text[], $3::text[]) as g(unit, role) cross join lateral (
          select t.element, t.name from task t where ${groupWhere} order by t.element limit 1) f
        union all
        select g.unit, g.role, f.* from steps g cross join lateral (
          select t.element, t.name from task t where ${groupWhere} and t.element > g.element order by t.element limit 1) f
      )
      select element, min(name) as name from (select element, name from held union select element, name from steps) s
      group by element order by element`,
    values: [[accountId, ...standsInFor], groups.map(({ unitId }) => unitId), groups.map(({ role }) => role)],
  });
  return rows;
}
