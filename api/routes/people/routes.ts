import { partyParams, partySchema, peopleQuery, peopleSchema } from '../../../contracts/people.schema';
import { defineRoute } from '../../http/route';
import { findPeople, showParty } from './handlers';

const tag = 'People';

export const peopleRoutes = [
  defineRoute({
    method: 'get',
    path: '/people',
    tag,
    summary: 'Parties of earlier dossiers of my units, by name (accents optional) or whole identity number.',
    access: { by: 'session', action: 'draft.write' },
    query: peopleQuery,
    answer: peopleSchema,
    handler: findPeople,
  }),
  defineRoute({
    method: 'get',
    path: '/people/:id/:side',
    tag,
    summary: 'One party of a dossier, to fill a new form with; who read it is kept.',
    access: { by: 'session', action: 'dossier.readPersonalData', on: 'dossier' },
    params: partyParams,
    answer: partySchema,
    refuses: ['DOSSIER_NOT_FOUND'],
    handler: showParty,
  }),
];
