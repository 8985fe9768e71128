import { complianceSchema } from '../../../contracts/compliance.schema';
import { defineRoute, type Route } from '../../http/route';
import { printCompliance, showCompliance } from './handlers';

const tag = 'Compliance';
const access = { by: 'session', action: 'compliance.read' } as const;

export const complianceRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/compliance',
    tag,
    summary: 'Every rule of the regulation: what enforces it, what shows it, and how it stands today (A11.9).',
    access,
    answer: complianceSchema,
    handler: showCompliance,
  }),
  defineRoute({
    method: 'get',
    path: '/compliance.pdf',
    tag,
    summary: 'The same as an official paper.',
    access,
    produces: 'application/pdf',
    handler: printCompliance,
  }),
];
