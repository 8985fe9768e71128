import { PUBLIC_STATES } from '../../../contracts/one-stop-link.schema';
import type { ProcedureVersion } from '../../../db/repositories/procedure-repository';
import type { DossierState } from '../../../domain/dossier/dossier-state';
import { isTerminal } from '../../../domain/dossier/dossier-status';
import { publicProgress } from '../../../domain/dossier/public-progress';
import { dueFees } from '../../drafts/completeness';
import type { Services } from '../../services';
import {
  readDetails,
  readMissingPapers,
  readStatusChanges,
  readUnpaid,
  type MissingPaper,
  type StatusRow,
} from './queries';

/** Everything an applicant may know of his dossier; called only once code and secret have been found to fit. */
export async function describeStatus(services: Services, row: StatusRow) {
  const { pool } = services;
  const { id, secret: _secret, ...dates } = row;
  const details = await readDetails(pool, id);
  if (!details) throw new Error('the dossier has gone between two statements');
  const { snapshot, procedureKey, regime, procedureVersion } = details;
  const [procedure, content, changes, unpaid, missing, { byId }] = await Promise.all([
    services.procedures.procedureVersion(procedureKey, regime, procedureVersion),
    services.procedures.procedureContent(procedureVersion),
    readStatusChanges(pool, id),
    readUnpaid(pool, id, snapshot.tax.slipVersion),
    snapshot.supplement ? readMissingPapers(pool, id) : [],
    services.units.current(),
  ]);
  if (!procedure || !content) throw new Error('the procedure of a dossier is not stored');
  const known = new Set(Object.values(content.graph.nodes).flatMap(({ properties }) => properties.status ?? []));
  const closed = isTerminal(snapshot.status);
  return {
    ...dates,
    stateName: PUBLIC_STATES[row.state],
    procedureName: procedure.definition.shortName,
    applicant: maskName(details.applicantName),
    counter: byId.get(details.receivingUnitId)?.name ?? details.receivingUnitId,
    steps: publicProgress(
      known,
      row.receivedAt.getTime(),
      changes.map(({ to, at }) => ({ to, at: at.getTime() })),
    ).map(({ at, ...step }) => ({ ...step, at: at === null ? null : new Date(at) })),
    pauses: openPauses(snapshot),
    supplement: snapshot.supplement
      ? {
          windowEndsAt: new Date(snapshot.supplement.windowEndsAt),
          items: missing.map((paper) => describePaper(procedure, paper)),
        }
      : null,
    payments: closed ? [] : unpaid,
    collection: closed ? null : describeCollection(procedure, details.form),
  };
}

function openPauses({ deadline }: DossierState) {
  if (!deadline || deadline.stoppedAt !== undefined) return [];
  return (deadline.pause?.open ?? []).map(({ reason, from }) => ({ reason, since: new Date(from) }));
}

/** A paper of the procedure goes by its official name: what an officer has typed may name somebody. */
function describePaper({ definition }: ProcedureVersion, paper: MissingPaper) {
  return {
    name: definition.components.find(({ id }) => id === paper.componentId)?.name ?? paper.name,
    originals: paper.originals ?? null,
    certifiedCopies: paper.certifiedCopies ?? null,
    photocopies: paper.photocopies ?? null,
  };
}

function describeCollection({ definition }: ProcedureVersion, form: Readonly<Record<string, unknown>>) {
  const { originalCertificateAt, feesPaidAt } = definition.regime;
  const { channel } = (form.delivery ?? {}) as { readonly channel?: unknown };
  const due = feesPaidAt === 'result' ? dueFees(definition.fees, form) : [];
  return {
    byPost: channel === 'POST',
    originalCertificate: originalCertificateAt === 'result',
    fees: due.reduce((total, { amount }) => total + amount, 0),
  };
}

/** `Nguyễn Thị Nhung` → `N*** T*** N***`. */
function maskName(name: string): string {
  return name
    .trim()
    .split(/\s+/)
    .map((word) => `${[...word][0] ?? ''}***`)
    .join(' ');
}
