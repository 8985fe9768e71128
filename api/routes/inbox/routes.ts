import { inboxQuery, inboxSchema, inboxStepsSchema, nextTaskSchema } from '../../../contracts/inbox.schema';
import { defineRoute } from '../../http/route';
import { showInbox, showNextTask, showSteps } from './handlers';

const tag = 'Inbox';

export const inboxRoutes = [
  defineRoute({
    method: 'get',
    path: '/inbox',
    tag,
    summary:
      'Open tasks, most urgent first: mine (and of whom I stand in for), of my groups, both, or of the units I head.',
    access: { by: 'session' },
    query: inboxQuery,
    answer: inboxSchema,
    refuses: ['CURSOR_INVALID'],
    handler: showInbox,
  }),
  defineRoute({
    method: 'get',
    path: '/inbox/next',
    tag,
    summary: 'The one task to do next.',
    access: { by: 'session' },
    answer: nextTaskSchema,
    handler: showNextTask,
  }),
  defineRoute({
    method: 'get',
    path: '/inbox/steps',
    tag,
    summary: 'Steps that have open tasks in my inbox.',
    access: { by: 'session' },
    answer: inboxStepsSchema,
    handler: showSteps,
  }),
];
