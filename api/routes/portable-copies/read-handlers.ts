import type { z } from 'zod';
import type { copyListQuery } from '../../../contracts/portable-copy.schema';
import type { Session } from '../../../db/repositories/session-repository';
import { mayDoAnywhere } from '../../../domain/access/may-do';
import type { Act } from '../../../domain/cases/act';
import { availableCopySteps } from '../../../domain/portable-copies/available-copy-steps';
import { isCopyLate } from '../../../domain/portable-copies/copy-rules';
import { copyCode } from '../../../templates/documents/case-codes';
import { renderDiskMinutes } from '../../../templates/documents/disk-minutes';
import type { CopyTarget } from '../../auth/targets';
import { describeCaseStep, listCaseSteps } from '../../case-steps';
import { pageOf, readCursor } from '../../cursor';
import type { Answer } from '../../http/route';
import { noteAct, type ActContext } from '../../note-act';
import { ApiRefusal } from '../../problem-details';
import { paperHead } from '../../reports/paper-head';
import type { Services } from '../../services';
import { readNames } from '../accounts/queries';
import { findCopyRow, listCopies, type CopyRow } from './queries';
import { COPY_STEP_ACTIONS } from './step-actions';

interface Asked {
  readonly services: Services;
  readonly session: Session;
}
type OnCopy = Asked & { readonly target: CopyTarget };

export async function showCopies({
  services,
  query,
}: Asked & { readonly query: z.output<typeof copyListQuery> }): Promise<Answer> {
  const { open, cursor, limit } = query;
  const after = readCursor(cursor, ['instant', 'uuid']) as readonly [string, string] | undefined;
  const rows = await listCopies(services.pool, { open, after, limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit, ({ openedAt, id }) => [openedAt.toISOString(), id]);
  return { body: { items: items.map((row) => describeRow(row, services.now())), nextCursor } };
}

export async function showCopy({ services, session, target }: OnCopy): Promise<Answer> {
  const { row, steps, nameOf } = await readCopy(services, target);
  const { state, seq } = target;
  const { fault, written, handedOver, archived, refusals } = state.data;
  const told = (act: Act | null) => act && { by: { id: act.by, displayName: nameOf(act.by) }, at: new Date(act.at) };
  const words = steps.findLast(({ command }) => command === 'recordCopyFault')?.payload?.text;
  return {
    version: seq,
    body: {
      ...describeRow(row, services.now()),
      seq,
      fault: fault === null ? null : { code: fault, text: typeof words === 'string' ? words : null },
      written: written && { ...written, takenAt: new Date(written.takenAt) },
      handedOver: told(handedOver),
      archived: told(archived),
      refusals,
      history: steps.map((step) => describeCaseStep(step, nameOf)),
      allowed: availableCopySteps(state, session.accountId).filter((step) =>
        mayDoAnywhere(session, COPY_STEP_ACTIONS[step]),
      ),
    },
  };
}

/**
 * A18.1c: the minutes of the hand-over, to be signed by both; who opens them is kept.
 * @throws ApiRefusal COPY_NOT_WRITTEN
 */
export async function drawDiskMinutes(context: OnCopy & ActContext): Promise<Answer> {
  const { services, session, target } = context;
  const { row, nameOf } = await readCopy(services, target);
  const { written, handedOver, archived, disk, shelf } = target.state.data;
  if (!written || disk === null) throw new ApiRefusal('COPY_NOT_WRITTEN', 'Nothing is on the disk yet.');
  const { byId } = await services.units.current();
  await noteAct(context, { action: 'document.read', subject: { type: 'portableCopy', id: target.id } });
  const code = copyCode(row.number);
  const { takenAt, ...content } = written;
  const file = await renderDiskMinutes({
    ...paperHead(byId, session.roles[0]?.unitId),
    issuedAt: new Date(archived?.at ?? services.now()).toISOString(),
    ...{ code, kind: row.kind, from: row.from, to: row.to, disk },
    ...{ ...content, takenAt: new Date(takenAt).toISOString() },
    ...(shelf === null ? {} : { shelf }),
    ...(archived ? { archivedAt: new Date(archived.at).toISOString() } : {}),
    giver: handedOver ? nameOf(handedOver.by) : undefined,
    receiver: archived ? nameOf(archived.by) : undefined,
  });
  return { file, mediaType: 'application/pdf', fileName: `bien-ban-o-cung-${code}.pdf` };
}

async function readCopy({ pool }: Services, { id }: CopyTarget) {
  const [row, steps] = await Promise.all([findCopyRow(pool, id), listCaseSteps(pool, id)]);
  if (!row) throw new ApiRefusal('CASE_NOT_FOUND', 'There is no such copy.');
  const nameOf = await readNames(
    pool,
    steps.map(({ actor }) => actor),
  );
  return { row, steps, nameOf };
}

function describeRow({ number, archivedLate, ...row }: CopyRow, now: Date) {
  const late = isCopyLate({ status: row.status, archivedLate, dueAt: row.dueAt.getTime() }, now.getTime());
  return { ...row, code: copyCode(number), late };
}
