import type { ProcedureVersion } from '../db/repositories/procedure-repository';
import { localDateOf } from '../domain/clock/instant';
import { obstaclesToTransfer, type LandFinding } from '../domain/dossier/land-finding';
import type { FormError } from './form-validators';
import type { Services } from './services';

/**
 * Nobody finds a dossier eligible over what the land data says, or over its silence: each restriction that blocks is accepted
 * by kind and document with its ground, and a certificate it does not know is looked up on paper (domain-facts §5.4).
 *
 * @returns what the answer leaves open; empty for every other step and for an answer that is not in favour
 */
export async function judgeLandFinding(
  services: Services,
  { definition }: ProcedureVersion,
  step: { readonly dossierId: string; readonly element: string; readonly data: Readonly<Record<string, unknown>> },
): Promise<readonly FormError[]> {
  const { landFinding } = definition;
  if (landFinding?.element !== step.element || step.data[landFinding.variable] !== true) return [];
  const { rows } = await services.pool.query<{ serial: string | null }>(
    `select form #>> '{certificate,serial}' as serial from dossier where id = $1`,
    [step.dossierId],
  );
  const serial = rows[0]?.serial ?? undefined;
  const today = localDateOf(services.now().getTime());
  const registered = serial === undefined ? undefined : await services.land.readRestrictions(serial, today);
  return obstaclesToTransfer(registered, step.data as LandFinding).map((found) => {
    if (found.obstacle === 'unknownCertificate') {
      return { path: '/unknownCertificate', message: 'is required: the land data does not know this certificate' };
    }
    const { kind, documentNumber, since } = found.restriction;
    const which = documentNumber === null ? `of ${since}` : `by ${documentNumber}`;
    return { path: '/acceptedRestrictions', message: `leaves out ${kind} ${which}, which blocks the transfer` };
  });
}
