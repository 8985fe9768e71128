import { dossierWorkflowId } from '../../contracts/ids';
import { SEED_CALENDAR } from '../../domain/clock/calendar-data';
import type { WorkingCalendar } from '../../domain/clock/working-calendar';
import { createCalendarRepository } from '../../db/repositories/calendar-repository';
import { hashContent } from '../../platform/data-converter/content-codec';
import { rebuildProjections } from '../../scripts/recovery/rebuild-projections';
import { recomputeDeadlines } from '../../scripts/recovery/recompute-deadlines';
import { resumeDossiers } from '../../scripts/recovery/resume-dossiers';
import { bundleWorkflows } from '../../worker/bundle';
import { DossierLab } from '../support/dossier-lab';
import { readTestAddresses } from '../support/stack';

let lab: DossierLab;
/** Dossiers in different places: waiting for tax, in supplement, with a claimed task, finished, withdrawn. */
let ids: string[];

beforeAll(async () => {
  lab = await DossierLab.open();
  const waiting = await lab.submitToTax();
  const supplement = await lab.submit();
  await lab.act(supplement, 'requestSupplement', { task: await lab.open(supplement, 'appraise') });
  const claimed = await lab.submit();
  await lab.act(claimed, 'claimTask', { task: await lab.open(claimed, 'appraise') });
  const returned = await lab.submitToTax();
  await lab.act(returned, 'receiveSlipReturn', { slipVersion: 1, reasonCode: 'MISSING_PRICE' });
  await lab.act(returned, 'returnToStep', { task: await lab.open(returned, 'prepareTaxSlip'), to: 'appraise' });
  const finished = await lab.submitToTax();
  await lab.payTaxes(finished);
  await lab.finish(finished);
  const withdrawn = await lab.submitToTax();
  await lab.act(withdrawn, 'withdraw', {});
  ids = [waiting, supplement, claimed, returned, finished, withdrawn];
});
afterAll(() => lab.close());

/** Everything a commit writes, of every dossier; not when a row was last written. */
async function readProjections(): Promise<Record<string, unknown[]>> {
  const tables = {
    dossier: `select to_jsonb(d) - 'updated_at' as row from dossier d order by id`,
    task: 'select to_jsonb(t) as row from task t order by dossier_id, instance',
    dossier_event: 'select to_jsonb(e) as row from dossier_event e order by dossier_id, seq',
    deadline_threshold: 'select to_jsonb(t) as row from deadline_threshold t order by dossier_id, deadline_id, percent',
    outbox: `select to_jsonb(o) - 'id' as row from outbox o order by key`,
  };
  const result: Record<string, unknown[]> = {};
  for (const [table, sql] of Object.entries(tables)) result[table] = (await lab.pool.query(sql)).rows;
  return result;
}

test('rebuild-projections makes every list and the event log anew from Temporal alone', async () => {
  const before = await readProjections();
  expect(before.dossier).toHaveLength(ids.length);
  expect(before.task?.length).toBeGreaterThan(8);
  // Damage: rows gone, rows wrong, rows that never were.
  await lab.pool.query('delete from task where dossier_id = $1', [ids[0]]);
  await lab.pool.query(`update dossier set status = 'RECEIVED', due_at = null, snapshot = null, seq = 1`);
  await lab.pool.query('delete from dossier_event where seq > 2');
  await lab.pool.query('delete from deadline_threshold');
  await lab.pool.query(`update task set state = 'open', assignee = $1`, [lab.head]);
  expect(await readProjections()).not.toEqual(before);

  const report = await rebuildProjections({
    pool: lab.pool,
    client: lab.client,
    codec: lab.codec,
    workflowBundle: await bundleWorkflows(),
    only: ids.map(dossierWorkflowId),
    report: () => undefined,
  });
  expect(report.dossiers).toBe(ids.length);
  expect(await readProjections()).toEqual(before);
});

test('resume-dossiers brings every open dossier back into an empty Temporal, with the same tasks and deadlines', async () => {
  const before = await readProjections();
  const states = new Map<string, unknown>();
  for (const id of ids.slice(0, 4)) states.set(id, await lab.state(id));
  // An empty Temporal: the workflows are gone for good.
  for (const id of ids) {
    await lab.client.workflowService.deleteWorkflowExecution({
      namespace: readTestAddresses().namespace,
      workflowExecution: { workflowId: dossierWorkflowId(id) },
    });
  }
  await waitUntilGone(ids);

  const parts = { pool: lab.pool, client: lab.client, taskQueueSuffix: lab.queue, report: () => undefined };
  expect(await resumeDossiers(parts)).toEqual({ resumed: 4, running: 0 });
  expect(await resumeDossiers(parts)).toEqual({ resumed: 0, running: 4 });
  for (const [id, state] of states) expect(await lab.state(id)).toEqual(state);
  expect(await readProjections()).toEqual(before);

  // And they go on to the end, numbering their steps without a gap.
  const waiting = ids[0] ?? '';
  await lab.payTaxes(waiting);
  expect((await lab.finish(waiting)).status).toBe('RETURNED');
  const { rows } = await lab.pool.query(
    'select count(*)::int as n, max(seq) as last from dossier_event where dossier_id = $1',
    [waiting],
  );
  expect(rows[0].n).toBe(rows[0].last);
});

test('recompute-deadlines gives every open dossier the new calendar; the promised date stays', async () => {
  const id = await lab.submit();
  const { deadline } = await lab.state(id);
  const dueDate = new Date((deadline?.dueAt ?? 0) + 7 * 3_600_000).toISOString().slice(0, 10);
  const override = { date: dueDate, kind: 'off', source: 'test: a day off is announced' } as const;
  const calendar = { ...SEED_CALENDAR, version: 'test-2', overrides: [...SEED_CALENDAR.overrides, override] };
  const body = JSON.stringify({ format: 'sodo-calendar/1', calendar });
  await lab.pool.query('insert into content (hash, body) values ($1, $2)', [hashContent(body), body]);
  await lab.pool.query('update calendar_version set current = false');
  await lab.pool.query('insert into calendar_version (version) values ($1)', [hashContent(body)]);
  const report = await recomputeDeadlines({ pool: lab.pool, client: lab.client, report: () => undefined });
  expect(report.recomputed).toBeGreaterThan(0);
  const { rows } = await lab.pool.query(
    'select due_at > promised_at as later, promised_at = to_timestamp($2::float8 / 1000) as kept from dossier where id = $1',
    [id, deadline?.originalDueAt],
  );
  expect(rows).toEqual([{ later: true, kept: true }]);
  const { rows: thresholds } = await lab.pool.query(
    'select due_at = (select due_at from dossier where id = $1) as same from deadline_threshold where dossier_id = $1',
    [id],
  );
  expect(thresholds).toEqual([{ same: true }, { same: true }, { same: true }, { same: true }]);
});

test('recompute-deadlines: a calendar taken up again is derived again, and what cannot be asked is a failure', async () => {
  const { publishCalendar } = createCalendarRepository(lab.pool);
  const id = await lab.submit();
  const original = (await lab.state(id)).deadline?.dueAt;
  const dueDate = new Date((original ?? 0) + 7 * 3_600_000).toISOString().slice(0, 10);
  const override = { date: dueDate, kind: 'off', source: 'test: announced, then taken back' } as const;
  const other = { ...SEED_CALENDAR, version: 'test-3', overrides: [...SEED_CALENDAR.overrides, override] };
  const parts = { pool: lab.pool, client: lab.client, report: () => undefined };
  const dueUnder = async (calendar: WorkingCalendar) => {
    await publishCalendar(calendar);
    expect((await recomputeDeadlines(parts)).failed).toBe(0);
    return (await lab.state(id)).deadline?.dueAt;
  };
  await publishCalendar(SEED_CALENDAR);
  expect(await dueUnder(other)).toBeGreaterThan(original ?? 0);
  expect(await dueUnder(SEED_CALENDAR)).toBe(original);
  expect(await dueUnder(other)).toBeGreaterThan(original ?? 0);
  expect(await dueUnder(SEED_CALENDAR)).toBe(original);

  // open in the lists, but without a workflow
  await lab.client.workflow.getHandle(dossierWorkflowId(id)).terminate('test');
  const lines: string[] = [];
  await publishCalendar(other);
  expect((await recomputeDeadlines({ ...parts, report: (line) => lines.push(line) })).failed).toBe(1);
  expect(lines.join('\n')).toContain(id);
  await lab.pool.query('update dossier set closed_at = now() where id = $1', [id]);
  expect((await recomputeDeadlines(parts)).failed).toBe(0);
});

async function waitUntilGone(all: readonly string[]): Promise<void> {
  for (const id of all) {
    for (let tries = 0; ; tries++) {
      const gone = await lab.client.workflow
        .getHandle(dossierWorkflowId(id))
        .describe()
        .then(
          () => false,
          () => true,
        );
      if (gone) break;
      if (tries > 1_200) throw new Error('Temporal did not delete the workflow');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
