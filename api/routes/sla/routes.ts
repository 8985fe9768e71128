import { slaDossierListSchema, slaDossierQuery, slaPeopleSchema, slaSchema } from '../../../contracts/sla.schema';
import { defineRoute } from '../../http/route';
import { listSlaDossiers, showSla, showSlaPeople } from './handlers';

const tag = 'Overview';
const access = { by: 'session', action: 'sla.read' } as const;

export const slaRoutes = [
  defineRoute({
    method: 'get',
    path: '/sla',
    tag,
    summary: 'Open dossiers of my units by how they stand to their deadline.',
    access,
    answer: slaSchema,
    handler: showSla,
  }),
  defineRoute({
    method: 'get',
    path: '/sla/people',
    tag,
    summary: 'Open dossiers of my units by who holds their tasks.',
    access,
    answer: slaPeopleSchema,
    handler: showSlaPeople,
  }),
  defineRoute({
    method: 'get',
    path: '/sla/dossiers',
    tag,
    summary: 'The dossiers behind a number of the board, the most urgent first.',
    access,
    query: slaDossierQuery,
    answer: slaDossierListSchema,
    refuses: ['CURSOR_INVALID'],
    handler: listSlaDossiers,
  }),
];
