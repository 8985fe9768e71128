import { outboxParams } from '../../../contracts/api-value.schema';
import { nothingSchema } from '../../../contracts/dossier-action.schema';
import { outboxItemSchema, outboxListSchema, outboxQuery } from '../../../contracts/overview.schema';
import { defineRoute } from '../../http/route';
import { listOutbox, retryOutboxItem } from './handlers';

const tag = 'Outbox';

export const outboxRoutes = [
  defineRoute({
    method: 'get',
    path: '/outbox',
    tag,
    summary: 'What could not be delivered (failed=true), or still waits.',
    access: { by: 'session', action: 'outbox.read' },
    query: outboxQuery,
    answer: outboxListSchema,
    refuses: ['CURSOR_INVALID'],
    handler: listOutbox,
  }),
  defineRoute({
    method: 'post',
    path: '/outbox/:id/retry',
    tag,
    summary: 'Deliver a failed item again.',
    access: { by: 'session', action: 'outbox.retry' },
    recentSignIn: true,
    params: outboxParams,
    idempotent: true,
    body: nothingSchema,
    answer: outboxItemSchema,
    refuses: ['OUTBOX_ITEM_NOT_FOUND', 'OUTBOX_ITEM_NOT_FAILED'],
    handler: retryOutboxItem,
  }),
];
