import { randomUUID } from 'node:crypto';
import { caseWorkflowId } from '../../contracts/ids';
import { SEED_CALENDAR } from '../../domain/clock/calendar-data';
import type { CaseAnswer, CaseCommand } from '../../domain/cases/case-state';
import { calendarAround } from '../../domain/incidents/calendar-around';
import type { IncidentCommand } from '../../domain/incidents/incident-command';
import type { IncidentClass } from '../../domain/incidents/incident-state';
import type { IncidentState } from '../../domain/incidents/incident-rules';
import { rebuildCases } from '../../scripts/recovery/rebuild-cases';
import { bundleWorkflows } from '../../worker/bundle';
import { CaseLab } from '../support/case-lab';
import { DossierLab } from '../support/dossier-lab';

jest.setTimeout(120_000);

let lab: DossierLab;
let cases: CaseLab;
beforeAll(async () => {
  lab = await DossierLab.open();
  cases = new CaseLab(lab);
});
afterAll(() => lab.close());

const HOUR = 3_600_000;
const operator = randomUUID();
const counting = (at: number) => ({ calendar: calendarAround(SEED_CALENDAR, at), quickReportHours: 1_000 });

async function reported(incidentClass: IncidentClass, interrupted = false): Promise<string> {
  const id = randomUUID();
  const now = Date.now();
  const command: IncidentCommand = {
    ...{ type: 'reportIncident', requestKey: randomUUID(), actor: { id: operator } },
    ...{ class: incidentClass, severity: 'serious', source: 'person', detectedAt: now, personalData: false },
    ...{ interruptedSince: interrupted ? now : null, affectedUnits: [], counting: counting(now) },
  };
  await cases.begin('incident', id, command);
  return id;
}

async function act(id: string, command: Record<string, unknown> & { readonly type: string }): Promise<void> {
  const whole: CaseCommand = { requestKey: randomUUID(), actor: { id: operator }, ...command };
  await lab.client.workflow
    .getHandle(caseWorkflowId('incident', id))
    .executeUpdate<CaseAnswer, [CaseCommand]>(whole.type, { updateId: whole.requestKey, args: [whole] });
}

const state = async (id: string) => (await cases.state('incident', id)) as unknown as IncidentState;
const raised = async (id: string, clock: string) =>
  (await state(id)).data.clocks.find((one) => one.id === clock)?.raised;

/** What people were told of, from the outbox. */
async function told(id: string): Promise<readonly string[]> {
  const { rows } = await lab.pool.query<{ clock: string; percent: number }>(
    `select payload #>> '{event,clock}' as clock, (payload #>> '{event,percent}')::int as percent from outbox
     where ordering_key = $1 and payload #>> '{event,type}' = 'ThresholdReached' order by id`,
    [`incident/${id}`],
  );
  return rows.map(({ clock, percent }) => `${clock} ${percent}`);
}

test('A14.4: on the real server twelve hours pass, and every threshold is told on its way', async () => {
  const id = await reported('linkFailure', true);
  await cases.pass('incident', id, 5.9 / 24);
  expect(await told(id)).toEqual([]);
  await cases.pass('incident', id, 0.2 / 24);
  expect(await told(id)).toEqual(['interruption 50']);
  await cases.pass('incident', id, 6 / 24);
  expect(await told(id)).toEqual([50, 75, 90, 100].map((percent) => `interruption ${percent}`));
  const { rows } = await lab.pool.query('select late, limit_at from incident where id = $1', [id]);
  expect(rows).toEqual([expect.objectContaining({ late: true })]);
});

test.each([
  ['A19.3b', 'dataLoss', 2],
  ['A19.3c', 'dbmsOrOsFailure', 4],
] as const)('%s: the limit of %s falls %d days after the detection', async (_, incidentClass, days) => {
  const id = await reported(incidentClass);
  await cases.pass('incident', id, days - 0.01);
  expect(await raised(id, 'recoveryLimit')).toEqual([50, 75, 90]);
  await cases.pass('incident', id, 0.02);
  expect(await raised(id, 'recoveryLimit')).toEqual([50, 75, 90, 100]);
});

test('A19.3d: the limit of a hardware failure begins when the hardware is fixed, and ends with the fix', async () => {
  const id = await reported('hardwareFailure');
  await cases.pass('incident', id, 6);
  expect(await told(id)).toEqual([]);
  const { data } = await state(id);
  // The time of the workflow is ahead of ours: it is what the incident counts by.
  const now = (data.detectedAt ?? 0) + 6 * 24 * HOUR;
  await act(id, { type: 'recordHardwareFixed', at: now, counting: counting(now) });
  await cases.pass('incident', id, 3);
  expect(await raised(id, 'recoveryLimit')).toEqual([50, 75]);
  await act(id, { type: 'recordFix', at: now + 3 * 24 * HOUR });
  await cases.pass('incident', id, 30);
  expect(await raised(id, 'recoveryLimit')).toEqual([50, 75]);
});

test('a limit that falls while no worker runs is told when one runs again', async () => {
  const id = await reported('linkFailure', true);
  await lab.stopWorker();
  try {
    // The server goes on; nobody hears its timers.
    await Promise.race([cases.pass('incident', id, 13 / 24), new Promise((resolve) => setTimeout(resolve, 3_000))]);
    expect(await told(id)).toEqual([]);
  } finally {
    await lab.startWorker();
  }
  const end = Date.now() + 30_000;
  while ((await told(id)).length < 4 && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await told(id)).toEqual([50, 75, 90, 100].map((percent) => `interruption ${percent}`));
});

test('register and stop orders are rebuilt from the histories, and nobody is told twice', async () => {
  const id = await reported('dataLoss');
  await act(id, { type: 'orderStop', functions: ['intake', 'links'], mode: 'off' });
  const read = async () =>
    (
      await lab.pool.query(
        `select to_jsonb(i) - 'number' as incident, (select jsonb_agg(to_jsonb(s) order by s.function) from stopped_function s
           where s.incident_id = i.id) as stops,
           (select jsonb_agg(o.key order by o.id) from outbox o where o.ordering_key = 'incident/' || i.id) as mails
         from incident i where i.id = $1`,
        [id],
      )
    ).rows;
  const before = await read();
  await lab.pool.query('delete from stopped_function where incident_id = $1', [id]);
  await lab.pool.query(`update incident set class = 'linkFailure', status = 'closed' where id = $1`, [id]);
  await lab.pool.query('delete from case_event where case_id = $1', [id]);
  await lab.pool.query(`update case_record set status = 'new', snapshot = '{}', seq = 0 where id = $1`, [id]);
  const rebuilt = await rebuildCases({
    ...{ pool: lab.pool, client: lab.client, codec: lab.codec, workflowBundle: await bundleWorkflows() },
    only: [caseWorkflowId('incident', id)],
    report: () => undefined,
  });
  expect(rebuilt.busy).toBe(0);
  expect(await read()).toEqual(before);
});
