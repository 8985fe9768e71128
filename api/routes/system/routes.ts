import { z } from 'zod';
import { systemAboutSchema } from '../../../contracts/system.schema';
import { backupListSchema } from '../../../contracts/system-backup.schema';
import { systemHealthSchema } from '../../../contracts/system-health.schema';
import { defineRoute } from '../../http/route';
import {
  printSystemHealth,
  showAbout,
  showBackups,
  showHealth,
  showMetrics,
  showReadiness,
  showSystemHealth,
} from './handlers';

const tag = 'System';

export const systemRoutes = [
  defineRoute({
    method: 'get',
    path: '/health',
    atRoot: true,
    tag,
    summary: 'The process lives.',
    access: { by: 'anyone' },
    answer: z.object({ status: z.literal('ok') }),
    handler: showHealth,
  }),
  defineRoute({
    method: 'get',
    path: '/ready',
    atRoot: true,
    tag,
    summary: 'PostgreSQL and Temporal answer; 503 while one does not.',
    access: { by: 'anyone' },
    answer: z.object({ status: z.enum(['ready', 'notReady']), parts: z.record(z.string(), z.boolean()) }),
    handler: showReadiness,
  }),
  defineRoute({
    method: 'get',
    path: '/system/about',
    tag,
    summary: 'Version of this process, since when it runs, and where the pages of its parts are.',
    access: { by: 'session', action: 'metrics.read' },
    answer: systemAboutSchema,
    handler: showAbout,
  }),
  defineRoute({
    method: 'get',
    path: '/system/backups',
    tag,
    summary: 'The newest thirty backups, with what went wrong and which were proved by a trial (A18.1).',
    access: { by: 'session', action: 'metrics.read' },
    answer: backupListSchema,
    handler: showBackups,
  }),
  defineRoute({
    method: 'get',
    path: '/system/health',
    tag,
    summary: 'Parts and links as they are measured, their last day, and when what fills up is full (A13.3, A13.4).',
    access: { by: 'session', action: 'metrics.read' },
    answer: systemHealthSchema,
    handler: showSystemHealth,
  }),
  defineRoute({
    method: 'get',
    path: '/system/health.pdf',
    tag,
    summary: 'The same as an official paper, with what is to be enlarged by when (A13.4).',
    access: { by: 'session', action: 'metrics.read' },
    produces: 'application/pdf',
    handler: printSystemHealth,
  }),
  defineRoute({
    method: 'get',
    path: '/metrics',
    atRoot: true,
    tag,
    summary: 'Measurements for Prometheus.',
    access: { by: 'session', action: 'metrics.read' },
    produces: 'text/plain',
    handler: showMetrics,
  }),
];
