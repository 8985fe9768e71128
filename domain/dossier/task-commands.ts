import { Refusal } from '../refusal';
import type { DossierCommand } from './dossier-command';
import type { DossierStep } from './dossier-step';
import type { TaskState } from './dossier-state';

type TaskCommand<T extends DossierCommand['type']> = Extract<DossierCommand, { type: T }>;

export function claimTask(step: DossierStep, command: TaskCommand<'claimTask'>): void {
  const task = step.task(command.task);
  refuseOthersTask(task, command.actor.id);
  refuseSameHands(step, task, command.actor.id);
  if (task.assignee === command.actor.id) return;
  task.assignee = command.actor.id;
  step.record({ type: 'TaskClaimed', task: task.instance, assignee: command.actor.id });
}

export function releaseTask(step: DossierStep, command: TaskCommand<'releaseTask'>): void {
  const task = step.task(command.task);
  refuseOthersTask(task, command.actor.id);
  if (task.assignee === undefined) return;
  delete task.assignee;
  step.record({ type: 'TaskReleased', task: task.instance });
}

/** A manager gives the task to somebody, whoever had it. */
export function assignTask(step: DossierStep, command: TaskCommand<'assignTask'>): void {
  const task = step.task(command.task);
  refuseSameHands(step, task, command.assignee);
  task.assignee = command.assignee;
  step.record({ type: 'TaskAssigned', task: task.instance, assignee: command.assignee });
}

export function completeTask(step: DossierStep, command: TaskCommand<'completeTask'>): void {
  const task = step.task(command.task);
  refuseOthersTask(task, command.actor.id);
  refuseSameHands(step, task, command.actor.id);
  const { routing } = step.context.procedure.rules;
  const foreign = Object.keys(command.variables).filter((name) => !routing.includes(name));
  if (foreign.length > 0) {
    throw new Refusal('VARIABLE_NOT_ROUTING', `Not a routing variable: ${foreign.join(', ')}.`, { allowed: routing });
  }
  step.runEngine({ type: 'completeTask', instance: task.instance, variables: command.variables });
}

export function returnToStep(step: DossierStep, command: TaskCommand<'returnToStep'>): void {
  const task = step.task(command.task);
  refuseOthersTask(task, command.actor.id);
  const reason = command.submission ?? command.requestKey;
  step.runEngine({ type: 'returnToStep', from: task.instance, to: command.to, reason });
}

export function refuseOthersTask(task: TaskState, actor: string): void {
  if (task.assignee !== undefined && task.assignee !== actor) {
    throw new Refusal('TASK_HELD_BY_OTHER', `${task.element} is held by somebody else.`, { task: task.instance });
  }
}

/** Four-eyes rule of the procedure: property `notSameAs` names the step whose doer may not do this one. */
function refuseSameHands(step: DossierStep, task: TaskState, actor: string): void {
  const other = step.node(task.element)?.properties.notSameAs;
  if (other !== undefined && step.state.performedBy[other] === actor) {
    throw new Refusal('FOUR_EYES', `${task.element} must be done by another person than ${other}.`, { element: other });
  }
}
