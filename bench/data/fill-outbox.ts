import type { Pool } from 'pg';
import { inTransaction } from '../../db/transaction';

/** Deliveries of each dossier. */
const EACH = 2;
/** One dossier in so many has a delivery that was given up, and one that is tried again tomorrow. */
const ONE_FAILED_IN = 1_000;

/** What was sent, and the little that could not be: a delivery that is done stays. */
export async function fillOutbox(pool: Pool): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query('set local synchronous_commit = off');
    await client.query(
      `insert into outbox (key, kind, dossier_id, seq, ordering_key, payload, created_at, attempts, next_attempt_at, delivered_at)
       select 'bench:' || d.id || ':' || n, 'mail', d.id, n, 'mail:' || d.id, '{"mail": "received"}', d.received_at, 1,
         d.received_at, d.received_at
       from dossier d, generate_series(1, $1::integer) as n where d.code like '000.%'`,
      [EACH],
    );
    await client.query(
      `insert into outbox (key, kind, dossier_id, seq, ordering_key, payload, attempts, next_attempt_at, failed_at, last_error)
       select 'bench:' || state || ':' || d.id, 'mail', d.id, 3, 'mail:' || d.id, '{"mail": "received"}', 12,
         now() + interval '1 day', case state when 'failed' then now() end, 'Connection refused'
       from (select id from dossier where code like '000.%' order by id limit (select count(*) / $1::integer from dossier)) d,
         unnest(array['failed', 'waiting']) as state`,
      [ONE_FAILED_IN],
    );
  });
}
