import { ONE_STOP_KEY_ID, parseOneStopTime, type OneStopDossier } from '../../../contracts/one-stop-link.schema';
import type { Receipt } from '../../../contracts/draft.schema';
import type { ProcedureVersion } from '../../../db/repositories/procedure-repository';
import type { HandedInComponent } from '../../../db/schema/draft.table';
import { Refusal } from '../../../domain/refusal';
import { findDraftTarget } from '../../auth/targets';
import { addAttachment } from '../../drafts/attachments';
import { checkCompleteness } from '../../drafts/completeness';
import type { AcceptedFile } from '../../drafts/intake-file';
import { isFrozen } from '../../drafts/frozen-draft';
import { findHandlingUnit } from '../../drafts/jurisdiction';
import { submitDraft } from '../../drafts/submit-draft';
import type { Answer } from '../../http/route';
import { uuidFrom } from '../../idempotency';
import { ApiRefusal } from '../../problem-details';
import type { Services } from '../../services';
import { deleteDraftRow, insertDraft, type NewDraft } from '../drafts/queries';
import { readOneStopFile } from './one-stop-files';
import { takeMessage } from './take-message';

const channels = { 1: 'COUNTER', 2: 'ONLINE', 3: 'POST' } as const;

interface Component {
  readonly id: string;
  readonly handedIn: HandedInComponent;
  readonly files: readonly AcceptedFile[];
}

/**
 * A dossier received by the one-stop system goes the same way as one from our own counter: a draft, then its submission.
 * Everything that can be is judged before anything is written; what the procedure itself refuses leaves nothing either.
 */
export async function receiveOneStopDossier(context: {
  readonly services: Services;
  readonly body: OneStopDossier;
  readonly rawBody: Buffer;
}): Promise<Answer> {
  const { services, body: message, rawBody: bytes } = context;
  const { messageId } = message;
  const body = await takeMessage(services.pool, { partner: ONE_STOP_KEY_ID, messageId, bytes }, () =>
    receive(services, message),
  );
  return { body };
}

async function receive(services: Services, message: OneStopDossier) {
  const { messageId, MaHoSo } = message;
  const receivedAt = receiptTime(services, message);
  const id = uuidFrom(`${ONE_STOP_KEY_ID} ${messageId}`);
  await refuseKnownCode(services, MaHoSo, id);
  const procedure = await findProcedure(services, message.MaTTHC, receivedAt);
  refuseTooManyFiles(services, message);
  const unit = await services.unitRows.findCounterByAgencyCode(message.MaDonViTiepNhan);
  if (!unit) throw new ApiRefusal('UNIT_NOT_FOUND', `No counter has the code ${message.MaDonViTiepNhan}.`);
  const components = await readComponents(services, procedure, message);
  const handedIn = Object.fromEntries(components.map((component) => [component.id, component.handedIn]));
  const fileCounts = Object.fromEntries(components.map((component) => [component.id, component.files.length]));
  const form = message.DuLieuBieuMau;
  const found = checkCompleteness(services.forms, procedure, { form, components: handedIn, fileCounts });
  if (!found.complete)
    throw new ApiRefusal(
      'DOSSIER_INCOMPLETE',
      'The dossier is not complete.',
      { missing: found.missing },
      found.errors,
    );
  await findHandlingUnit(services, procedure, { form, unitId: unit.id });

  const draft: NewDraft = {
    id,
    procedureKey: procedure.key,
    regime: procedure.regime,
    unitId: unit.id,
    createdBy: null,
    channel: channels[message.KenhTiepNhan],
    form,
    components: handedIn,
    externalCode: MaHoSo,
  };
  try {
    const { dossierId, code, promisedAt } = await writeAndSubmit(services, {
      draft,
      components,
      messageId,
      receivedAt,
    });
    return { messageId, MaHoSo, dossierId, code, promisedAt };
  } catch (error) {
    // A draft that is left would stand in the way of the corrected message. One on its way to a dossier stays.
    if (error instanceof Refusal) await deleteDraftRow(services.pool, id);
    throw error;
  }
}

async function writeAndSubmit(
  services: Services,
  parts: {
    readonly draft: NewDraft;
    readonly components: readonly Component[];
    readonly messageId: string;
    readonly receivedAt: Date;
  },
): Promise<Receipt> {
  const { pool, files, settings } = services;
  const { draft, components, messageId, receivedAt } = parts;
  await insertDraft(pool, draft);
  // Another message about the same dossier, at the same moment, was quicker.
  if (draft.externalCode !== null) await refuseKnownCode(services, draft.externalCode, draft.id);
  const store = { pool, files, maxFiles: settings.maxFilesPerDossier };
  try {
    for (const component of components)
      for (const file of component.files) await addAttachment(store, { draftId: draft.id }, component.id, file, null);
  } catch (error) {
    // The same message, earlier or at the same moment, has brought all files and submits them.
    if (!isFrozen(error)) throw error;
  }
  const written = await findDraftTarget(pool, draft.id);
  if (!written) throw new Error('the draft of a one-stop dossier is gone');
  return submitDraft(services, {
    draft: written,
    requestKey: `${ONE_STOP_KEY_ID}:${messageId}`,
    actor: `partner:${ONE_STOP_KEY_ID}`,
    receivedAt,
  });
}

function refuseTooManyFiles({ settings }: Services, message: OneStopDossier): void {
  const { maxFilesPerDossier: allowed } = settings;
  const count = message.ThanhPhanHoSo.reduce((sum, { GiayToDinhKem }) => sum + GiayToDinhKem.length, 0);
  if (count > allowed) throw new ApiRefusal('TOO_MANY_FILES', `At most ${allowed} files are taken.`, { allowed });
}

/** When it was received there: the legal time runs from then. Their clock may be a little ahead of ours, no more. */
function receiptTime(services: Services, { NgayTiepNhan }: OneStopDossier): Date {
  const now = services.now();
  const received = parseOneStopTime(NgayTiepNhan) ?? now;
  return received > now ? now : received;
}

async function refuseKnownCode(services: Services, externalCode: string, draftId: string): Promise<void> {
  const { rows } = await services.pool.query<{ code: string | null }>(
    'select dossier_code as code from draft where external_code = $1 and id <> $2',
    [externalCode, draftId],
  );
  if (rows[0])
    throw new ApiRefusal('EXTERNAL_CODE_KNOWN', `The dossier ${externalCode} came before.`, { code: rows[0].code });
}

async function findProcedure(services: Services, officialCode: string, at: Date): Promise<ProcedureVersion> {
  const key = await services.procedures.findKeyByOfficialCode(officialCode);
  const procedure = key === undefined ? undefined : await services.procedures.currentProcedure(key, at);
  if (procedure) return procedure;
  throw new ApiRefusal('PROCEDURE_NOT_FOUND', `The procedure ${officialCode} is not in force here.`);
}

async function readComponents(
  services: Services,
  procedure: ProcedureVersion,
  message: OneStopDossier,
): Promise<Component[]> {
  const components: Component[] = [];
  for (const { MaThanhPhanHoSo, SoLuong, LoaiBan, GiayToDinhKem } of message.ThanhPhanHoSo) {
    const rule = procedure.definition.components.find(
      ({ id, oneStopCode }) => oneStopCode === MaThanhPhanHoSo || id === MaThanhPhanHoSo,
    );
    if (!rule)
      throw new ApiRefusal('COMPONENT_UNKNOWN', `The procedure has no component ${MaThanhPhanHoSo}.`, {
        unknown: [MaThanhPhanHoSo],
      });
    const files: AcceptedFile[] = [];
    for (const file of GiayToDinhKem) files.push(await readOneStopFile(file, services.settings));
    // 2 = electronic: nothing was handed in on paper.
    components.push({ id: rule.id, handedIn: { copies: LoaiBan === 2 ? 0 : SoLuong }, files });
  }
  return components;
}
