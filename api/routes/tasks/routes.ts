import { candidateListSchema } from '../../../contracts/candidate.schema';
import { taskParams } from '../../../contracts/api-value.schema';
import {
  assignTaskSchema,
  completedTaskSchema,
  completeTaskSchema,
  dossierAnswerSchema,
  nothingSchema,
  returnToStepSchema,
  taskPageSchema,
} from '../../../contracts/dossier-action.schema';
import { defineRoute } from '../../http/route';
import { listCandidates, takeOverTask } from './assignment-handlers';
import { assignTask, claimTask, completeTask, releaseTask, returnToStep, showTask } from './handlers';

const action = {
  method: 'post',
  tag: 'Tasks',
  params: taskParams,
  idempotent: true,
  ifMatch: 'optional',
  answer: dossierAnswerSchema,
} as const;
const refuses = ['TASK_NOT_FOUND', 'TASK_NOT_OPEN', 'TASK_HELD_BY_OTHER', 'ACTION_NOT_ALLOWED'] as const;

export const taskRoutes = [
  defineRoute({
    method: 'get',
    path: '/dossiers/:id/tasks/:instance',
    tag: 'Tasks',
    summary: 'One task: its form, what was entered before, where it may be returned to, what I may do.',
    access: { by: 'session', action: 'task.read', on: 'task' },
    params: taskParams,
    answer: taskPageSchema,
    refuses: ['TASK_NOT_FOUND'],
    handler: showTask,
  }),
  defineRoute({
    ...action,
    path: '/dossiers/:id/tasks/:instance/claim',
    summary: 'Take the task.',
    access: { by: 'session', action: 'task.claim', on: 'task' },
    body: nothingSchema,
    refuses: [...refuses, 'FOUR_EYES'],
    handler: claimTask,
  }),
  defineRoute({
    ...action,
    path: '/dossiers/:id/tasks/:instance/release',
    summary: 'Give the task back to the group.',
    access: { by: 'session', action: 'task.release', on: 'task' },
    body: nothingSchema,
    refuses,
    handler: releaseTask,
  }),
  defineRoute({
    ...action,
    path: '/dossiers/:id/tasks/:instance/assign',
    summary: 'Give the task to somebody, whoever had it.',
    access: { by: 'session', action: 'task.assign', on: 'task' },
    body: assignTaskSchema,
    refuses: [...refuses, 'ACCOUNT_NOT_FOUND', 'FOUR_EYES'],
    handler: assignTask,
  }),
  defineRoute({
    method: 'get',
    path: '/dossiers/:id/tasks/:instance/candidates',
    tag: 'Tasks',
    summary: 'To whom the task can be given, how much each has to do, and who is refused.',
    access: { by: 'session', action: 'task.assign', on: 'task' },
    params: taskParams,
    answer: candidateListSchema,
    refuses: ['TASK_NOT_FOUND'],
    handler: listCandidates,
  }),
  defineRoute({
    ...action,
    path: '/dossiers/:id/tasks/:instance/take-over',
    summary: 'Take the task over from whom I stand in for today.',
    access: { by: 'session', action: 'task.takeOver', on: 'task' },
    body: nothingSchema,
    refuses: [...refuses, 'NOT_STOOD_IN_FOR', 'FOUR_EYES'],
    handler: takeOverTask,
  }),
  defineRoute({
    ...action,
    path: '/dossiers/:id/tasks/:instance/complete',
    summary: 'Complete the task with the answers to its form.',
    access: { by: 'session', action: 'task.complete', on: 'task' },
    body: completeTaskSchema,
    answer: completedTaskSchema,
    refuses: [...refuses, 'FOUR_EYES', 'PROCEDURE_CANNOT_GO_ON', 'VARIABLE_NOT_ROUTING'],
    handler: completeTask,
  }),
  defineRoute({
    ...action,
    path: '/dossiers/:id/tasks/:instance/return',
    summary: 'Send the dossier back to an earlier step, with a reason.',
    access: { by: 'session', action: 'task.return', on: 'task' },
    body: returnToStepSchema,
    refuses: [...refuses, 'RETURN_TARGET_NOT_ALLOWED'],
    handler: returnToStep,
  }),
];
