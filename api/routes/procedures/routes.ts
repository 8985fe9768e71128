import { keyParams, procedureRegimeParams } from '../../../contracts/api-value.schema';
import {
  procedureDefinitionQuery,
  procedureDefinitionSchema,
  procedureListQuery,
  procedureListSchema,
  procedureSchema,
  procedureVersionListSchema,
} from '../../../contracts/procedure.schema';
import { defineRoute } from '../../http/route';
import { listProcedureVersions, showDefinition } from './definition-handlers';
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
  defineRoute({
    method: 'get',
    path: '/procedure-versions',
    tag,
    summary: 'Every procedure under every regime, in force or not.',
    access: { by: 'session' },
    answer: procedureVersionListSchema,
    handler: listProcedureVersions,
  }),
  defineRoute({
    method: 'get',
    path: '/procedures/:key/:regime',
    tag,
    summary: 'One procedure under one regime, whole: limits, papers, fees, forms, steps, diagram and versions.',
    access: { by: 'session' },
    params: procedureRegimeParams,
    query: procedureDefinitionQuery,
    answer: procedureDefinitionSchema,
    refuses: ['PROCEDURE_NOT_FOUND'],
    handler: showDefinition,
  }),
];
