import { keyParams } from '../../../contracts/api-value.schema';
import { procedureListQuery, procedureListSchema, procedureSchema } from '../../../contracts/procedure.schema';
import { defineRoute } from '../../http/route';
import { listProcedures, showProcedure } from './handlers';

const tag = 'Procedures';

export const procedureRoutes = [
  defineRoute({
    method: 'get',
    path: '/procedures',
    tag,
    summary: 'Procedures one can file under today; found by name or code, accents optional.',
    access: { by: 'session' },
    query: procedureListQuery,
    answer: procedureListSchema,
    handler: listProcedures,
  }),
  defineRoute({
    method: 'get',
    path: '/procedures/:key',
    tag,
    summary: 'One procedure: forms, components, fees, time limit.',
    access: { by: 'session' },
    params: keyParams,
    answer: procedureSchema,
    refuses: ['PROCEDURE_NOT_FOUND'],
    handler: showProcedure,
  }),
];
