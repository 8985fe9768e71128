import type { ProcessGraph } from '../bpmn/process-graph';
import { returnTargets } from '../engine/return-to-step';
import type { EngineState, InstanceId } from '../engine/state';
import { Refusal } from '../refusal';
import type { DossierCommand } from './dossier-command';
import type { DossierStep } from './dossier-step';
import type { TaskState } from './dossier-state';
import { refuseForeignVariables } from './routing-variables';

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
  refuseForeignVariables(step, command.variables);
  step.runEngine({ type: 'completeTask', instance: task.instance, variables: command.variables });
}

export function returnToStep(step: DossierStep, command: TaskCommand<'returnToStep'>): void {
  const task = step.task(command.task);
  refuseOthersTask(task, command.actor.id);
  const targets = returnChoices(step.context.procedure.graph, step.state.engine, task.instance);
  if (!targets.includes(command.to)) {
    const { element: from } = task;
    const { to } = command;
    throw new Refusal('RETURN_TARGET_NOT_ALLOWED', `The dossier cannot be sent back from ${from} to ${to}.`, {
      from,
      to,
      targets,
    });
  }
  const reason = command.submission ?? command.requestKey;
  step.runEngine({ type: 'returnToStep', from: task.instance, to: command.to, reason });
}

/**
 * Steps a task may be sent back to, latest first: a person's steps, or a subprocess as a whole. Not what waits for others:
 * a payment that has been made, waited for once more, would be waited for in vain.
 */
export function returnChoices(graph: ProcessGraph, engine: EngineState, task: InstanceId): string[] {
  return returnTargets(graph, engine, task).filter((element) => {
    const kind = graph.nodes[element]?.kind;
    return kind === 'userTask' || kind === 'subProcess';
  });
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
