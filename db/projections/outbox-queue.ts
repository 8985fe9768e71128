import type { Pool } from 'pg';

/** One effect to be delivered. Its `key` is the idempotency key towards whoever receives it. */
export interface OutboxRow {
  readonly id: string;
  readonly key: string;
  readonly kind: string;
  /** Empty for what belongs to no dossier (the head of the audit log). */
  readonly dossierId: string;
  readonly payload: Record<string, unknown>;
  readonly createdAt: Date;
  /** This attempt included. */
  readonly attempts: number;
}

/**
 * Leases what is due: at most one item of each ordering key, the oldest. A lease that is not settled (its worker died)
 * runs out, and the item is delivered again.
 */
const leaseSql = `
with due as (
  select id from outbox o
  where delivered_at is null and failed_at is null and next_attempt_at <= clock_timestamp() and ($3::text is null or kind = $3)
    -- a subquery of its own, so that it is one index look-up whatever the statistics say just after a burst
    and id = (select min(first.id) from outbox first where first.ordering_key = o.ordering_key and first.delivered_at is null)
  order by next_attempt_at, id
  limit $1
  for update skip locked
)
update outbox set attempts = attempts + 1, next_attempt_at = clock_timestamp() + $2 * interval '1 second'
from due where outbox.id = due.id
returning outbox.id::text, key, kind, coalesce(dossier_id::text, '') as "dossierId", payload, created_at as "createdAt", attempts`;

/** @param kind only items of this kind; absent: of any */
export async function leaseOutbox(
  pool: Pool,
  limit: number,
  leaseSeconds: number,
  kind?: string,
): Promise<OutboxRow[]> {
  const { rows } = await pool.query<OutboxRow>({
    name: 'lease-outbox',
    text: leaseSql,
    values: [limit, leaseSeconds, kind ?? null],
  });
  return rows;
}

export async function markDelivered(pool: Pool, id: string): Promise<void> {
  await pool.query('update outbox set delivered_at = clock_timestamp(), last_error = null where id = $1', [id]);
}

/** Tried again later, for as long as it takes (an outage of hours loses nothing). */
export async function postpone(pool: Pool, id: string, seconds: number, error: string): Promise<void> {
  await pool.query(
    `update outbox set next_attempt_at = clock_timestamp() + $2 * interval '1 second', last_error = $3 where id = $1`,
    [id, seconds, error],
  );
}

/** Will not succeed by itself: shown to an administrator, who may have it tried again. */
export async function giveUp(pool: Pool, id: string, error: string): Promise<void> {
  await pool.query('update outbox set failed_at = clock_timestamp(), last_error = $2 where id = $1', [id, error]);
}

/**
 * Writes down what is sent at the first attempt; later attempts get the same back, whatever has changed meanwhile: a
 * receiver that has it already would refuse another content.
 */
export async function keepMessage<Message extends object>(pool: Pool, id: string, message: Message): Promise<Message> {
  const { rows } = await pool.query<{ message: Message }>(
    'update outbox set message = coalesce(message, $2) where id = $1 returning message',
    [id, JSON.stringify(message)],
  );
  return rows[0]?.message ?? message;
}

export interface OutboxBacklog {
  /** Given up on: a person has to look. */
  readonly failed: number;
  /** Age of the oldest item still on its way, seconds; 0 when there is none. */
  readonly oldestSeconds: number;
}

export async function readBacklog(pool: Pool): Promise<OutboxBacklog> {
  const { rows } = await pool.query<OutboxBacklog>(
    `select count(*) filter (where failed_at is not null)::int as failed,
       coalesce(extract(epoch from now() - min(created_at) filter (where failed_at is null)), 0)::float8 as "oldestSeconds"
     from outbox where delivered_at is null`,
  );
  return rows[0] ?? { failed: 0, oldestSeconds: 0 };
}
