import { FencedCommit } from '../../db/projections/fenced-commit';
import { writeCommit } from '../../db/projections/write-commit';
import type { DossierCommit } from '../../domain/dossier/dossier-commit';
import { DossierLab } from '../support/dossier-lab';

let lab: DossierLab;

beforeAll(async () => {
  lab = await DossierLab.open();
});
afterAll(() => lab.close());

/** A step a worker decided at `at` and could write only now. */
async function lateStep(id: string, seq: number, at: number): Promise<DossierCommit> {
  const snapshot = await lab.state(id);
  return {
    dossierId: id,
    seq,
    at,
    command: 'claimTask',
    actor: lab.secondOfficer,
    requestKey: 'late',
    submission: null,
    submissionElement: null,
    entries: [],
    snapshot: { ...snapshot, seq },
    dossier: {
      status: 'RECEIVED',
      publicState: 2,
      promisedAt: null,
      dueAt: null,
      nearDueAt: null,
      pauseReasons: [],
      clockStoppedAt: null,
      outcome: null,
      closedAt: null,
      suspended: false,
    },
    tasks: [],
    thresholds: [],
    outbox: [],
  };
}

async function rowsOf(id: string): Promise<unknown[]> {
  const tables = ['dossier_event', 'task', 'deadline_threshold', 'outbox'].map((table) =>
    lab.pool.query(`select to_jsonb(t) as row from ${table} t where dossier_id = $1 order by 1`, [id]),
  );
  const { rows } = await lab.pool.query(`select to_jsonb(d) - 'updated_at' as row from dossier d where id = $1`, [id]);
  return [rows, ...(await Promise.all(tables)).map((result) => result.rows)];
}

test('C3: a worker that wakes up late writes nothing over newer steps', async () => {
  const id = await lab.submit();
  const task = await lab.open(id, 'appraise');
  await lab.act(id, 'claimTask', { task });
  await lab.act(id, 'releaseTask', { task });
  const { seq } = await lab.state(id);
  const before = await rowsOf(id);
  const late = await lateStep(id, seq - 1, Date.now() - 3_600_000);
  await expect(writeCommit(lab.pool, late)).rejects.toThrow(FencedCommit);
  expect(await rowsOf(id)).toEqual(before);
});

test('C1: a step that is written again, also by two at once, is written once and is no fenced one', async () => {
  const id = await lab.submit();
  const { seq } = await lab.state(id);
  const step = await lateStep(id, seq + 1, Date.now());
  await Promise.all(Array.from({ length: 8 }, () => writeCommit(lab.pool, step)));
  await writeCommit(lab.pool, step);
  const { rows } = await lab.pool.query('select request_key from dossier_event where dossier_id = $1 and seq = $2', [
    id,
    seq + 1,
  ]);
  expect(rows).toEqual([{ request_key: 'late' }]);
});

test('C4: given a clock that ran backwards, a step is never acknowledged unwritten: it is decided anew until it counts', async () => {
  const id = await lab.submit();
  const { seq } = await lab.state(id);
  const task = await lab.open(id, 'appraise');
  const ahead = Date.now() + 4_000;
  await writeCommit(lab.pool, await lateStep(id, seq + 1, ahead));
  const answer = await lab.act(id, 'claimTask', { task });
  expect(answer.seq).toBe(seq + 1);
  const { rows } = await lab.pool.query<{ actor: string; at: Date }>(
    'select actor, at from dossier_event where dossier_id = $1 and seq = $2',
    [id, seq + 1],
  );
  expect(rows).toMatchObject([{ actor: lab.officer }]);
  expect(rows[0]?.at.getTime()).toBeGreaterThanOrEqual(ahead);
  const { rows: tasks } = await lab.pool.query('select assignee, state from task where dossier_id = $1', [id]);
  expect(tasks).toEqual([{ assignee: lab.officer, state: 'open' }]);
  // And it goes on as any other.
  await lab.completeTask(id, 'appraise', { eligible: true, taxExempt: true });
  expect((await lab.finish(id)).status).toBe('RETURNED');
}, 120_000);

test('C2: what a dead worker left of a step that never was is replaced by the step that comes', async () => {
  const id = await lab.submit();
  const { seq } = await lab.state(id);
  const phantom = await lateStep(id, seq + 1, Date.now() - 1_000);
  const effect = { key: `${id}/late/mail`, kind: 'mail', orderingKey: id, payload: {} } as const;
  await writeCommit(lab.pool, { ...phantom, outbox: [effect] });
  const task = await lab.open(id, 'appraise');
  await lab.act(id, 'claimTask', { task });
  const { rows: events } = await lab.pool.query('select actor from dossier_event where dossier_id = $1 and seq = $2', [
    id,
    seq + 1,
  ]);
  expect(events).toEqual([{ actor: lab.officer }]);
  const { rows: tasks } = await lab.pool.query('select assignee, state from task where dossier_id = $1', [id]);
  expect(tasks).toEqual([{ assignee: lab.officer, state: 'open' }]);
  const { rows: effects } = await lab.pool.query('select 1 from outbox where key = $1', [effect.key]);
  expect(effects).toEqual([]);
  const { rows: thresholds } = await lab.pool.query('select 1 from deadline_threshold where dossier_id = $1', [id]);
  expect(thresholds).toHaveLength(4);
});
