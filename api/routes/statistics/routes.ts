import { statisticsQuery, statisticsSchema } from '../../../contracts/statistics.schema';
import { defineRoute } from '../../http/route';
import { exportPaper, exportSheet, SHEET_TYPE, showStatistics } from './handlers';

const common = {
  method: 'get',
  tag: 'Overview',
  access: { by: 'session', action: 'sla.read' },
  query: statisticsQuery,
} as const;

export const statisticsRoutes = [
  defineRoute({
    ...common,
    path: '/statistics',
    summary: 'Dossiers received and resolved in a period, by field and by unit.',
    answer: statisticsSchema,
    handler: showStatistics,
  }),
  defineRoute({
    ...common,
    path: '/statistics.xlsx',
    summary: 'The statistics of a period as a workbook.',
    produces: SHEET_TYPE,
    handler: exportSheet,
  }),
  defineRoute({
    ...common,
    path: '/statistics.pdf',
    summary: 'The statistics of a period as an official paper.',
    produces: 'application/pdf',
    handler: exportPaper,
  }),
];
