import type { z } from 'zod';
import type { inboxQuery } from '../../../contracts/inbox.schema';
import type { Session } from '../../../db/repositories/session-repository';
import { claimableGroups } from '../../../domain/access/may-do';
import { pageOf, readCursor } from '../../cursor';
import type { Answer } from '../../http/route';
import type { Services } from '../../services';
import { countInbox, findNextTask, listInbox } from './queries';

export async function showInbox(context: {
  readonly services: Services;
  readonly session: Session;
  readonly query: z.output<typeof inboxQuery>;
}): Promise<Answer> {
  const { services, session, query } = context;
  const { accountId } = session;
  const groups = claimableGroups(session);
  const after = readCursor(query.cursor, ['instantOrNull', 'uuid', 'integer']);
  const [rows, counts] = await Promise.all([
    listInbox(services.pool, query.view, { accountId, groups, after, limit: query.limit + 1 }),
    countInbox(services.pool, accountId, groups),
  ]);
  // Due dates are whole milliseconds, so the Date loses nothing.
  const page = pageOf(rows, query.limit, ({ dossierDueAt, dossierId, instance }) => [
    dossierDueAt?.toISOString() ?? null,
    dossierId,
    String(instance),
  ]);
  return { body: { ...page, counts } };
}

export async function showNextTask(context: {
  readonly services: Services;
  readonly session: Session;
}): Promise<Answer> {
  const { services, session } = context;
  const task = await findNextTask(services.pool, session.accountId, claimableGroups(session));
  return { body: { task: task ?? null } };
}
