import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { PermanentDeliveryError, deliverDue, pauseAfter } from '../../activities/outbox/deliver-due';
import type { OutboxRow } from '../../db/projections/outbox-queue';
import { openTestDatabase } from './open-test-database';

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let pool: Pool;

beforeAll(async () => {
  database = await openTestDatabase();
  pool = database.pool;
});
beforeEach(() => pool.query('truncate outbox'));
afterAll(() => database.drop());

async function queue(key: string, orderingKey = key): Promise<void> {
  await pool.query(
    `insert into outbox (key, kind, dossier_id, ordering_key, payload) values ($1, 'mail', $2, $3, '{}')`,
    [key, randomUUID(), orderingKey],
  );
}

const makeDueNow = () => pool.query('update outbox set next_attempt_at = now() where delivered_at is null');

test('delivers in order within a key, and lets no item overtake one that waits', async () => {
  for (const key of ['a1', 'a2', 'a3']) await queue(key, 'a');
  await queue('b1', 'b');
  const delivered: string[] = [];
  let broken = true;
  const deliver = (item: OutboxRow): Promise<void> => {
    if (item.key === 'a1' && broken) return Promise.reject(new Error('connection refused'));
    delivered.push(item.key);
    return Promise.resolve();
  };
  await deliverDue(pool, deliver);
  await deliverDue(pool, deliver);
  expect(delivered).toEqual(['b1']);
  broken = false;
  await makeDueNow();
  while (await deliverDue(pool, deliver));
  expect(delivered).toEqual(['b1', 'a1', 'a2', 'a3']);
});

test('tries again with growing pauses, and says why it waits', async () => {
  await queue('x');
  await deliverDue(pool, () => Promise.reject(new Error('connect ECONNREFUSED')));
  const { rows } = await pool.query(
    'select attempts, last_error, delivered_at, failed_at, next_attempt_at > now() as later from outbox',
  );
  expect(rows).toEqual([
    { attempts: 1, last_error: 'connect ECONNREFUSED', delivered_at: null, failed_at: null, later: true },
  ]);
  expect([1, 2, 3, 12, 500].map(pauseAfter)).toEqual([1, 2, 4, 300, 300]);
});

test('gives a refused item up for a person, and does not try it again', async () => {
  await queue('x');
  await deliverDue(pool, () => Promise.reject(new PermanentDeliveryError('550 no such mailbox')));
  await makeDueNow();
  let tried = false;
  await deliverDue(pool, () => {
    tried = true;
    return Promise.resolve();
  });
  expect(tried).toBe(false);
  const { rows } = await pool.query('select failed_at is not null as failed, last_error from outbox');
  expect(rows).toEqual([{ failed: true, last_error: '550 no such mailbox' }]);
});

test('two dispatchers never deliver the same item at once; a lease that ran out is delivered again', async () => {
  for (let index = 0; index < 40; index++) await queue(`k${index}`);
  const delivered: string[] = [];
  const deliver = async (item: OutboxRow) => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    delivered.push(item.key);
  };
  await Promise.all([deliverDue(pool, deliver), deliverDue(pool, deliver)]);
  expect(delivered).toHaveLength(40);
  expect(new Set(delivered).size).toBe(40);

  await queue('left-by-a-dead-worker');
  await pool.query(
    `update outbox set attempts = 1, next_attempt_at = now() - interval '1 second' where key = 'left-by-a-dead-worker'`,
  );
  await deliverDue(pool, deliver);
  expect(delivered).toContain('left-by-a-dead-worker');
});
