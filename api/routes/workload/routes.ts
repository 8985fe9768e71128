import { procedureRegimeParams } from '../../../contracts/api-value.schema';
import { heatQuery, heatSchema, workloadSchema } from '../../../contracts/workload.schema';
import { defineRoute } from '../../http/route';
import { showHeat, showWorkload } from './handlers';

const access = { by: 'session', action: 'sla.read' } as const;

export const workloadRoutes = [
  defineRoute({
    method: 'get',
    path: '/workload',
    tag: 'Overview',
    summary: 'Deadlines of my units falling on each of the coming ten working days, by unit and person.',
    access,
    answer: workloadSchema,
    handler: showWorkload,
  }),
  defineRoute({
    method: 'get',
    path: '/procedures/:key/:regime/heat',
    tag: 'Overview',
    summary: 'Working time each step of a procedure took in a period: median and 90th percentile.',
    access,
    params: procedureRegimeParams,
    query: heatQuery,
    answer: heatSchema,
    refuses: ['PROCEDURE_NOT_FOUND'],
    handler: showHeat,
  }),
];
