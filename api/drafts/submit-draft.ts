import type { Pool, PoolClient } from 'pg';
import type { Receipt } from '../../contracts/draft.schema';
import type { ProcedureVersion } from '../../db/repositories/procedure-repository';
import { Refusal } from '../../domain/refusal';
import type { DraftTarget } from '../auth/targets';
import { ApiRefusal, TemporarilyUnavailable } from '../problem-details';
import type { Services } from '../services';
import { confirmSubmission, settleUnfoundedStep } from '../unfounded-step';
import { allocateCode, readAllocation, releaseDraft, type Allocation } from './allocate-code';
import { countByComponent, listAttachments } from './attachments';
import { checkCompleteness } from './completeness';
import { findExtraWorkingDays, findHandlingUnit, findReceivingUnit, findSigningUnit } from './jurisdiction';
import { routingVariables } from './routing-variables';

export interface DraftSubmission {
  readonly draft: DraftTarget;
  readonly requestKey: string;
  /** Account id, or `partner:one-stop`. */
  readonly actor: string;
  readonly receivedAt: Date;
}

/**
 * Turns a draft into a running dossier and gives the receipt.
 *
 * D1. Id, code and secret are given to the draft once, before Temporal is asked: however often the submission is tried,
 *     there is one dossier.
 * D2. From then on the draft is frozen, form and files, so that what runs is what was checked. Only a refusal frees it again.
 * D3. The receipt comes from the committed dossier.
 *
 * @throws ApiRefusal DOSSIER_INCOMPLETE, DRAFT_ALREADY_SUBMITTED, PROCEDURE_NOT_FOUND, HANDLING_UNIT_UNKNOWN
 */
export async function submitDraft(services: Services, submission: DraftSubmission): Promise<Receipt> {
  const { draft, requestKey, actor } = submission;
  const earlier = draft.dossierId ? await readReceipt(services, draft.dossierId) : undefined;
  if (earlier) return repeated(services, earlier, requestKey);

  // A frozen draft was judged when it was frozen: tried again on another day, it is still what was received then.
  const known = draft.dossierId ? await readAllocation(services.pool, draft.id) : undefined;
  const allocation = known ?? (await receiveDraft(services, submission));
  const { receivedAt, regime, procedureVersion: version } = allocation;
  const procedure = await services.procedures.procedureVersion(draft.procedureKey, regime, version);
  const calendar = await services.calendars.currentCalendar();
  if (!procedure || !calendar) throw new TemporarilyUnavailable('What was published is not there.');
  const { receivingUnit } = await findReceivingUnit(services, draft.unitId);
  const handlingUnit = await findHandlingUnit(services, procedure, draft);
  const signingUnit = await findSigningUnit(services, procedure, draft);
  const identity = {
    id: allocation.dossierId,
    code: allocation.code,
    procedure: { key: procedure.key, regime, version },
    receivingUnit,
    handlingUnit,
    ...(signingUnit === handlingUnit ? {} : { signingUnit }),
    receivedAt: receivedAt.getTime(),
    extraWorkingDays: await findExtraWorkingDays(services, procedure, draft.form),
  };
  const variables = routingVariables(procedure, draft.form);
  try {
    await services.dossiers.submit(
      identity,
      { procedure: version, calendar: calendar.version },
      { type: 'submit', requestKey, actor: { id: actor }, variables },
    );
  } catch (error) {
    if (error instanceof Refusal) await settleRefusal(services, draft.id, allocation, error);
    throw error;
  }
  const receipt = await readReceipt(services, allocation.dossierId);
  if (!receipt) throw new TemporarilyUnavailable('The submitted dossier is not in the database yet.');
  return receipt;
}

/** Judges a draft under what is in force on the day of its receipt, and freezes it. */
async function receiveDraft(services: Services, { draft, receivedAt }: DraftSubmission): Promise<Allocation> {
  const procedure = await services.procedures.currentProcedure(draft.procedureKey, receivedAt);
  const calendar = await services.calendars.currentCalendar();
  if (!procedure || !calendar) throw new ApiRefusal('PROCEDURE_NOT_FOUND', 'This procedure is not in force.');
  await refuseIncomplete(services, services.pool, procedure, draft);
  const { agencyCode } = await findReceivingUnit(services, draft.unitId);
  await findHandlingUnit(services, procedure, draft);
  await findSigningUnit(services, procedure, draft);
  const allocation = await allocateCode(services.pool, {
    draftId: draft.id,
    checkedVersion: draft.version,
    agencyCode,
    regime: procedure.regime,
    procedureVersion: procedure.version,
    receivedAt,
    judge: (client) => refuseIncomplete(services, client, procedure, draft),
  });
  if (!allocation) throw new ApiRefusal('DRAFT_NOT_FOUND', 'There is no such draft.');
  return allocation;
}

/** Somebody else was faster (then it is submitted), or the procedure itself refused (then nothing of it may stay). */
async function settleRefusal(
  services: Services,
  draftId: string,
  allocation: Allocation,
  refusal: Refusal,
): Promise<void> {
  const { dossierId, code } = allocation;
  if (await readReceipt(services, dossierId))
    throw new ApiRefusal('DRAFT_ALREADY_SUBMITTED', `This draft is dossier ${code}.`, { dossierId, code });
  if (refusal.code === 'ACTION_NOT_ALLOWED') return;
  await services.dossiers.abandon(dossierId);
  await releaseDraft(services.pool, draftId, dossierId);
}

async function repeated(services: Services, receipt: Receipt, requestKey: string): Promise<Receipt> {
  const { dossierId, code } = receipt;
  const known = await services.dossiers.findAnswer(dossierId, requestKey);
  if (known?.settled) return receipt;
  // The row alone is no promise (G4 of the gateway): a submission that was lost is carried out now.
  if (known) {
    await confirmSubmission(services, dossierId);
    return (await readReceipt(services, dossierId)) ?? receipt;
  }
  await settleUnfoundedStep(services, dossierId);
  throw new ApiRefusal('DRAFT_ALREADY_SUBMITTED', `This draft is dossier ${code}.`, { dossierId, code });
}

async function refuseIncomplete(
  services: Services,
  db: Pool | PoolClient,
  procedure: ProcedureVersion,
  draft: DraftTarget,
): Promise<void> {
  const attachments = await listAttachments(db, { draftId: draft.id });
  const { form, components } = draft;
  const found = checkCompleteness(services.forms, procedure, {
    form,
    components,
    fileCounts: countByComponent(attachments),
  });
  if (!found.complete)
    throw new ApiRefusal(
      'DOSSIER_INCOMPLETE',
      'The dossier is not complete.',
      { missing: found.missing },
      found.errors,
    );
}

async function readReceipt(services: Services, dossierId: string): Promise<Receipt | undefined> {
  const { rows } = await services.pool.query<{
    code: string;
    secret: string;
    received_at: Date;
    promised_at: Date | null;
  }>('select code, lookup_secret as secret, received_at, promised_at from dossier where id = $1', [dossierId]);
  const [row] = rows;
  if (!row) return undefined;
  return {
    dossierId,
    code: row.code,
    secret: row.secret,
    receivedAt: row.received_at.toISOString(),
    promisedAt: row.promised_at?.toISOString() ?? null,
  };
}
