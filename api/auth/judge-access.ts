import type { Session } from '../../db/repositories/session-repository';
import type { Action } from '../../domain/access/access-table';
import { mayDo, mayDoAnywhere, type AccessTarget } from '../../domain/access/may-do';
import type { Access } from '../http/route';
import { ApiRefusal } from '../problem-details';
import type { Services } from '../services';
import {
  findAccountTarget,
  findCopyTarget,
  findDossierTarget,
  findDraftTarget,
  findHandoverTarget,
  findIncidentTarget,
  findProjectTarget,
  findReportTarget,
  findTaskTarget,
  type AccountTarget,
  type AnyTarget,
  type DossierTarget,
  type DraftTarget,
  type TaskTarget,
} from './targets';

type SessionAccess = Extract<Access, { by: 'session' }>;

interface Asked {
  readonly params: { readonly id?: string; readonly instance?: number };
  readonly body: () => Promise<unknown>;
}

/**
 * Judges the right of a signed-in person and loads what it is judged on.
 *
 * A1. What somebody may not even read does not exist for him (404): ids cannot be probed.
 * A2. What he may read but not do is forbidden (403).
 */
export async function judgeAccess(
  services: Services,
  session: Session,
  access: SessionAccess,
  asked: Asked,
): Promise<AnyTarget | undefined> {
  if (access.on === undefined) {
    if (access.action && !mayDoAnywhere(session, access.action)) throw forbidden(access.action);
    return undefined;
  }
  const id = asked.params.id ?? '';
  switch (access.on) {
    case 'account':
      return judgeAccount(services, session, access.action, id);
    case 'incident':
      return judgeOfInstallation(session, access.action, 'incident.read', () => findIncidentTarget(services.pool, id));
    case 'copy':
      return judgeOfInstallation(session, access.action, 'copy.read', () => findCopyTarget(services.pool, id));
    case 'project':
      return judgeOwned(services, session, access.action, await findProjectTarget(services.pool, id), 'project.read');
    case 'handover':
      return judgeOwned(services, session, access.action, await findHandoverTarget(services.pool, id), 'handover.read');
    case 'report':
      return judgeOwned(services, session, access.action, await findReportTarget(services.pool, id), 'report.read');
    case 'draft':
      return judgeDraft(services, session, access.action, id);
    case 'dossier':
      return judgeDossier(services, session, access.action, id);
    case 'task':
      return judgeTask(services, session, access.action, id, asked.params.instance ?? 0);
    case 'bodyTask': {
      // Before the body is read, the dossier must be one he may know of.
      await judgeDossier(services, session, 'dossier.read', id);
      const { task } = (await asked.body()) as { task: number };
      return judgeTask(services, session, access.action, id, task);
    }
  }
}

/** Everybody may read of his own account; what is done to it is done by others. */
async function judgeAccount(services: Services, session: Session, action: Action, id: string): Promise<AccountTarget> {
  const account = await findAccountTarget(services.pool, id);
  const { tree } = await services.units.current();
  const mayRead = account && (id === session.accountId || mayDo(session, 'account.read', account, tree));
  if (!mayRead) throw new ApiRefusal('CASE_NOT_FOUND', 'There is no such account.');
  if (action === 'account.read' || mayDo(session, action, account, tree)) return account;
  throw forbidden(action);
}

/** A case of the installation itself, of no unit. */
async function judgeOfInstallation<Found>(
  session: Session,
  action: Action,
  read: Action,
  find: () => Promise<Found | undefined>,
): Promise<Found> {
  const found = mayDoAnywhere(session, read) ? await find() : undefined;
  if (!found) throw new ApiRefusal('CASE_NOT_FOUND', 'There is no such case.');
  if (mayDoAnywhere(session, action)) return found;
  throw forbidden(action);
}

/** A case of units: who may not read it is told that there is none. */
async function judgeOwned<Found extends AccessTarget>(
  services: Services,
  session: Session,
  action: Action,
  found: Found | undefined,
  read: Action,
): Promise<Found> {
  const { tree } = await services.units.current();
  if (!found || !mayDo(session, read, found, tree)) throw new ApiRefusal('CASE_NOT_FOUND', 'There is no such case.');
  if (action === read || mayDo(session, action, found, tree)) return found;
  throw forbidden(action);
}

async function judgeDraft(services: Services, session: Session, action: Action, id: string): Promise<DraftTarget> {
  const draft = await findDraftTarget(services.pool, id);
  const { tree } = await services.units.current();
  // A partner's draft is no person's: it becomes what was sent, or nothing.
  if (draft?.createdBy != null && mayDo(session, action, draft, tree)) return draft;
  throw new ApiRefusal('DRAFT_NOT_FOUND', 'There is no such draft.');
}

async function judgeDossier(services: Services, session: Session, action: Action, id: string): Promise<DossierTarget> {
  const dossier = await findDossierTarget(services.pool, id);
  const { tree } = await services.units.current();
  if (dossier && mayDo(session, action, dossier, tree)) return dossier;
  if (dossier && mayDo(session, 'dossier.read', dossier, tree)) throw forbidden(action);
  throw new ApiRefusal('DOSSIER_NOT_FOUND', 'There is no such dossier.');
}

async function judgeTask(
  services: Services,
  session: Session,
  action: Action,
  id: string,
  instance: number,
): Promise<TaskTarget> {
  const task = await findTaskTarget(services.pool, id, instance);
  const { tree } = await services.units.current();
  if (task && mayDo(session, action, task, tree)) return task;
  if (task && mayDo(session, 'dossier.read', task, tree)) throw forbidden(action);
  throw new ApiRefusal('TASK_NOT_FOUND', 'There is no such task.');
}

function forbidden(action: Action): ApiRefusal {
  return new ApiRefusal('FORBIDDEN', `This needs the right ${action}.`, { action });
}
