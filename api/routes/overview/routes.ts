import { escalationListQuery, escalationListSchema, slaSchema } from '../../../contracts/overview.schema';
import { defineRoute } from '../../http/route';
import { listEscalations, showSla } from './handlers';

const tag = 'Overview';

export const overviewRoutes = [
  defineRoute({
    method: 'get',
    path: '/sla',
    tag,
    summary: 'Open dossiers of my units by how they stand to their deadline.',
    access: { by: 'session', action: 'sla.read' },
    answer: slaSchema,
    handler: showSla,
  }),
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
