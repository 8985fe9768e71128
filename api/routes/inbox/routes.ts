import { inboxQuery, inboxSchema, nextTaskSchema } from '../../../contracts/inbox.schema';
import { defineRoute } from '../../http/route';
import { showInbox, showNextTask } from './handlers';

const tag = 'Inbox';

export const inboxRoutes = [
  defineRoute({
    method: 'get',
    path: '/inbox',
    tag,
    summary: 'Open tasks, most urgent first: mine, of my groups, or both.',
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
];
