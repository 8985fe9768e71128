import type { Request } from 'express';
import type { z } from 'zod';
import type { outboxQuery } from '../../../contracts/overview.schema';
import type { Session } from '../../../db/repositories/session-repository';
import { inTransaction } from '../../../db/transaction';
import { pageOf, readCursor } from '../../cursor';
import type { Answer, Idempotency } from '../../http/route';
import { onceUnderKey } from '../../idempotency';
import { noteAct, type ActContext } from '../../note-act';
import { ApiRefusal } from '../../problem-details';
import type { Services } from '../../services';
import { withoutPersonalData } from './without-personal-data';

interface OutboxItem {
  readonly id: string;
  readonly kind: string;
  readonly dossierId: string | null;
  readonly failedAt: Date | null;
  readonly lastError: string | null;
}

/** The payload is not shown: texts in it may be personal. */
const columns = `id::text, key, kind, dossier_id as "dossierId", created_at as "createdAt", attempts,
  next_attempt_at as "nextAttemptAt", failed_at as "failedAt", last_error as "lastError"`;

export async function listOutbox(context: {
  readonly services: Services;
  readonly query: z.output<typeof outboxQuery>;
}): Promise<Answer> {
  const { services, query } = context;
  const after = readCursor(query.cursor, ['integer']);
  const { rows } = await services.pool.query<OutboxItem>(
    `select ${columns} from outbox where delivered_at is null and (failed_at is not null) = $1 and id > $2
     order by id limit $3`,
    [query.failed === 'true', after?.[0] ?? 0, query.limit + 1],
  );
  return { body: pageOf(rows.map(shown), query.limit, ({ id }) => [id]) };
}

export async function retryOutboxItem(context: {
  readonly services: Services;
  readonly session: Session;
  readonly params: { readonly id: string };
  readonly idempotency: Idempotency;
  readonly request: Request;
}): Promise<Answer> {
  const { services, session, params, idempotency } = context;
  return onceUnderKey(services.pool, { accountId: session.accountId, ...idempotency }, undefined, async (first) => {
    const retried = first ? await retry(context, params.id) : undefined;
    if (retried) return { body: shown(retried) };
    const { rows } = await services.pool.query<OutboxItem>(`select ${columns} from outbox where id = $1`, [params.id]);
    if (!rows[0]) throw new ApiRefusal('OUTBOX_ITEM_NOT_FOUND', 'There is no such item.');
    if (!first) return { body: shown(rows[0]) };
    throw new ApiRefusal('OUTBOX_ITEM_NOT_FAILED', 'This item has not failed; it is delivered by itself.');
  });
}

function retry(context: ActContext, id: string): Promise<OutboxItem | undefined> {
  return inTransaction(context.services.pool, async (client) => {
    const { rows } = await client.query<OutboxItem>(
      `update outbox set failed_at = null, next_attempt_at = clock_timestamp()
       where id = $1 and failed_at is not null and delivered_at is null returning ${columns}`,
      [id],
    );
    const [item] = rows;
    if (item)
      await noteAct(
        context,
        {
          action: 'outbox.retry',
          subject: { type: 'outbox', id },
          detail: { kind: item.kind, dossier: item.dossierId },
        },
        client,
      );
    return item;
  });
}

function shown(item: OutboxItem): OutboxItem {
  return { ...item, lastError: withoutPersonalData(item.lastError) };
}
