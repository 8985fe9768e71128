import type { Pool } from 'pg';
import { readBlockingRestrictions } from '../../db/repositories/dossier-reads';
import type { Connector } from './connector';

/**
 * Is the certificate free for a transfer now? Checked at appraisal and again before signing (domain-facts §5.4). What the
 * officer accepted at appraisal, with its ground (e.g. the bank's consent), no longer blocks.
 */
export function createCheckRestrictions(pool: Pool): Connector {
  return async ({ dossier }) => {
    const { serial } = (dossier.form.certificate ?? {}) as { serial?: string };
    const blocking = serial ? await readBlockingRestrictions(pool, serial) : [];
    const steps = (dossier.form.steps ?? {}) as { appraise?: { acceptedRestrictions?: { document: string }[] } };
    const accepted = new Set(steps.appraise?.acceptedRestrictions?.map(({ document }) => document));
    return { restricted: blocking.some(({ document }) => !accepted.has(document)) };
  };
}
