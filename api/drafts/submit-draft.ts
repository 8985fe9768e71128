import type { Receipt } from '../../contracts/draft.schema';
import type { ProcedureVersion } from '../../db/repositories/procedure-repository';
import { Refusal } from '../../domain/refusal';
import type { DraftTarget } from '../auth/targets';
import { ApiRefusal, TemporarilyUnavailable } from '../problem-details';
import type { Services } from '../services';
import { confirmSubmission, settleUnfoundedStep } from '../unfounded-step';
import { allocateCode, releaseDraft, type Allocation } from './allocate-code';
import { countByComponent, listAttachments } from './attachments';
import { checkCompleteness } from './completeness';
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
 * D2. From then on the draft is frozen, so that what runs is what was checked. Only a refusal frees it again.
 * D3. The receipt comes from the committed dossier.
 *
 * @throws ApiRefusal DOSSIER_INCOMPLETE, DRAFT_ALREADY_SUBMITTED, PROCEDURE_NOT_FOUND, HANDLING_UNIT_UNKNOWN
 */
export async function submitDraft(services: Services, submission: DraftSubmission): Promise<Receipt> {
  const { draft, requestKey, actor, receivedAt } = submission;
  const earlier = draft.dossierId ? await readReceipt(services, draft.dossierId) : undefined;
  if (earlier) return repeated(services, earlier, requestKey);

  const procedure = await services.procedures.currentProcedure(draft.procedureKey, receivedAt);
  const calendar = await services.calendars.currentCalendar();
  if (!procedure || !calendar) throw new ApiRefusal('PROCEDURE_NOT_FOUND', 'This procedure is not in force.');
  await refuseIncomplete(services, procedure, draft);
  const { receivingUnit, agencyCode } = await findReceivingUnit(services, draft.unitId);
  const handlingUnit = await findHandlingUnit(services, procedure, draft);
  const allocation = await allocateCode(
    services.pool,
    draft.id,
    draft.version,
    agencyCode,
    procedure.regime,
    receivedAt,
  );
  if (!allocation) throw new ApiRefusal('DRAFT_NOT_FOUND', 'There is no such draft.');
  const { key, regime, version } = procedure;
  const identity = {
    id: allocation.dossierId,
    code: allocation.code,
    procedure: { key, regime, version },
    receivingUnit,
    handlingUnit,
    receivedAt: receivedAt.getTime(),
    extraWorkingDays: 0,
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

async function refuseIncomplete(services: Services, procedure: ProcedureVersion, draft: DraftTarget): Promise<void> {
  const attachments = await listAttachments(services.pool, { draftId: draft.id });
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

async function findReceivingUnit(
  services: Services,
  unitId: string,
): Promise<{ readonly receivingUnit: string; readonly agencyCode: string }> {
  const { byId } = await services.units.current();
  const agencyCode = byId.get(unitId)?.agencyCode;
  if (agencyCode == null) throw new ApiRefusal('UNIT_NOT_FOUND', 'This unit gives no dossier codes.', { unitId });
  return { receivingUnit: unitId, agencyCode };
}

/**
 * Filing is place-independent (NĐ 151/2025 Đ18.1): who handles follows from the land and from who asks.
 * @throws ApiRefusal HANDLING_UNIT_UNKNOWN
 */
export async function findHandlingUnit(
  services: Services,
  procedure: ProcedureVersion,
  draft: { readonly form: Readonly<Record<string, unknown>>; readonly unitId: string },
): Promise<string> {
  const { type } = (draft.form.applicant ?? {}) as { readonly type?: unknown };
  const subject = type === 'ORGANISATION' ? 'organisation' : 'individual';
  const rule = procedure.definition.jurisdiction.handle.find((one) => one.subject === subject);
  let unit: string | null | undefined;
  if (rule?.unit === 'landRegistrationOffice') unit = (await services.unitRows.findRegistrationOffice())?.id;
  else if (rule?.by !== undefined) {
    const place = valueAt(draft.form, rule.by);
    unit = typeof place === 'string' ? await services.unitRows.findBranchOfCommune(place) : undefined;
  } else unit = (await services.units.current()).byId.get(draft.unitId)?.handlingUnitId;
  if (unit != null) return unit;
  throw new ApiRefusal('HANDLING_UNIT_UNKNOWN', 'No unit handles dossiers about this land.', {
    field: rule?.by ?? 'applicant.type',
  });
}

function valueAt(data: Readonly<Record<string, unknown>>, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((at, name) => (at as Record<string, unknown> | null | undefined)?.[name], data);
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
