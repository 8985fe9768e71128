import type { Pool } from 'pg';
import type { Connector } from './connector';

/** Queues a reminder to the citizen whose tax notices are still unpaid; the mail itself goes out by the outbox. */
export function createRemindPayment(pool: Pool): Connector {
  return async ({ dossier, key }) => {
    await pool.query(
      `insert into outbox (key, kind, dossier_id, ordering_key, payload) values ($1, 'mail', $2, $1, $3)
       on conflict (key) do nothing`,
      [
        `${key}/mail`,
        dossier.id,
        JSON.stringify({ mail: 'paymentNotice', seq: dossier.snapshot.seq, submission: null }),
      ],
    );
    return {};
  };
}
