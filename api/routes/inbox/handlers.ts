import type { z } from 'zod';
import type { inboxQuery } from '../../../contracts/inbox.schema';
import type { Session } from '../../../db/repositories/session-repository';
import { claimableGroups, visibleUnits } from '../../../domain/access/may-do';
import { pageOf, readCursor } from '../../cursor';
import type { Answer } from '../../http/route';
import type { Services } from '../../services';
import { countInbox, findNextTask, listInbox, listSteps } from './queries';

interface Own {
  readonly services: Services;
  readonly session: Session;
}

export async function showInbox(context: Own & { readonly query: z.output<typeof inboxQuery> }): Promise<Answer> {
  const { services, session, query } = context;
  const { view, cursor, limit, ...filters } = query;
  const { tree } = await services.units.current();
  const headOf = visibleUnits(session, 'task.assign', tree);
  const asked = { ...questionOf(context), headOf: headOf === 'all' ? tree.ids : headOf };
  const after = readCursor(cursor, ['instantOrNull', 'uuid', 'integer']);
  const [rows, counts] = await Promise.all([
    listInbox(services.pool, view, { ...asked, filters, after, limit: limit + 1 }),
    countInbox(services.pool, asked),
  ]);
  // Due dates are whole milliseconds, so the Date loses nothing.
  const { items, nextCursor } = pageOf(rows, limit, ({ dossierDueAt, dossierId, instance }) => [
    dossierDueAt?.toISOString() ?? null,
    dossierId,
    String(instance),
  ]);
  const names = new Map(session.standsInFor.map(({ accountId, displayName }) => [accountId, displayName]));
  const marked = items.map((item) => ({ ...item, heldFor: names.get(item.assignee ?? '') ?? null }));
  return { body: { items: marked, nextCursor, counts } };
}

export async function showNextTask(context: Own): Promise<Answer> {
  return { body: { task: await nextTaskOf(context) } };
}

export async function showSteps(context: Own): Promise<Answer> {
  return { body: { steps: await listSteps(context.services.pool, questionOf(context)) } };
}

/** The task this person should do next. */
export async function nextTaskOf(context: Own) {
  const task = await findNextTask(context.services.pool, questionOf(context));
  if (!task) return null;
  const { seq: _seq, dueState: _dueState, unread: _unread, holder: _holder, ...summary } = task;
  return summary;
}

function questionOf({ services, session }: Own) {
  return {
    accountId: session.accountId,
    standsInFor: session.standsInFor.map(({ accountId }) => accountId),
    groups: claimableGroups(session),
    now: services.now(),
  };
}
