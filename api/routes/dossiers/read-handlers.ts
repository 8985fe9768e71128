import type { Request } from 'express';
import type { z } from 'zod';
import type { dossierListQuery } from '../../../contracts/dossier.schema';
import type { Restriction } from '../../../db/repositories/land-repository';
import type { Session } from '../../../db/repositories/session-repository';
import { visibleUnits } from '../../../domain/access/may-do';
import { maskPersonalData } from '../../../domain/access/personal-data';
import { dueInstant } from '../../../domain/clock/time-limit';
import { localDateOf } from '../../../domain/clock/instant';
import { availableActions, phaseOf } from '../../../domain/dossier/available-actions';
import type { DossierState } from '../../../domain/dossier/dossier-state';
import type { DossierTarget } from '../../auth/targets';
import { pageOf, readCursor } from '../../cursor';
import { askerOf, dossierActionsFor, taskActionsFor } from '../../dossier-actions';
import { addAttachment, listAttachments, readAttachment } from '../../drafts/attachments';
import { refuseUnknownComponents } from '../../drafts/components';
import { inspectFile } from '../../drafts/intake-file';
import type { UploadedFile } from '../../http/read-body';
import type { Answer } from '../../http/route';
import { noteAct } from '../../note-act';
import { ApiRefusal } from '../../problem-details';
import type { Services } from '../../services';
import { describeProcedure } from '../procedures/handlers';
import { describeDeadline, describeDiagram, describeTimeline } from './describe-dossier';
import { readDocuments, readEscalations, readEvents, readPageRow, readTasks, readTax } from './page-queries';
import { searchDossiers } from './queries';

interface OnDossier {
  readonly request: Request;
  readonly services: Services;
  readonly session: Session;
  readonly target: DossierTarget;
}

export async function listDossiers(context: {
  readonly services: Services;
  readonly session: Session;
  readonly query: z.output<typeof dossierListQuery>;
}): Promise<Answer> {
  const { services, session, query } = context;
  const { tree } = await services.units.current();
  const { cursor, limit, ...filters } = query;
  const rows = await searchDossiers(services.pool, {
    ...filters,
    units: visibleUnits(session, 'dossier.search', tree),
    after: readCursor(cursor, ['instant', 'uuid']),
    limit: limit + 1,
    now: services.now(),
  });
  const { items, nextCursor } = pageOf(rows, limit, ({ position, id }) => [position, id]);
  return { body: { items: items.map(({ position: _position, ...item }) => item), nextCursor } };
}

export async function showDossier({ services, session, target }: OnDossier): Promise<Answer> {
  const { pool } = services;
  const { id } = target;
  const [row, events, tasks, documents, attachments, escalations, tax, procedure, content, calendar, { tree }] =
    await Promise.all([
      readPageRow(pool, id),
      readEvents(pool, id),
      readTasks(pool, id),
      readDocuments(pool, id),
      listAttachments(pool, { dossierId: id }),
      readEscalations(pool, id),
      readTax(pool, id),
      services.procedures.procedureVersion(target.procedureKey, target.regime, target.procedureVersion),
      services.procedures.procedureContent(target.procedureVersion),
      services.calendars.currentCalendar(),
      services.units.current(),
    ]);
  if (!row) throw new ApiRefusal('DOSSIER_NOT_FOUND', 'There is no such dossier.');
  if (!procedure || !content || !calendar) throw new Error('the procedure or calendar of a dossier is not stored');
  const { snapshot: state, clockOffsetMs, form, ...shown } = row;
  const asker = askerOf(session, tree);
  const now = services.now().getTime() + clockOffsetMs;
  const { answer, slip: slipLimit } = procedure.definition.regime.tax;
  const answerBy = (sentAt: Date | null) => sentAt && new Date(dueInstant(calendar.calendar, answer, sentAt.getTime()));
  return {
    version: state.seq,
    body: {
      id,
      ...shown,
      seq: state.seq,
      status: state.status,
      phase: phaseOf(state),
      procedureKey: target.procedureKey,
      regime: target.regime,
      procedureVersion: target.procedureVersion,
      procedureName: procedure.name,
      receivingUnitId: target.receivingUnitId,
      handlingUnitId: target.handlingUnitId,
      personalData: 'masked',
      form: maskPersonalData(form),
      attachments,
      documents,
      tasks: tasks.map((task) => {
        const open = state.tasks[task.instance];
        return { ...task, actions: open ? taskActionsFor(asker, state, target, open) : [] };
      }),
      deadline: state.deadline
        ? { ...describeDeadline(state.deadline, calendar.calendar, content.rules, now), escalations }
        : null,
      supplement: state.supplement
        ? {
            requestedAt: new Date(state.supplement.requestedAt),
            windowEndsAt: new Date(state.supplement.windowEndsAt),
          }
        : null,
      ...describeRestrictions(await readRestrictions(services, form)),
      tax: {
        ...tax,
        sendBy: sendSlipBy(state, tax.slips, (from) => dueInstant(calendar.calendar, slipLimit, from)),
        slips: tax.slips.map((slip) => ({ ...slip, answerBy: answerBy(slip.sentAt) })),
      },
      timeline: describeTimeline(events),
      diagram: describeDiagram(events, state),
      actions: dossierActionsFor(asker, state, target),
    },
  };
}

/** The office has so many days from a complete dossier (domain-facts §2.1): again after a supplement that starts the time anew. */
function sendSlipBy(
  state: DossierState,
  slips: readonly { readonly sentAt: Date | null }[],
  due: (from: number) => number,
): Date | null {
  const nothingToSend = state.engine.variables.taxExempt === true || slips.some(({ sentAt }) => sentAt !== null);
  if (nothingToSend || phaseOf(state) !== 'running' || !state.deadline) return null;
  return new Date(due(state.deadline.startedAt));
}

async function readRestrictions(services: Services, form: Readonly<Record<string, unknown>>) {
  const { serial } = (form.certificate ?? {}) as { readonly serial?: unknown };
  if (typeof serial !== 'string') return undefined;
  return services.land.readRestrictions(serial, localDateOf(services.now().getTime()));
}

function describeRestrictions(found: readonly Restriction[] | undefined) {
  return { certificateKnown: found !== undefined, restrictions: found ?? [] };
}

export async function readDocument(
  context: OnDossier & { readonly params: { readonly docId: string } },
): Promise<Answer> {
  const { services, target, params } = context;
  const { rows } = await services.pool.query<{ kind: string; sha256: string; code: string }>(
    `select document.kind, document.sha256, dossier.code from document join dossier on dossier.id = document.dossier_id
     where document.dossier_id = $1 and document.id = $2`,
    [target.id, params.docId],
  );
  const [document] = rows;
  if (!document) throw new ApiRefusal('DOCUMENT_NOT_FOUND', 'There is no such document.');
  const file = await services.files.read(document.sha256);
  await noteAct(context, {
    action: 'document.read',
    subject: { type: 'dossier', id: target.id },
    detail: { document: params.docId, kind: document.kind },
  });
  return { file, mediaType: 'application/pdf', fileName: `${document.code}-${document.kind}.pdf` };
}

export async function readDossierFile(
  context: OnDossier & { readonly params: { readonly fileId: string } },
): Promise<Answer> {
  const { services, target, params } = context;
  const { attachment, bytes } = await readAttachment(services, { dossierId: target.id }, params.fileId);
  await noteAct(context, {
    action: 'attachment.read',
    subject: { type: 'dossier', id: target.id },
    detail: { file: params.fileId },
  });
  return { file: bytes, mediaType: attachment.mediaType, fileName: attachment.fileName };
}

/** Only while the dossier waits for what the citizen brings. */
export async function addDossierFile(
  context: OnDossier & {
    readonly upload: { readonly file: UploadedFile; readonly fields: { readonly componentId: string } };
  },
): Promise<Answer> {
  const { services, session, target, upload } = context;
  const { pool, files, settings } = services;
  const row = await readPageRow(pool, target.id);
  const allowed = row ? availableActions(row.snapshot) : [];
  if (!row || !allowed.includes('receiveSupplement')) {
    throw new ApiRefusal('ACTION_NOT_ALLOWED', 'The dossier does not wait for a supplement.', {
      status: target.status,
      phase: row ? phaseOf(row.snapshot) : undefined,
      allowed,
    });
  }
  const { procedureKey, regime, procedureVersion } = target;
  const procedure = await services.procedures.procedureVersion(procedureKey, regime, procedureVersion);
  if (procedure) refuseUnknownComponents(procedure, [upload.fields.componentId]);
  const accepted = await inspectFile(upload.file);
  const store = { pool, files, maxFiles: settings.maxFilesPerDossier };
  return {
    body: await addAttachment(store, { dossierId: target.id }, upload.fields.componentId, accepted, session.accountId),
  };
}

export async function readBpmn({ services, target }: OnDossier): Promise<Answer> {
  const { procedureKey: key, regime, procedureVersion: version } = target;
  const xml = await services.procedures.readBpmn({ key, regime, version });
  if (xml === undefined) throw new ApiRefusal('DOSSIER_NOT_FOUND', 'There is no such dossier.');
  return { file: xml, mediaType: 'application/xml; charset=utf-8' };
}

/** The version the dossier runs by: its forms give the labels, whatever is in force today. */
export async function showDossierProcedure({ services, target }: OnDossier): Promise<Answer> {
  const { procedureKey, regime, procedureVersion } = target;
  const procedure = await services.procedures.procedureVersion(procedureKey, regime, procedureVersion);
  if (!procedure) throw new Error(`version ${procedureVersion} of ${procedureKey} is not stored`);
  return { body: describeProcedure(procedure) };
}
