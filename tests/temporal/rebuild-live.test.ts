import { raiseEscalations } from '../../db/projections/raise-escalations';
import { dossierWorkflowId } from '../../contracts/ids';
import { rebuildProjections, type RebuildReport } from '../../scripts/recovery/rebuild-projections';
import { resumeDossiers } from '../../scripts/recovery/resume-dossiers';
import { bundleWorkflows } from '../../worker/bundle';
import { DossierLab } from '../support/dossier-lab';
import { readTestAddresses } from '../support/stack';

const DAY_MS = 86_400_000;
/** As many updates as a run takes (workflows/dossier-workflow.ts). */
const UPDATES_PER_RUN = 1_500;

let lab: DossierLab;
let workflowBundle: { code: string };
beforeAll(async () => {
  lab = await DossierLab.open();
  workflowBundle = await bundleWorkflows();
});
afterAll(() => lab.close());

function rebuild(id: string): Promise<RebuildReport> {
  const { pool, client, codec } = lab;
  return rebuildProjections({
    pool,
    client,
    codec,
    workflowBundle,
    only: [dossierWorkflowId(id)],
    report: () => undefined,
  });
}

/** Everything a commit writes, of one dossier; not when a row was last written. */
async function rowsOf(id: string): Promise<Record<string, unknown[]>> {
  const tables = {
    dossier: `select to_jsonb(d) - 'updated_at' as row from dossier d where id = $1`,
    task: 'select to_jsonb(t) as row from task t where dossier_id = $1 order by instance',
    dossier_event: 'select to_jsonb(e) as row from dossier_event e where dossier_id = $1 order by seq',
    deadline_threshold: 'select to_jsonb(t) as row from deadline_threshold t where dossier_id = $1 order by percent',
    escalation: `select to_jsonb(e) - 'recorded_at' as row from escalation e where dossier_id = $1 order by cycle, percent`,
    outbox: `select to_jsonb(o) - 'id' as row from outbox o where dossier_id = $1 order by key`,
  };
  const result: Record<string, unknown[]> = {};
  for (const [table, sql] of Object.entries(tables)) result[table] = (await lab.pool.query(sql, [id])).rows;
  return result;
}

/** Rows gone and rows wrong, of the steps from `seq` on. */
async function damage(id: string, seq: number, isResumed = false): Promise<void> {
  await lab.pool.query('delete from dossier_event where dossier_id = $1 and seq >= $2', [id, seq]);
  // Of a dossier resumed in the middle nothing tells since when its thresholds were there.
  if (!isResumed) await lab.pool.query('delete from deadline_threshold where dossier_id = $1', [id]);
  await lab.pool.query(`update task set state = 'open', assignee = $2, name = '?' where dossier_id = $1`, [
    id,
    lab.head,
  ]);
  await lab.pool.query(`update dossier set status = 'RETURNED', due_at = null, seq = $2 where id = $1`, [id, seq - 1]);
}

async function assignTimes(id: string, times: number): Promise<void> {
  const task = await lab.open(id, 'appraise');
  let left = times;
  const work = async () => {
    while (left-- > 0)
      await lab.act(id, 'assignTask', { task, assignee: left % 2 ? lab.officer : lab.secondOfficer }, lab.head);
  };
  await Promise.all(Array.from({ length: 8 }, work));
  await lab.act(id, 'assignTask', { task, assignee: lab.officer }, lab.head);
}

test('a dossier people work on meanwhile never loses a step', async () => {
  const id = await lab.submit();
  const task = await lab.open(id, 'appraise');
  let isOver = false;
  const working = (async () => {
    while (!isOver) {
      await lab.act(id, 'claimTask', { task });
      await lab.act(id, 'releaseTask', { task });
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  })();
  for (let round = 0; round < 2; round++) await rebuild(id);
  isOver = true;
  await working;
  const { seq, tasks } = await lab.state(id);
  const { rows } = await lab.pool.query(
    `select d.seq, (d.snapshot ->> 'seq')::int as snapshot, (select count(*)::int from dossier_event where dossier_id = d.id) as events,
       (select assignee from task where dossier_id = d.id) as assignee from dossier d where id = $1`,
    [id],
  );
  expect(rows).toEqual([{ seq, snapshot: seq, events: seq, assignee: tasks[task]?.assignee ?? null }]);
  const live = await rowsOf(id);
  expect(await rebuild(id)).toMatchObject({ dossiers: 1, steps: seq, busy: 0 });
  expect(await rowsOf(id)).toEqual(live);
});

test('rows ahead of the workflow are taken back only when the workflow itself does not know the step', async () => {
  const id = await lab.submit();
  const before = await rowsOf(id);
  await lab.pool.query(
    `insert into dossier_event (dossier_id, seq, at, command, actor, request_key, entries)
     select $1, seq + 1, now(), 'claimTask', 'x', 'lost', '[]' from dossier where id = $1`,
    [id],
  );
  await lab.pool.query('update dossier set seq = seq + 1 where id = $1', [id]);
  expect(await rebuild(id)).toMatchObject({ busy: 0 });
  expect(await rowsOf(id)).toEqual(before);
});

test('a dossier that continued as new is rebuilt from all its runs', async () => {
  const id = await lab.submit();
  await assignTimes(id, UPDATES_PER_RUN + 20);
  await lab.completeTask(id, 'appraise', { eligible: true, taxExempt: true });
  const { runId } = await lab.client.workflow.getHandle(dossierWorkflowId(id)).describe();
  const [first] = (await lab.client.workflow.getHandle(dossierWorkflowId(id)).fetchHistory()).events ?? [];
  expect(first?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId).toBeTruthy();
  expect(first?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId).not.toBe(runId);
  const before = await rowsOf(id);
  await damage(id, 5);
  await rebuild(id);
  expect(await rowsOf(id)).toEqual(before);
  // Fifteen hundred steps, one after another: on a busy machine they take minutes.
}, 400_000);

test('a dossier resumed from the database is rebuilt from where it was resumed', async () => {
  const id = await lab.submit();
  await assignTimes(id, 3);
  await lab.client.workflowService.deleteWorkflowExecution({
    namespace: readTestAddresses().namespace,
    workflowExecution: { workflowId: dossierWorkflowId(id) },
  });
  await gone(id);
  const resumedFrom = (await lab.pool.query<{ seq: number }>('select seq from dossier where id = $1', [id])).rows[0]
    ?.seq;
  await resumeDossiers({ pool: lab.pool, client: lab.client, taskQueueSuffix: lab.queue, report: () => undefined });
  await lab.completeTask(id, 'appraise', { eligible: true, taxExempt: true });
  await lab.completeTask(id, 'printCertificate');
  const before = await rowsOf(id);
  await damage(id, (resumedFrom ?? 0) + 1, true);
  await rebuild(id);
  expect(await rowsOf(id)).toEqual(before);
});

test('a dossier whose clock runs ahead keeps it, to the millisecond', async () => {
  const id = await lab.submit();
  await lab.act(id, 'claimTask', { task: await lab.open(id, 'appraise') });
  const aheadMs = 3 * DAY_MS + 1_234;
  // what commits would have written at that clock
  await lab.pool.query('update dossier set clock_offset_ms = $2 where id = $1', [id, aheadMs]);
  await lab.pool.query(
    `update deadline_threshold set at = at - $2 * interval '1 millisecond', written_at = written_at - $2 * interval '1 millisecond'
     where dossier_id = $1`,
    [id, aheadMs],
  );
  const before = await rowsOf(id);
  await damage(id, 2);
  await rebuild(id);
  expect(await rowsOf(id)).toEqual(before);
});

test('escalations that are lost come back, without a second mail; those that are there stay as they are', async () => {
  const id = await lab.submit({ receivedAt: Date.now() - 40 * DAY_MS });
  while ((await raiseEscalations(lab.pool, 1_000)) > 0);
  await lab.act(id, 'claimTask', { task: await lab.open(id, 'appraise') });
  const before = await rowsOf(id);
  expect(before.escalation).toHaveLength(4);
  await rebuild(id);
  expect(await rowsOf(id)).toEqual(before);
  await lab.pool.query('delete from escalation where dossier_id = $1', [id]);
  await rebuild(id);
  expect(await rowsOf(id)).toEqual(before);
});

async function gone(id: string): Promise<void> {
  const handle = lab.client.workflow.getHandle(dossierWorkflowId(id));
  for (let tries = 0; tries < 600; tries++) {
    if (
      await handle.describe().then(
        () => false,
        () => true,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Temporal did not delete ${id}`);
}
