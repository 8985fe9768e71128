import { sleep } from '@temporalio/activity';
import type { Pool } from 'pg';
import { sealAudit } from '../db/audit/seal-audit';
import { purgeRequests } from '../db/projections/purge-requests';
import { raiseEscalations } from '../db/projections/raise-escalations';
import { alive } from './alive';
import { checkAudit, publishHeads, type HeadSettings } from './audit/publish-heads';
import { deliverDue, type Deliver, type OutboxKind } from './outbox/deliver-due';

export interface BackgroundActivities {
  /**
   * Raises every escalation that has come due, again and again, for the better part of an hour; forgets old requests, tells
   * accounts that their first password is theirs or their project accepted, measures the parts and links of the installation, opens incidents
   * for what it finds of itself, opens the periodic reports that are owed and draws up their figures, opens the copies for
   * portable disks and has them written.
   */
  readonly sweepDeadlines: () => Promise<void>;
  /** Delivers the outbox, again and again, for the better part of an hour. */
  readonly dispatchOutbox: () => Promise<void>;
  /** Seals the audit log behind its writers, publishes its end of each day, and walks it after that. */
  readonly keepAudit: () => Promise<void>;
}

/** Well inside the start-to-close time of `workflows/activity-proxies.ts`. */
const ROUND_MS = 50 * 60_000;
const SWEEP_EVERY_MS = 1_000;
const SWEEP_BATCH = 5_000;
const CONFIRM_EVERY_MS = 1_000;
const SETTLE_EVERY_MS = 1_000;
const WATCH_EVERY_MS = 10_000;
/** Often enough to meet every five minutes. */
const SAMPLE_EVERY_MS = 30_000;
/** Periodic reports, copies for portable disks. */
const OPEN_OWED_EVERY_MS = 60_000;
const PURGE_EVERY_MS = 5 * 60_000;
const PURGE_BATCH = 1_000;
const DISPATCH_EVERY_MS = 200;
const SEAL_EVERY_MS = 2_000;
const SEAL_BATCH = 2_000;
const HEADS_EVERY_MS = 60_000;

export function createBackgroundActivities(parts: {
  readonly pool: Pool;
  readonly deliver: Deliver;
  readonly heads: HeadSettings;
  /** Tells cases of accounts what their owners did (`confirmPasswords`); how many were told. */
  readonly confirmPasswords: () => Promise<number>;
  /** Locks accounts of accepted projects and tells projects of their handovers (`settleProjects`); how many were told. */
  readonly settleProjects: () => Promise<number>;
  /** Opens incidents for what the installation finds of itself (`openIncidents`); how many were opened. */
  readonly openIncidents: () => Promise<number>;
  /** Opens the periodic reports that are owed (`openReports`); how many were opened. */
  readonly openReports: () => Promise<number>;
  /** Draws up the figures of reports (`drawReports`); how many were told. */
  readonly drawReports: () => Promise<number>;
  /** Opens the copies for portable disks that are owed (`openCopies`); how many were opened. */
  readonly openCopies: () => Promise<number>;
  /** Has copies written whose disk is in (`startCopying`); how many were begun. */
  readonly startCopying: () => Promise<number>;
  /** Measures parts and links (`sampleHealth`); how many samples were kept. */
  readonly sampleHealth: () => Promise<number>;
}): BackgroundActivities {
  return {
    sweepDeadlines: async () => {
      await Promise.all([
        untilRoundEnds(SWEEP_EVERY_MS, async () => (await raiseEscalations(parts.pool, SWEEP_BATCH)) === SWEEP_BATCH),
        untilRoundEnds(CONFIRM_EVERY_MS, async () => (await parts.confirmPasswords()) > 0),
        untilRoundEnds(SETTLE_EVERY_MS, async () => (await parts.settleProjects()) > 0),
        untilRoundEnds(WATCH_EVERY_MS, async () => (await parts.openIncidents()) > 0),
        untilRoundEnds(OPEN_OWED_EVERY_MS, async () => (await parts.openReports()) > 0),
        untilRoundEnds(OPEN_OWED_EVERY_MS, async () => (await parts.openCopies()) > 0),
        untilRoundEnds(SETTLE_EVERY_MS, async () => (await parts.drawReports()) > 0),
        untilRoundEnds(SETTLE_EVERY_MS, async () => (await parts.startCopying()) > 0),
        untilRoundEnds(SAMPLE_EVERY_MS, async () => (await parts.sampleHealth()) > 0),
        untilRoundEnds(PURGE_EVERY_MS, async () => (await purgeRequests(parts.pool, PURGE_BATCH)) === PURGE_BATCH),
      ]);
    },
    // A lane for each kind: a partner that answers slowly holds up neither mails nor papers.
    dispatchOutbox: async () => {
      const lane = (kind: OutboxKind) =>
        untilRoundEnds(DISPATCH_EVERY_MS, () => deliverDue(parts.pool, parts.deliver, kind));
      await Promise.all([lane('mail'), lane('document'), lane('job'), lane('oneStopProgress')]);
    },
    keepAudit: async () => {
      await Promise.all([
        untilRoundEnds(SEAL_EVERY_MS, async () => (await sealAudit(parts.pool, SEAL_BATCH)) === SEAL_BATCH),
        untilRoundEnds(HEADS_EVERY_MS, async () => {
          if ((await publishHeads(parts.pool, parts.heads)) > 0) await checkAudit(parts.pool, parts.heads);
          return false;
        }),
      ]);
    },
  };
}

/** Works while there is something to do (`work` says so), rests otherwise, and says all the time that it lives. */
async function untilRoundEnds(restMs: number, work: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + ROUND_MS;
  await alive(async (signal) => {
    while (Date.now() < end) {
      signal.throwIfAborted();
      if (!(await work())) await sleep(restMs);
    }
  });
}
