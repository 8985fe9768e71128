import { defineRoute } from '../../http/route';
import { streamChanges } from './handlers';

export const liveRoutes = [
  defineRoute({
    method: 'get',
    path: '/live',
    tag: 'Live',
    summary: 'Server-sent events: `hello`, `changed` (contracts/live.schema.ts), `ended` with the session.',
    access: { by: 'session' },
    produces: 'text/event-stream',
    handler: streamChanges,
  }),
];
