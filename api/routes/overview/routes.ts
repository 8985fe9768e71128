import { escalationListQuery, escalationListSchema } from '../../../contracts/overview.schema';
import { defineRoute } from '../../http/route';
import { listEscalations } from './handlers';

const tag = 'Overview';

export const overviewRoutes = [
  defineRoute({
    method: 'get',
    path: '/escalations',
    tag,
    summary: 'Escalations of my units, latest first.',
    access: { by: 'session', action: 'sla.read' },
    query: escalationListQuery,
    answer: escalationListSchema,
    refuses: ['CURSOR_INVALID'],
    handler: listEscalations,
  }),
];
