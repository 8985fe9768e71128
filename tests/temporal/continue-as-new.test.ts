import { randomUUID } from 'node:crypto';
import { dossierWorkflowId } from '../../contracts/ids';
import { DossierLab } from '../support/dossier-lab';
import { SMALL_HISTORIES } from '../support/test-stack';

jest.setTimeout(240_000);

/** The server's real word: in this namespace it suggests a new run after a few kilobytes, far from 1,500 updates. */
const ENOUGH_UPDATES = 300;

let lab: DossierLab;
beforeAll(async () => {
  lab = await DossierLab.open('2013', SMALL_HISTORIES);
});
afterAll(() => lab.close());

const runOf = async (id: string) => (await lab.client.workflow.getHandle(dossierWorkflowId(id)).describe()).runId;

/** Steps until the dossier goes on in another run; how many it took. */
async function untilNextRun(id: string, step: (count: number) => Promise<unknown>): Promise<number> {
  const before = await runOf(id);
  for (let count = 1; count <= ENOUGH_UPDATES; count++) {
    await step(count);
    if (count % 5 === 0 && (await runOf(id)) !== before) return count;
  }
  throw new Error(`the same run after ${ENOUGH_UPDATES} updates`);
}

test('a run ends by the size of its history; no step and no request key is lost over it', async () => {
  const id = await lab.submit();
  const task = await lab.open(id, 'appraise');
  const { seq, deadline } = await lab.state(id);
  const keys: string[] = [];
  const answers: unknown[] = [];
  const step = async (count: number) => {
    const key = randomUUID();
    keys.push(key);
    answers.push(await lab.act(id, count % 2 ? 'claimTask' : 'releaseTask', { task }, lab.officer, key));
  };
  const taken = await untilNextRun(id, step);
  expect(taken).toBeLessThan(ENOUGH_UPDATES);
  expect((await lab.state(id)).seq).toBe(seq + taken);

  // The server has forgotten the run's update ids; the dossier itself remembers.
  const last = taken - 1;
  const again = await lab.act(id, taken % 2 ? 'claimTask' : 'releaseTask', { task }, lab.officer, keys[last]);
  expect(again).toEqual(answers[last]);
  const { rows } = await lab.pool.query<{ n: number; highest: number }>(
    'select count(*)::int as n, max(seq)::int as highest from dossier_event where dossier_id = $1',
    [id],
  );
  expect(rows).toEqual([{ n: seq + taken, highest: seq + taken }]);

  // The deadline is the same, and the dossier comes to its end.
  expect((await lab.state(id)).deadline).toStrictEqual(deadline);
  if (taken % 2) await lab.act(id, 'releaseTask', { task });
  await lab.completeTask(id, 'appraise', { eligible: true, taxExempt: true });
  expect((await lab.finish(id)).status).toBe('RETURNED');
});

test('an open window goes on into the next run, and ends when it would have ended', async () => {
  const id = await lab.submit();
  const task = await lab.open(id, 'appraise');
  await lab.act(id, 'claimTask', { task });
  await lab.act(id, 'requestSupplement', { task });
  const { supplement } = await lab.state(id);
  expect(supplement).toBeDefined();
  await untilNextRun(id, (count) =>
    count % 2
      ? lab.act(id, 'releaseTask', { task }, lab.officer)
      : lab.act(id, 'assignTask', { task, assignee: lab.officer }, lab.head),
  );
  expect((await lab.state(id)).supplement).toStrictEqual(supplement);

  await lab.pass(id, 60);
  expect((await lab.state(id)).status).toBe('STOPPED');
  const { rows } = await lab.pool.query<{ at: Date }>(
    `select at from dossier_event where dossier_id = $1 and command = 'wake' order by seq desc limit 1`,
    [id],
  );
  const late = (rows[0]?.at.getTime() ?? 0) - (supplement?.windowEndsAt ?? 0);
  expect(late).toBeGreaterThanOrEqual(0);
  expect(late).toBeLessThan(3_600_000);
});
