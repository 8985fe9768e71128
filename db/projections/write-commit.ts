import type { Pool, PoolClient } from 'pg';
import type { AuditAction } from '../../contracts/audit-actions';
import type { DossierCommandType } from '../../domain/dossier/dossier-command';
import type { DossierCommit } from '../../domain/dossier/dossier-commit';
import { inTransaction } from '../transaction';
import { FencedCommit } from './fenced-commit';

/** A dossier clock this close to ours is ours: only a simulation copy or a time-skipping test runs ahead. */
const SAME_CLOCK_MS = 60_000;

/**
 * Writes one step in one statement, hence one transaction and one round trip (docs/architecture.md, "the commit").
 *
 * C1  Idempotent: everything hangs on the event row, and a repeated commit finds it there.
 * C2  Temporal decides. A worker that dies between this commit and the end of its workflow task leaves a step that never
 *     was: nobody had an answer. The next step comes with the same number; it replaces what was written, and takes back
 *     what hung on it (open tasks, thresholds, effects not yet delivered). Form data of such a step stays until the step
 *     is done again.
 * C3  Fenced: a worker that was frozen and wakes up late writes nothing over a newer step. The step that counts was
 *     decided later than the one that was lost.
 * C4  Never silent: who was fenced is told so. Where Temporal's clock ran backwards (another host took over), it is the step
 *     that counts that comes with the earlier instant: its worker lets the whole workflow task fail, and it is decided again
 *     and again until the clock has passed what stands there. A frozen worker has no task any more that could fail.
 * C5  Audited: the step is in the audit log, once however often it is written; a step that was replaced stays in it, and an
 *     entry beside it says so.
 */
const commitSql = (fillsForm: boolean) => `
with ev as (
  insert into dossier_event (dossier_id, seq, at, command, actor, request_key, submission_id, entries)
  values ($1, $2, to_timestamp($3::float8 / 1000), $4, $5, $6, $7, $8::jsonb)
  on conflict (dossier_id, seq) do update set at = excluded.at, command = excluded.command, actor = excluded.actor,
    request_key = excluded.request_key, submission_id = excluded.submission_id, entries = excluded.entries
  where (dossier_event.request_key, dossier_event.at) is distinct from (excluded.request_key, excluded.at)
    and excluded.at >= dossier_event.at
  returning dossier_id, xmax <> 0 as replaced
), unfounded_events as (
  delete from dossier_event using ev where dossier_event.dossier_id = ev.dossier_id and dossier_event.seq > $2
  returning seq, dossier_event.at, command, request_key
), noted as (
  insert into audit_entry (id, at, actor, action, subject_type, subject_id, unit_id, detail)
  select audit_step_id($1, $2, to_timestamp($3::float8 / 1000), $6), to_timestamp($3::float8 / 1000), $5, $17, 'dossier', $1::text,
    $18, $19::jsonb
  from ev where $17::text is not null
  on conflict (id) do nothing
), replaced_noted as (
  -- The row as it was when this statement began: what it replaces.
  insert into audit_entry (id, at, actor, action, subject_type, subject_id, unit_id, detail)
  select audit_replacement_id(audit_step_id($1, r.seq, r.at, r.request_key)), to_timestamp($3::float8 / 1000), 'system',
    'dossier.stepReplaced', 'dossier', $1::text, $18,
    jsonb_build_object('seq', r.seq, 'command', r.command, 'entry', audit_step_id($1, r.seq, r.at, r.request_key))
  from (
    select seq, at, command, request_key from unfounded_events
    union all
    select old.seq, old.at, old.command, old.request_key from ev join dossier_event old using (dossier_id)
    where ev.replaced and old.seq = $2
  ) as r where $17::text is not null
  on conflict (id) do nothing
), unfounded_effects as (
  delete from outbox using ev
  where ev.replaced and outbox.dossier_id = ev.dossier_id and outbox.seq >= $2 and outbox.delivered_at is null
    and not exists (select from jsonb_to_recordset($16::jsonb) as r(key text) where r.key = outbox.key)
), sub as (
  update submission set applied_seq = $2 from ev
  where submission.id = $7 and submission.dossier_id = ev.dossier_id
  returning submission.payload
), dos as (
  update dossier set
    seq = $2, status = r.status, public_state = r.public_state,
    promised_at = to_timestamp(r.promised_at / 1000), due_at = to_timestamp(r.due_at / 1000),
    near_due_at = to_timestamp(r.near_due_at / 1000), pause_reasons = r.pause_reasons, clock_stopped_at = to_timestamp(r.clock_stopped_at / 1000),
    outcome = r.outcome, closed_at = to_timestamp(r.closed_at / 1000),
    clock_offset_ms = $10, snapshot = $11::jsonb, updated_at = now()${fillsForm ? `, ${fillForm}` : ''}
  from ev, jsonb_to_record($9::jsonb) as r(status text, public_state smallint, promised_at float8, due_at float8,
    near_due_at float8, pause_reasons text[], clock_stopped_at float8, outcome text, closed_at float8)
  where dossier.id = ev.dossier_id
), tasks as (
  insert into task (dossier_id, instance, element, name, state, suspended, unit_id, role, assignee, opened_at, target_at,
    closed_at, closed_by, dossier_due_at)
  select ev.dossier_id, r.instance, r.element, r.name, r.state, $13, r.unit, r.role, r.assignee,
    to_timestamp(r.opened_at / 1000), to_timestamp(r.target_at / 1000), to_timestamp(r.closed_at / 1000), r.closed_by,
    to_timestamp($14::float8 / 1000)
  from ev, jsonb_to_recordset($12::jsonb) as r(instance integer, element text, name text, state text, unit text, role text,
    assignee uuid, opened_at float8, target_at float8, closed_at float8, closed_by text)
  on conflict (dossier_id, instance) do update set
    element = excluded.element, name = excluded.name, role = excluded.role, unit_id = excluded.unit_id,
    state = excluded.state, assignee = excluded.assignee, suspended = excluded.suspended, opened_at = excluded.opened_at,
    target_at = excluded.target_at, closed_at = excluded.closed_at, closed_by = excluded.closed_by,
    dossier_due_at = excluded.dossier_due_at
  where (task.element, task.state, task.assignee, task.suspended, task.opened_at, task.closed_at, task.dossier_due_at)
    is distinct from (excluded.element, excluded.state, excluded.assignee, excluded.suspended, excluded.opened_at,
      excluded.closed_at, excluded.dossier_due_at)
), unfounded_tasks as (
  delete from task using ev
  where task.dossier_id = ev.dossier_id and task.state = 'open'
    and not exists (select from jsonb_to_recordset($12::jsonb) as r(instance integer) where r.instance = task.instance)
), gone_thresholds as (
  delete from deadline_threshold using ev
  where deadline_threshold.dossier_id = ev.dossier_id
    and not exists (select from jsonb_to_recordset($15::jsonb) as r(deadline_id text, percent smallint)
      where r.deadline_id = deadline_threshold.deadline_id and r.percent = deadline_threshold.percent)
), thresholds as (
  insert into deadline_threshold (dossier_id, deadline_id, cycle, percent, at, due_at, written_at)
  select ev.dossier_id, r.deadline_id, r.cycle, r.percent, to_timestamp((r.at - $10) / 1000), to_timestamp(r.due_at / 1000),
    to_timestamp(($3::float8 - $10) / 1000)
  from ev, jsonb_to_recordset($15::jsonb) as r(deadline_id text, cycle smallint, percent smallint, at float8, due_at float8)
  where not exists (select from escalation e where e.dossier_id = ev.dossier_id and e.deadline_id = r.deadline_id
    and e.cycle = r.cycle and e.percent = r.percent)
  on conflict (dossier_id, deadline_id, percent) do update
    set cycle = excluded.cycle, at = excluded.at, due_at = excluded.due_at, written_at = excluded.written_at
  where (deadline_threshold.cycle, deadline_threshold.at, deadline_threshold.due_at)
    is distinct from (excluded.cycle, excluded.at, excluded.due_at)
), effects as (
  insert into outbox (key, kind, dossier_id, seq, ordering_key, payload)
  select r.key, r.kind, ev.dossier_id, $2, r.ordering_key, r.payload
  from ev, rows from (jsonb_to_recordset($16::jsonb) as (key text, kind text, ordering_key text, payload jsonb))
    with ordinality as r(key, kind, ordering_key, payload, n)
  order by r.n
  on conflict (key) do nothing
)
select count(*)::int as written from ev`;

/** Form and texts of a completed task stand under the task's element. */
const fillForm = `form = case when $20::text is null or not exists (select from sub) then dossier.form
      else jsonb_set(dossier.form, '{steps}', coalesce(dossier.form -> 'steps', '{}')
        || jsonb_build_object($20::text, (select payload from sub))) end`;
/** Two statements: a step that fills no form does not touch the column, which the triggers of the search look at. */
const [commitOnly, commitAndFill] = [commitSql(false), commitSql(true)];

/** The first step turns the draft into the dossier: business data never passes through Temporal. */
const adoptDraftSql = `
with d as (
  insert into dossier (id, code, procedure_key, regime, procedure_version, receiving_unit_id, handling_unit_id, channel,
    external_code, lookup_secret, applicant_name, form, status, public_state, received_at)
  select draft.dossier_id, draft.dossier_code, draft.procedure_key, draft.regime, $2, $3, $4, draft.channel,
    draft.external_code, draft.lookup_secret, coalesce(draft.form #>> '{applicant,fullName}', ''), draft.form, 'RECEIVED', 2,
    to_timestamp($5::float8 / 1000)
  from draft where draft.dossier_id = $1
  on conflict (id) do nothing
  returning id
), files as (
  update attachment set dossier_id = d.id from d, draft
  where draft.dossier_id = d.id and attachment.draft_id = draft.id
)
update draft set submitted_at = coalesce(submitted_at, now()) from d where draft.dossier_id = d.id`;

/** @throws FencedCommit (C4) */
export async function writeCommit(pool: Pool, commit: DossierCommit): Promise<void> {
  // Never behind: a commit that waited for the database is not a slow clock.
  const ahead = commit.at - Date.now();
  const clockOffsetMs = ahead > SAME_CLOCK_MS ? ahead : 0;
  if (commit.seq > 1) return runCommit(pool, commit, clockOffsetMs);
  await inTransaction(pool, (client) => writeCommitIn(client, commit, clockOffsetMs));
}

/**
 * As a part of a transaction, at the clock that is given: a rebuild writes what was written then.
 * @param clockOffsetMs how far the dossier's clock is ahead of ours
 * @throws FencedCommit (C4)
 */
export async function writeCommitIn(client: PoolClient, commit: DossierCommit, clockOffsetMs: number): Promise<void> {
  if (commit.seq === 1) {
    const { id, procedure, receivingUnit, handlingUnit, receivedAt } = commit.snapshot;
    await client.query(adoptDraftSql, [id, procedure.version, receivingUnit, handlingUnit, receivedAt]);
  }
  await runCommit(client, commit, clockOffsetMs);
}

async function runCommit(db: Pool | PoolClient, commit: DossierCommit, clockOffsetMs: number): Promise<void> {
  const { dossier } = commit;
  const fillsForm = commit.submission !== null && commit.submissionElement !== null;
  const { rows } = await db.query<{ written: number }>({
    name: fillsForm ? 'commit-step-and-form' : 'commit-step',
    text: fillsForm ? commitAndFill : commitOnly,
    values: [
      commit.dossierId,
      commit.seq,
      commit.at,
      commit.command,
      commit.actor,
      commit.requestKey,
      commit.submission,
      JSON.stringify(commit.entries),
      JSON.stringify({
        status: dossier.status,
        public_state: dossier.publicState,
        promised_at: dossier.promisedAt,
        due_at: dossier.dueAt,
        near_due_at: dossier.nearDueAt,
        pause_reasons: dossier.pauseReasons,
        clock_stopped_at: dossier.clockStoppedAt,
        outcome: dossier.outcome,
        closed_at: dossier.closedAt,
      }),
      clockOffsetMs,
      JSON.stringify(commit.snapshot),
      JSON.stringify(
        commit.tasks.map(({ openedAt, targetAt, closedAt, closedBy, ...task }) => ({
          ...task,
          opened_at: openedAt,
          target_at: targetAt,
          closed_at: closedAt,
          closed_by: closedBy,
        })),
      ),
      dossier.suspended,
      dossier.dueAt,
      JSON.stringify(
        commit.thresholds.map(({ deadlineId, dueAt, ...row }) => ({ ...row, deadline_id: deadlineId, due_at: dueAt })),
      ),
      JSON.stringify(commit.outbox.map(({ orderingKey, ...item }) => ({ ...item, ordering_key: orderingKey }))),
      ...auditValuesOf(commit),
      ...(fillsForm ? [commit.submissionElement] : []),
    ],
  });
  if (rows[0]?.written === 0 && !(await stands(db, commit)))
    throw new FencedCommit(`dossier ${commit.dossierId}`, commit.seq);
}

/** C1: nothing was written because exactly this step is there already. Asked only when nothing was written. */
async function stands(db: Pool | PoolClient, { dossierId, seq, requestKey, at }: DossierCommit): Promise<boolean> {
  const { rows } = await db.query(
    `select from dossier_event
     where dossier_id = $1 and seq = $2 and request_key = $3 and at = to_timestamp($4::float8 / 1000)`,
    [dossierId, seq, requestKey, at],
  );
  return rows.length > 0;
}

/** What the audit log tells of the step, beside who and when; a simulation's copy does nothing that is to be told of. */
function auditValuesOf(commit: DossierCommit): [action: string | null, unitId: string, detail: string] {
  const { snapshot, seq } = commit;
  const action: AuditAction = `dossier.${commit.command as DossierCommandType}`;
  const closed = commit.tasks.find(({ state }) => state === 'completed');
  const detail = { seq, code: snapshot.code, ...(closed ? { task: closed.element } : {}) };
  return [
    snapshot.simulated ? null : action,
    seq === 1 ? snapshot.receivingUnit : (closed?.unit ?? snapshot.handlingUnit),
    JSON.stringify(detail),
  ];
}
