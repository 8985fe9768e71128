import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { raiseEscalations } from '../../db/projections/raise-escalations';
import { openTestDatabase } from './open-test-database';

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let pool: Pool;

beforeAll(async () => {
  database = await openTestDatabase();
  pool = database.pool;
  await pool.query(`insert into unit (id, kind, name) values ('u', 'branch', 'Chi nhánh')`);
});
beforeEach(() => pool.query('truncate deadline_threshold, escalation, outbox'));
afterAll(() => database.drop());

async function addDossier(): Promise<string> {
  const id = randomUUID();
  await pool.query(
    `insert into dossier (id, code, procedure_key, regime, procedure_version, receiving_unit_id, handling_unit_id, channel,
       lookup_secret, applicant_name, form, status, public_state, received_at)
     values ($1::uuid, $1::text, 'P', 'R', 'V', 'u', 'u', 'COUNTER', 's', 'A', '{}', 'APPRAISAL', 4, now())`,
    [id],
  );
  return id;
}

/** A threshold that came due `secondsAgo` (negative: comes due later). */
async function addThreshold(
  dossier: string,
  percent: number,
  secondsAgo: number,
  cycle = 0,
  writtenSecondsAgo = 86_400,
): Promise<void> {
  await pool.query(
    `insert into deadline_threshold (dossier_id, deadline_id, cycle, percent, at, due_at, written_at)
     values ($1, 'legal', $2, $3, now() - $4 * interval '1 second', now() + interval '1 day', now() - $5 * interval '1 second')`,
    [dossier, cycle, percent, secondsAgo, writtenSecondsAgo],
  );
}

async function raised(): Promise<{ percent: number; caught_up: boolean }[]> {
  return (await pool.query('select percent, caught_up from escalation order by percent')).rows as never;
}

test('raises what is due and leaves what is not', async () => {
  const dossier = await addDossier();
  await addThreshold(dossier, 50, 5);
  await addThreshold(dossier, 75, -3_600);
  expect(await raiseEscalations(pool, 100)).toBe(1);
  expect(await raised()).toEqual([{ percent: 50, caught_up: false }]);
  const { rows } = await pool.query('select percent from deadline_threshold');
  expect(rows).toEqual([{ percent: 75 }]);
});

test('raises once, queues one mail for it, and marks what fell due while nobody watched', async () => {
  const dossier = await addDossier();
  await addThreshold(dossier, 100, 7_200);
  await raiseEscalations(pool, 100);
  await addThreshold(dossier, 100, 7_200); // e.g. written again by a commit
  await raiseEscalations(pool, 100);
  expect(await raised()).toEqual([{ percent: 100, caught_up: true }]);
  const { rows } = await pool.query('select key, payload from outbox');
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({
    key: `${dossier}/escalation/legal/0/100`,
    payload: { mail: 'escalation', percent: 100, caughtUp: true },
  });
});

test('a threshold that was past when its commit wrote it was not missed', async () => {
  const dossier = await addDossier();
  await addThreshold(dossier, 50, 7_200, 0, 1);
  await addThreshold(dossier, 75, 7_100, 0, 7_200);
  await raiseEscalations(pool, 100);
  expect(await raised()).toEqual([
    { percent: 50, caught_up: false },
    { percent: 75, caught_up: true },
  ]);
});

test('a new date escalates anew', async () => {
  const dossier = await addDossier();
  await addThreshold(dossier, 50, 5, 0);
  await raiseEscalations(pool, 100);
  await addThreshold(dossier, 50, 5, 1);
  await raiseEscalations(pool, 100);
  expect(await raised()).toHaveLength(2);
});

test('ten sweepers at once raise each threshold exactly once', async () => {
  const dossiers = await Promise.all(Array.from({ length: 50 }, addDossier));
  for (const dossier of dossiers) for (const percent of [50, 75, 90, 100]) await addThreshold(dossier, percent, 1);
  const sweep = async () => {
    while ((await raiseEscalations(pool, 7)) > 0);
  };
  await Promise.all(Array.from({ length: 10 }, sweep));
  const { rows } = await pool.query('select count(*)::int as n from escalation');
  expect(rows).toEqual([{ n: 200 }]);
  const { rows: mails } = await pool.query('select count(*)::int as n from outbox');
  expect(mails).toEqual([{ n: 200 }]);
});
