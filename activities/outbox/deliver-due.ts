import type { Pool } from 'pg';
import { giveUp, leaseOutbox, markDelivered, postpone, type OutboxRow } from '../../db/projections/outbox-queue';

/** Delivers one item; throws `PermanentDeliveryError` when trying again cannot help, anything else when it may. */
export type Deliver = (item: OutboxRow) => Promise<void>;

export type OutboxKind = 'mail' | 'document' | 'job' | 'oneStopProgress';

/** The receiver refused for good: the item waits for a person. */
export class PermanentDeliveryError extends Error {
  override readonly name = 'PermanentDeliveryError';
}

const BATCH = 64;
/**
 * Longer than any delivery takes, each of whose calls ends by itself: a partner 15 s (`signed-http.ts`, at most four in a
 * push that signs in again), a dossier 10 s (`deliver-job.ts`), mail as `mail-transport.ts` says, a statement 15 s.
 */
const LEASE_SECONDS = 90;
const MAX_PAUSE_SECONDS = 300;

/** @returns whether there may be more to deliver at once */
export async function deliverDue(pool: Pool, deliver: Deliver, kind?: OutboxKind): Promise<boolean> {
  const items = await leaseOutbox(pool, BATCH, LEASE_SECONDS, kind);
  await Promise.all(items.map((item) => deliverOne(pool, deliver, item)));
  return items.length > 0;
}

async function deliverOne(pool: Pool, deliver: Deliver, item: OutboxRow): Promise<void> {
  try {
    await deliver(item);
    await markDelivered(pool, item.id);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (error instanceof PermanentDeliveryError) await giveUp(pool, item.id, reason);
    else await postpone(pool, item.id, pauseAfter(item.attempts), reason);
  }
}

/** 1, 2, 4 … seconds, at most five minutes: a link that comes back is used again soon. */
export function pauseAfter(attempts: number): number {
  return Math.min(2 ** (attempts - 1), MAX_PAUSE_SECONDS);
}
