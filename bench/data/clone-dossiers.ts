import type { Pool, PoolClient } from 'pg';

/**
 * Makes many dossiers out of a few real ones, by SQL: rows of every projection, the form and the snapshot included, so
 * that they are as large and as varied in state as what people work with. Workflows are not made.
 *
 * `planSql` fills a table with one row for each new dossier; see {@link PLAN_COLUMNS}.
 */
export async function cloneDossiers(pool: Pool, planSql: string, parameters: readonly unknown[]): Promise<void> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    await client.query('begin');
    // Our own database: rows that are copies of consistent rows need no foreign key checked, nor the disk awaited.
    await client.query(`set local session_replication_role = replica`);
    await client.query('set local synchronous_commit = off');
    await client.query(`create temporary table plan (${PLAN_COLUMNS}\n) on commit drop`);
    await client.query(`insert into plan ${planSql}`, [...parameters]);
    await client.query('analyze plan');
    for (const sql of [DOSSIERS, SEARCH, TASKS, EVENTS, THRESHOLDS]) await client.query(sql);
    await client.query('commit');
  } catch (error) {
    failure = error as Error;
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release(failure);
  }
}

/** SQL of a valid UUID (version 4 by its looks) that is always the same for the same text. */
export function uuidSql(textSql: string): string {
  return `overlay(overlay(md5(${textSql}) placing '4' from 13 for 1) placing '8' from 17 for 1)::uuid`;
}

const PLAN_COLUMNS = `
  template uuid,          -- the dossier it is a copy of
  id uuid, code text, applicant_name text, serial text,
  receiving_unit text, handling_unit text,
  transferor_name text,   -- null: the template's
  applicant_id_number text, -- null: the template's
  officer uuid,           -- who holds its tasks, where the template's are held
  age interval,           -- by how much it is older than the template
  took interval,          -- how much earlier still it came in; null: not at all
  with_events boolean,
  threshold_at timestamptz -- when its first threshold comes due; null: as much earlier as it is older`;

const DOSSIERS = `
insert into dossier (id, code, procedure_key, regime, procedure_version, receiving_unit_id, handling_unit_id, channel,
  lookup_secret, applicant_name, form, seq, status, public_state, received_at, promised_at, due_at, near_due_at, pause_reasons,
  clock_stopped_at, outcome, closed_at, clock_offset_ms, snapshot, updated_at)
select p.id, p.code, t.procedure_key, t.regime, t.procedure_version, p.receiving_unit, p.handling_unit, t.channel,
  t.lookup_secret, p.applicant_name,
  t.form || jsonb_build_object('applicant', t.form -> 'applicant' || jsonb_strip_nulls(jsonb_build_object(
      'fullName', p.applicant_name, 'idNumber', p.applicant_id_number)),
    'transferor', t.form -> 'transferor' || jsonb_strip_nulls(jsonb_build_object('fullName', p.transferor_name)),
    'certificate', t.form -> 'certificate' || jsonb_build_object('serial', p.serial)),
  t.seq, t.status, t.public_state, t.received_at - p.age - coalesce(p.took, interval '0'), t.promised_at - p.age, t.due_at - p.age, t.near_due_at - p.age, t.pause_reasons,
  t.clock_stopped_at - p.age, t.outcome, t.closed_at - p.age, t.clock_offset_ms,
  t.snapshot || jsonb_build_object('id', p.id, 'code', p.code, 'receivingUnit', p.receiving_unit,
    'handlingUnit', p.handling_unit),
  t.updated_at - p.age
from plan p join dossier t on t.id = p.template`;

/** The triggers that write it in life do not run in a replica. */
const SEARCH = `
insert into dossier_search (dossier_id, received_at, receiving_unit_id, handling_unit_id, words)
select d.id, d.received_at, d.receiving_unit_id, d.handling_unit_id,
  words_of_dossier(d.code, d.external_code, d.applicant_name, d.form)
from plan p join dossier d on d.id = p.id`;

const TASKS = `
insert into task (dossier_id, instance, element, name, state, suspended, unit_id, role, assignee, opened_at, target_at,
  closed_at, closed_by, dossier_due_at)
select p.id, k.instance, k.element, k.name, k.state, k.suspended,
  case when k.unit_id = t.receiving_unit_id then p.receiving_unit else p.handling_unit end, k.role,
  case when k.assignee is not null then p.officer end, k.opened_at - p.age, k.target_at - p.age, k.closed_at - p.age,
  k.closed_by, k.dossier_due_at - p.age
from plan p join dossier t on t.id = p.template join task k on k.dossier_id = p.template`;

const EVENTS = `
insert into dossier_event (dossier_id, seq, at, command, actor, request_key, submission_id, entries)
select p.id, e.seq, e.at - p.age, e.command, e.actor, e.request_key, null, e.entries
from plan p join dossier_event e on e.dossier_id = p.template where p.with_events`;

const THRESHOLDS = `
insert into deadline_threshold (dossier_id, deadline_id, cycle, percent, at, due_at)
select p.id, h.deadline_id, h.cycle, h.percent,
  case when p.threshold_at is null then h.at - p.age
    when h.percent = (select min(percent) from deadline_threshold f where f.dossier_id = p.template) then p.threshold_at
    else h.at end,
  h.due_at - p.age
from plan p join deadline_threshold h on h.dossier_id = p.template`;

/** Tables a fill makes long. */
const FILLED = [
  'dossier',
  'dossier_search',
  'task',
  'dossier_event',
  'deadline_threshold',
  'parcel',
  'certificate',
  'outbox',
];

/** Indexes that a large fill makes anew afterwards: much faster than keeping them up row by row. */
export async function withoutIndexes(pool: Pool, fill: () => Promise<void>): Promise<void> {
  const { rows } = await pool.query<{ name: string; definition: string }>(
    `select i.indexname as name, i.indexdef as definition from pg_indexes i
      left join pg_constraint c on c.conname = i.indexname
      where i.tablename = any($1) and c.oid is null`,
    [FILLED],
  );
  for (const { name } of rows) await pool.query(`drop index "${name}"`);
  await fill();
  const client = await pool.connect();
  try {
    await client.query(`set maintenance_work_mem = '512MB'`);
    for (const { definition } of rows) await client.query(definition);
    await vacuum(client);
  } finally {
    client.release(true); // its settings go with it
  }
}

async function vacuum(client: PoolClient): Promise<void> {
  await client.query(`vacuum analyze ${FILLED.join(', ')}`);
}
