import { Context, heartbeat, sleep } from '@temporalio/activity';
import type { Pool } from 'pg';
import { purgeRequests } from '../db/projections/purge-requests';
import { raiseEscalations } from '../db/projections/raise-escalations';
import { deliverDue, type Deliver, type OutboxKind } from './outbox/deliver-due';

export interface BackgroundActivities {
  /** Raises every escalation that has come due, again and again, for the better part of an hour; forgets old requests. */
  readonly sweepDeadlines: () => Promise<void>;
  /** Delivers the outbox, again and again, for the better part of an hour. */
  readonly dispatchOutbox: () => Promise<void>;
}

/** Well inside the start-to-close time of `workflows/activity-proxies.ts`. */
const ROUND_MS = 50 * 60_000;
const SWEEP_EVERY_MS = 1_000;
const SWEEP_BATCH = 5_000;
const PURGE_EVERY_MS = 5 * 60_000;
const PURGE_BATCH = 1_000;
const DISPATCH_EVERY_MS = 200;

export function createBackgroundActivities(parts: {
  readonly pool: Pool;
  readonly deliver: Deliver;
}): BackgroundActivities {
  return {
    sweepDeadlines: async () => {
      await Promise.all([
        untilRoundEnds(SWEEP_EVERY_MS, async () => (await raiseEscalations(parts.pool, SWEEP_BATCH)) === SWEEP_BATCH),
        untilRoundEnds(PURGE_EVERY_MS, async () => (await purgeRequests(parts.pool, PURGE_BATCH)) === PURGE_BATCH),
      ]);
    },
    // A lane for each kind: a partner that answers slowly holds up neither mails nor papers.
    dispatchOutbox: async () => {
      const lane = (kind: OutboxKind) =>
        untilRoundEnds(DISPATCH_EVERY_MS, () => deliverDue(parts.pool, parts.deliver, kind));
      await Promise.all([lane('mail'), lane('document'), lane('job'), lane('oneStopProgress')]);
    },
  };
}

/** Works while there is something to do (`work` says so), rests otherwise, and says all the time that it lives. */
async function untilRoundEnds(restMs: number, work: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + ROUND_MS;
  const beat = setInterval(() => heartbeat(), 2_000);
  try {
    while (Date.now() < end) {
      Context.current().cancellationSignal.throwIfAborted();
      if (!(await work())) await sleep(restMs);
    }
  } finally {
    clearInterval(beat);
  }
}
