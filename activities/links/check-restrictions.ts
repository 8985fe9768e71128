import type { Pool } from 'pg';
import { createLandRepository } from '../../db/repositories/land-repository';
import { localDateOf } from '../../domain/clock/instant';
import { obstaclesToTransfer, type LandFinding } from '../../domain/dossier/land-finding';
import type { Connector } from './connector';

/**
 * Is the certificate free for a transfer today? Asked before the appraisal and again before signing (domain-facts §5.4). What
 * the appraisal accepted with its ground no longer blocks; a certificate the land data does not know does, until an officer
 * has looked it up on paper and said so.
 */
export function createCheckRestrictions(pool: Pool): Connector {
  const land = createLandRepository(pool);
  return async ({ dossier }) => {
    const { serial } = (dossier.form.certificate ?? {}) as { readonly serial?: unknown };
    const { landFinding } = dossier.definition as { readonly landFinding?: { readonly element: string } };
    const steps = (dossier.form.steps ?? {}) as Readonly<Record<string, LandFinding | undefined>>;
    const registered =
      typeof serial === 'string' ? await land.readRestrictions(serial, localDateOf(Date.now())) : undefined;
    const finding = landFinding && steps[landFinding.element];
    return { restricted: obstaclesToTransfer(registered, finding).length > 0 };
  };
}
