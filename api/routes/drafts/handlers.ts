import type { z } from 'zod';
import type { draftContentSchema, draftListQuery, newDraftSchema } from '../../../contracts/draft.schema';
import type { ProcedureVersion } from '../../../db/repositories/procedure-repository';
import type { Session } from '../../../db/repositories/session-repository';
import { mayDo, visibleUnits } from '../../../domain/access/may-do';
import { findDraftTarget, type DraftTarget } from '../../auth/targets';
import { pageOf, readCursor } from '../../cursor';
import { addAttachment, countByComponent, listAttachments, readAttachment } from '../../drafts/attachments';
import { refuseUnknownComponents } from '../../drafts/components';
import { refuseFrozen } from '../../drafts/frozen-draft';
import { checkCompleteness } from '../../drafts/completeness';
import { inspectFile } from '../../drafts/intake-file';
import { submitDraft } from '../../drafts/submit-draft';
import type { UploadedFile } from '../../http/read-body';
import type { Answer, Idempotency } from '../../http/route';
import { onceUnderKey, uuidFrom } from '../../idempotency';
import { ApiRefusal } from '../../problem-details';
import type { Services } from '../../services';
import { deleteDraftRow, detachFile, insertDraft, listDraftRows, saveDraftRow } from './queries';

interface OnDraft {
  readonly services: Services;
  readonly session: Session;
  readonly target: DraftTarget;
}

export async function createDraft(context: {
  readonly services: Services;
  readonly session: Session;
  readonly body: z.output<typeof newDraftSchema>;
  readonly idempotency: Idempotency;
}): Promise<Answer> {
  const { services, session, body, idempotency } = context;
  const procedure = await services.procedures.currentProcedure(body.procedureKey, services.now());
  if (!procedure) throw new ApiRefusal('PROCEDURE_NOT_FOUND', 'This procedure is not in force.');
  refuseUnknownComponents(procedure, Object.keys(body.components));
  const unitId = await chooseUnit(services, session, body.unitId);
  const { accountId } = session;
  return onceUnderKey(services.pool, { accountId, ...idempotency }, undefined, async () => {
    // The same request makes the same draft, however often it is sent.
    const id = uuidFrom(`draft ${idempotency.requestKey}`);
    await insertDraft(services.pool, {
      id,
      procedureKey: procedure.key,
      regime: procedure.regime,
      unitId,
      createdBy: accountId,
      channel: body.channel,
      form: body.form,
      components: body.components,
      externalCode: null,
    });
    const draft = await findDraftTarget(services.pool, id);
    if (!draft) throw new ApiRefusal('DRAFT_NOT_FOUND', 'The draft made by this request was thrown away.');
    return describeDraft(services, draft);
  });
}

export async function listDrafts(context: {
  readonly services: Services;
  readonly session: Session;
  readonly query: z.output<typeof draftListQuery>;
}): Promise<Answer> {
  const { services, session, query } = context;
  const { tree } = await services.units.current();
  const cursor = readCursor(query.cursor, ['instant', 'uuid']);
  const rows = await listDraftRows(services.pool, {
    units: visibleUnits(session, 'draft.write', tree),
    createdBy: query.view === 'mine' ? session.accountId : undefined,
    before: cursor,
    limit: query.limit + 1,
  });
  const { items, nextCursor } = pageOf(rows, query.limit, ({ position, id }) => [position, id]);
  return { body: { items: items.map(({ position: _position, ...item }) => item), nextCursor } };
}

export function showDraft({ services, target }: OnDraft): Promise<Answer> {
  return describeDraft(services, target);
}

export async function saveDraft(
  context: OnDraft & { readonly body: z.output<typeof draftContentSchema> },
): Promise<Answer> {
  const { services, target, body } = context;
  refuseFrozen(target);
  refuseUnknownComponents(await procedureOf(services, target), Object.keys(body.components));
  const saved = await saveDraftRow(services.pool, target.id, target.version, body);
  if (!saved) {
    const current = await findDraftTarget(services.pool, target.id);
    if (!current) throw new ApiRefusal('DRAFT_NOT_FOUND', 'There is no such draft.');
    refuseFrozen(current);
    throw new ApiRefusal('VERSION_CONFLICT', 'There is a newer version: read it, then change that.', {
      current: current.version,
    });
  }
  return { body: saved, version: saved.version };
}

export async function deleteDraft({ services, target }: OnDraft): Promise<Answer> {
  refuseFrozen(target);
  if (!(await deleteDraftRow(services.pool, target.id))) {
    const current = await findDraftTarget(services.pool, target.id);
    if (current) refuseFrozen(current);
  }
  return {};
}

export async function addDraftFile(
  context: OnDraft & {
    readonly upload: { readonly file: UploadedFile; readonly fields: { readonly componentId: string } };
  },
): Promise<Answer> {
  const { services, session, target } = context;
  const { file, fields } = context.upload;
  refuseFrozen(target);
  refuseUnknownComponents(await procedureOf(services, target), [fields.componentId]);
  const accepted = await inspectFile(file);
  const { pool, files, settings } = services;
  const store = { pool, files, maxFiles: settings.maxFilesPerDossier };
  return {
    body: await addAttachment(store, { draftId: target.id }, fields.componentId, accepted, session.accountId),
  };
}

export async function readDraftFile(
  context: OnDraft & { readonly params: { readonly fileId: string } },
): Promise<Answer> {
  const { attachment, bytes } = await readAttachment(
    context.services,
    { draftId: context.target.id },
    context.params.fileId,
  );
  return { file: bytes, mediaType: attachment.mediaType, fileName: attachment.fileName };
}

export async function removeDraftFile(
  context: OnDraft & { readonly params: { readonly fileId: string } },
): Promise<Answer> {
  if (await detachFile(context.services.pool, context.target.id, context.params.fileId)) return {};
  throw new ApiRefusal('FILE_NOT_FOUND', 'There is no such file.');
}

export async function showCompleteness({ services, target }: OnDraft): Promise<Answer> {
  const procedure = await procedureOf(services, target);
  const attachments = await listAttachments(services.pool, { draftId: target.id });
  const { form, components } = target;
  const fileCounts = countByComponent(attachments);
  return { body: checkCompleteness(services.forms, procedure, { form, components, fileCounts }) };
}

export async function submit(context: OnDraft & { readonly idempotency: Idempotency }): Promise<Answer> {
  const { services, session, target, idempotency } = context;
  const { accountId: actor } = session;
  const { requestKey } = idempotency;
  return onceUnderKey(services.pool, { accountId: actor, ...idempotency }, undefined, async () => ({
    body: await submitDraft(services, { draft: target, requestKey, actor, receivedAt: services.now() }),
  }));
}

async function describeDraft(services: Services, draft: DraftTarget): Promise<Answer> {
  const { lookupSecret: _secret, createdBy: _by, ...shown } = draft;
  const attachments = await listAttachments(services.pool, { draftId: draft.id });
  return { body: { ...shown, attachments }, version: draft.version };
}

/** Rules of today: a draft is filed under what is in force when it is submitted. */
async function procedureOf(services: Services, draft: DraftTarget): Promise<ProcedureVersion> {
  const procedure = await services.procedures.currentProcedure(draft.procedureKey, services.now());
  if (!procedure) throw new ApiRefusal('PROCEDURE_NOT_FOUND', 'This procedure is not in force.');
  return procedure;
}

/** The unit asked for, or the only one in which this person receives. */
async function chooseUnit(services: Services, session: Session, asked: string | undefined): Promise<string> {
  const { tree, byId } = await services.units.current();
  const allowed = [...byId.keys()].filter((unitId) => mayDo(session, 'draft.write', { unitId }, tree));
  const chosen = asked ?? (allowed.length === 1 ? allowed[0] : undefined);
  if (chosen !== undefined && allowed.includes(chosen)) return chosen;
  throw new ApiRefusal('UNIT_NOT_FOUND', 'Say for which of your units the dossier is received.', { allowed });
}
