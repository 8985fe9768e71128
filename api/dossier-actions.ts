import type { Session } from '../db/repositories/session-repository';
import type { Action } from '../domain/access/access-table';
import type { AccessTarget } from '../domain/access/may-do';
import { mayDo } from '../domain/access/may-do';
import type { AccessSubject } from '../domain/access/roles';
import type { UnitTree } from '../domain/access/unit-tree';
import { availableActions } from '../domain/dossier/available-actions';
import type { DossierCommandType } from '../domain/dossier/dossier-command';
import type { DossierState, TaskState } from '../domain/dossier/dossier-state';

/** Which right a person needs for which command. Commands that are not here come from systems, never from people. */
const actionOfCommand = {
  claimTask: 'task.claim',
  releaseTask: 'task.release',
  assignTask: 'task.assign',
  completeTask: 'task.complete',
  returnToStep: 'task.return',
  requestSupplement: 'dossier.requestSupplement',
  receiveSupplement: 'dossier.receiveSupplement',
  refuse: 'dossier.refuse',
  withdraw: 'dossier.withdraw',
  stop: 'dossier.stop',
  moveDeadline: 'dossier.moveDeadline',
  recordPayment: 'dossier.recordPayment',
  retryElement: 'dossier.retry',
} as const satisfies Partial<Record<DossierCommandType, Action>>;
type PersonCommand = keyof typeof actionOfCommand;

const taskCommands = [
  'claimTask',
  'releaseTask',
  'assignTask',
  'completeTask',
  'returnToStep',
  'requestSupplement',
] as const;
const dossierCommands = ['receiveSupplement', 'refuse', 'withdraw', 'stop', 'moveDeadline', 'recordPayment'] as const;

interface Asker {
  readonly subject: AccessSubject;
  /** Accounts the subject stands in for today. */
  readonly standsInFor: readonly string[];
  readonly units: UnitTree;
}

export function askerOf(session: Session, units: UnitTree): Asker {
  return { subject: session, standsInFor: session.standsInFor.map(({ accountId }) => accountId), units };
}

/** What this person may do to the dossier now; a page offers no other buttons. The workflow judges again. */
export function dossierActionsFor({ subject, units }: Asker, state: DossierState, target: AccessTarget): string[] {
  const allowed = allowedNow(state);
  const actions: PersonCommand[] = dossierCommands.filter(
    (command) => allowed.has(command) && mayDo(subject, actionOfCommand[command], target, units),
  );
  const failed = Object.values(state.engine.instances).some(({ failure }) => failure !== undefined);
  if (failed && allowed.has('retryElement') && mayDo(subject, 'dossier.retry', target, units))
    actions.push('retryElement');
  return actions;
}

/** What this person may do to one open task now. */
export function taskActionsFor(
  { subject, standsInFor, units }: Asker,
  state: DossierState,
  target: AccessTarget,
  task: TaskState,
): string[] {
  const allowed = allowedNow(state);
  const onTask = { ...target, taskUnitId: task.unit, taskRole: task.role };
  const actions: string[] = taskCommands.filter(
    (command) =>
      allowed.has(command) &&
      fits(command, task, subject.accountId) &&
      mayDo(subject, actionOfCommand[command], onTask, units),
  );
  const heldForAnother = task.assignee !== undefined && standsInFor.includes(task.assignee);
  if (heldForAnother && allowed.has('assignTask') && mayDo(subject, 'task.takeOver', onTask, units))
    actions.push('takeOverTask');
  return actions;
}

function allowedNow(state: DossierState): ReadonlySet<DossierCommandType> {
  return new Set(availableActions(state));
}

/** A task held by somebody else is only reassigned; one's own is not claimed again. */
function fits(command: PersonCommand, { assignee }: TaskState, accountId: string): boolean {
  if (command === 'assignTask') return true;
  if (command === 'claimTask') return assignee === undefined;
  if (command === 'releaseTask') return assignee === accountId;
  return assignee === undefined || assignee === accountId;
}
