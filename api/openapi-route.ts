import { z } from 'zod';
import { defineRoute } from './http/route';
import { describeApi } from './openapi';
import { ownRoutes } from './own-routes';

let description: unknown;

/** The route table as OpenAPI 3.1, made once. */
export const openApiRoute = defineRoute({
  method: 'get',
  path: '/openapi.json',
  tag: 'System',
  summary: 'This description.',
  access: { by: 'anyone' },
  answer: z.record(z.string(), z.json()),
  handler: () => {
    description ??= describeApi([...ownRoutes, openApiRoute]);
    return Promise.resolve({ body: description });
  },
});
