import { publicStatusParams, publicStatusQuery, publicStatusSchema } from '../../../contracts/public-status.schema';
import { defineRoute } from '../../http/route';
import { showPublicStatus } from './handlers';

export const publicStatusRoutes = [
  defineRoute({
    method: 'get',
    path: '/public/dossiers/:code',
    tag: 'Public',
    summary: 'State of a dossier for its applicant, by code and secret.',
    access: { by: 'anyone' },
    rateLimits: ['publicStatus'],
    params: publicStatusParams,
    query: publicStatusQuery,
    answer: publicStatusSchema,
    refuses: ['STATUS_NOT_FOUND', 'RATE_LIMITED'],
    handler: showPublicStatus,
  }),
];
