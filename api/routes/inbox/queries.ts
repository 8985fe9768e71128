import type { Pool } from 'pg';
import type { RoleInUnit } from '../../../domain/access/roles';
import type { CursorValue } from '../../cursor';

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
}

export interface InboxQuestion {
  readonly accountId: string;
  /** Whose unassigned tasks count as mine to take. */
  readonly groups: readonly RoleInUnit[];
  /** Due date or null, dossier, instance of the last row seen. */
  readonly after: readonly CursorValue[] | undefined;
  readonly limit: number;
}
export type InboxView = 'mine' | 'groups' | 'all';

/*
 * Each branch below is ONE index range scan that stops after `limit` rows, in the order of the partial indexes
 * task_inbox_mine and task_inbox_group. Tasks without a due date come last: a second, usually empty, range.
 * $1 account, $2 units, $3 roles (pairs), $4-$6 position, $7 limit, $8 the position is among those without a date.
 */
const columns = 't.dossier_id, t.instance, t.dossier_due_at';
const order = 'order by t.dossier_due_at, t.dossier_id, t.instance limit $7';
const mineWhere = `t.assignee = $1 and t.state = 'open' and not t.suspended`;
const groupWhere = `t.unit_id = g.unit and t.role = g.role and t.state = 'open' and t.assignee is null and not t.suspended`;
const dated = `t.dossier_due_at is not null and not $8
  and (t.dossier_due_at, t.dossier_id, t.instance) > (coalesce($4::timestamptz, '-infinity'), $5::uuid, $6::integer)`;
const undated = `t.dossier_due_at is null and (not $8 or (t.dossier_id, t.instance) > ($5::uuid, $6::integer))`;

const mine = `(select ${columns} from task t where ${mineWhere} and ${dated} ${order})
  union all (select ${columns} from task t where ${mineWhere} and ${undated} ${order})`;
const groups = `select x.* from unnest($2::text[], $3::text[]) as g(unit, role) cross join lateral (
    (select ${columns} from task t where ${groupWhere} and ${dated} ${order})
    union all (select ${columns} from task t where ${groupWhere} and ${undated} ${order})) x`;

const summary = `t.dossier_id as "dossierId", t.instance, t.element, t.name, t.role, t.unit_id as "unitId", t.assignee,
  t.opened_at as "openedAt", t.target_at as "targetAt", t.dossier_due_at as "dossierDueAt", d.code as "dossierCode",
  d.applicant_name as "applicantName", d.procedure_key as "procedureKey", d.status`;

/** The few keys found come first, then their rows. */
function inboxSql(keys: string): string {
  return `with found as (select * from (${keys}) k order by dossier_due_at nulls last, dossier_id, instance limit $7)
    select ${summary} from found join task t using (dossier_id, instance) join dossier d on d.id = t.dossier_id
    where $1::uuid is not null and $2::text[] is not null and $3::text[] is not null
    order by found.dossier_due_at nulls last, found.dossier_id, found.instance`;
}

export const inboxStatements = {
  mine: inboxSql(mine),
  groups: inboxSql(groups),
  all: inboxSql(`${mine} union all ${groups}`),
  // What I hold goes first: the rest is looked at only when I hold nothing.
  next: inboxSql(`with held as materialized (${mine}) select * from held
    union all select * from (${groups}) g where not exists (select from held)`),
} as const satisfies Record<InboxView | 'next', string>;

export function listInbox(pool: Pool, view: InboxView, question: InboxQuestion): Promise<TaskSummaryRow[]> {
  return readInbox(pool, view, question);
}

async function readInbox(pool: Pool, view: InboxView | 'next', question: InboxQuestion): Promise<TaskSummaryRow[]> {
  const { accountId, after, limit } = question;
  const { rows } = await pool.query<TaskSummaryRow>({
    name: `inbox-${view}`,
    text: inboxStatements[view],
    values: [
      accountId,
      question.groups.map(({ unitId }) => unitId),
      question.groups.map(({ role }) => role),
      after?.[0] ?? null,
      after?.[1] ?? '00000000-0000-0000-0000-000000000000',
      after?.[2] ?? 0,
      limit,
      after !== undefined && after[0] === null,
    ],
  });
  return rows;
}

/** What to do next: what I hold, then what my groups wait with, the most urgent first. */
export async function findNextTask(
  pool: Pool,
  accountId: string,
  groups: readonly RoleInUnit[],
): Promise<TaskSummaryRow | undefined> {
  const [task] = await readInbox(pool, 'next', { accountId, groups, after: undefined, limit: 1 });
  return task;
}

/** Nobody reads further than a thousand. */
const COUNT_LIMIT = 1_000;

export async function countInbox(
  pool: Pool,
  accountId: string,
  groups: readonly RoleInUnit[],
): Promise<{ readonly mine: number; readonly groups: number }> {
  const { rows } = await pool.query<{ mine: number; groups: number }>({
    name: 'inbox-counts',
    text: `select
        (select count(*)::int from (select from task t where ${mineWhere} limit ${COUNT_LIMIT}) m) as mine,
        (select least(coalesce(sum(n), 0), ${COUNT_LIMIT})::int from unnest($2::text[], $3::text[]) as g(unit, role)
          cross join lateral (select count(*) as n from (select from task t where ${groupWhere} limit ${COUNT_LIMIT}) c) x) as groups`,
    values: [accountId, groups.map(({ unitId }) => unitId), groups.map(({ role }) => role)],
  });
  return rows[0] ?? { mine: 0, groups: 0 };
}
