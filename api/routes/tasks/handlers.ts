import type { Request } from 'express';
import type { z } from 'zod';
import type {
  assignTaskSchema,
  completeTaskSchema,
  returnToStepSchema,
} from '../../../contracts/dossier-action.schema';
import type { ProcedureVersion } from '../../../db/repositories/procedure-repository';
import { holdsPersonalData, maskPersonalData } from '../../../domain/access/personal-data';
import type { Role } from '../../../domain/access/roles';
import type { ProcedureContent } from '../../../domain/dossier/procedure-content';
import { returnChoices } from '../../../domain/dossier/task-commands';
import type { TaskTarget } from '../../auth/targets';
import { askerOf, taskActionsFor } from '../../dossier-actions';
import { pickVariables } from '../../drafts/routing-variables';
import type { Answer } from '../../http/route';
import { performCommand, type CommandContext } from '../../perform-command';
import { judgeLandFinding } from '../../land-finding';
import { notePersonalDataRead } from '../../personal-data';
import { ApiRefusal } from '../../problem-details';
import type { Services } from '../../services';
import { nextTaskOf } from '../inbox/handlers';
import { readTaskPage, type TaskPageRow } from './queries';

interface OnTask extends CommandContext {
  readonly target: TaskTarget;
  readonly request: Request;
}

export async function claimTask(context: OnTask): Promise<Answer> {
  const { id, instance } = context.target;
  return answered(await performCommand(context, id, { type: 'claimTask', task: instance }));
}

export async function releaseTask(context: OnTask): Promise<Answer> {
  const { id, instance } = context.target;
  return answered(await performCommand(context, id, { type: 'releaseTask', task: instance }));
}

/** Only somebody who could have taken the task himself. */
export async function assignTask(
  context: OnTask & { readonly body: z.output<typeof assignTaskSchema> },
): Promise<Answer> {
  const { services, target, body } = context;
  const people = await services.accounts.listPeople(target.taskUnitId, target.taskRole as Role);
  if (!people.some(({ id }) => id === body.assignee)) {
    throw new ApiRefusal('ACCOUNT_NOT_FOUND', 'This person cannot do this task.', {
      allowed: people.map(({ id, displayName }) => ({ id, displayName })),
    });
  }
  const command = { type: 'assignTask', task: target.instance, assignee: body.assignee } as const;
  return answered(await performCommand(context, target.id, command));
}

export async function completeTask(
  context: OnTask & { readonly body: z.output<typeof completeTaskSchema> },
): Promise<Answer> {
  const { services, target, body } = context;
  const { procedure, content } = await procedureOf(services, target);
  const { element } = target;
  const inForm = services.forms.check(procedure, formIdOf(content, element), body.data);
  const errors =
    inForm.length > 0
      ? inForm
      : await judgeLandFinding(services, procedure, { dossierId: target.id, element, data: body.data });
  if (errors.length > 0)
    throw new ApiRefusal('VALIDATION_FAILED', 'The form of the task is not valid.', {}, [...errors]);
  const command = {
    type: 'completeTask',
    task: target.instance,
    variables: pickVariables(body.data, routingNames(procedure, content, element)),
  } as const;
  const answer = await performCommand(context, target.id, command, body.data);
  return { body: { ...answer, next: await nextTaskOf(context) }, version: answer.seq };
}

export async function returnToStep(
  context: OnTask & { readonly body: z.output<typeof returnToStepSchema> },
): Promise<Answer> {
  const { target, body } = context;
  const command = { type: 'returnToStep', task: target.instance, to: body.to } as const;
  return answered(await performCommand(context, target.id, command, body));
}

export async function showTask(context: OnTask): Promise<Answer> {
  const { services, session, target } = context;
  const { procedure, content } = await procedureOf(services, target);
  const page = await readTaskPage(services.pool, target.id, target.instance);
  if (!page) throw new ApiRefusal('TASK_NOT_FOUND', 'There is no such task.');
  const { snapshot, previous, ...task } = page;
  const { tree } = await services.units.current();
  const formId = formIdOf(content, target.element);
  const open = snapshot.tasks[target.instance];
  const backTo = open ? returnChoices(content.graph, snapshot.engine, target.instance) : [];
  const actions = open ? taskActionsFor(askerOf(session, tree), snapshot, target, open) : [];
  return {
    body: {
      ...task,
      form: formId === undefined ? null : { id: formId, ...procedure.forms[formId] },
      data: await showPrevious(context, previous, actions.includes('completeTask')),
      returnTargets: backTo.map((element) => ({ element, name: content.graph.nodes[element]?.name ?? element })),
      actions,
    },
    version: target.seq,
  };
}

/** Whoever is to do the step again works on what was entered; seeing personal data in it is noted. Others see it covered. */
async function showPrevious(context: OnTask, previous: TaskPageRow['previous'], mayComplete: boolean) {
  if (!previous || !holdsPersonalData(previous)) return previous;
  if (!mayComplete) return maskPersonalData(previous);
  const { target } = context;
  await notePersonalDataRead(context, { dossierId: target.id, reason: `task ${target.element}` });
  return previous;
}

function answered(answer: { readonly seq: number }): Answer {
  return { body: answer, version: answer.seq };
}

async function procedureOf(
  services: Services,
  target: TaskTarget,
): Promise<{ readonly procedure: ProcedureVersion; readonly content: ProcedureContent }> {
  const { procedureKey, regime, procedureVersion } = target;
  const [procedure, content] = await Promise.all([
    services.procedures.procedureVersion(procedureKey, regime, procedureVersion),
    services.procedures.procedureContent(procedureVersion),
  ]);
  if (!procedure || !content) throw new Error(`version ${procedureVersion} of ${procedureKey} is not stored`);
  return { procedure, content };
}

function formIdOf({ graph }: ProcedureContent, element: string): string | undefined {
  const node = graph.nodes[element];
  return node?.kind === 'userTask' ? node.formId : undefined;
}

/** The variables this step may set, of those that may enter a workflow at all. */
function routingNames(procedure: ProcedureVersion, content: ProcedureContent, element: string): string[] {
  const { routing } = content.rules;
  return procedure.definition.routing
    .filter(({ name, from }) => from === element && routing.includes(name))
    .map(({ name }) => name);
}
