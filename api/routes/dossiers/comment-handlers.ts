import type { Request } from 'express';
import type { z } from 'zod';
import type { commentQuery, newCommentSchema, seenSchema } from '../../../contracts/comment.schema';
import type { Session } from '../../../db/repositories/session-repository';
import { inTransaction } from '../../../db/transaction';
import type { DossierTarget } from '../../auth/targets';
import { pageOf, readCursor } from '../../cursor';
import type { Answer, Idempotency } from '../../http/route';
import { reserveRequest, uuidFrom } from '../../idempotency';
import { noteAct } from '../../note-act';
import type { Services } from '../../services';

interface OnDossier {
  readonly request: Request;
  readonly services: Services;
  readonly session: Session;
  readonly target: DossierTarget;
}

interface CommentRow {
  readonly id: string;
  readonly author: { readonly id: string; readonly name: string };
  readonly body: string;
  readonly createdAt: Date;
  /** `createdAt` with all its digits, for the cursor. */
  readonly position: string;
}

const columns = `c.id, jsonb_build_object('id', a.id, 'name', a.display_name) as author, c.body, c.created_at as "createdAt",
  c.created_at::text as position`;

export async function listComments(
  context: OnDossier & { readonly query: z.output<typeof commentQuery> },
): Promise<Answer> {
  const { services, target, query } = context;
  const { cursor, limit } = query;
  const after = readCursor(cursor, ['instant', 'uuid']);
  const { rows } = await services.pool.query<CommentRow>({
    name: 'list-comments',
    text: `select ${columns} from dossier_comment c join account a on a.id = c.author_id
      where c.dossier_id = $1 and ($2::timestamptz is null or (c.created_at, c.id) < ($2, $3::uuid))
      order by c.created_at desc, c.id desc limit $4`,
    values: [target.id, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
  });
  const { items, nextCursor } = pageOf(rows, limit, ({ position, id }) => [position, id]);
  return { body: { items: items.map(withoutPosition), nextCursor } };
}

export async function addComment(
  context: OnDossier & { readonly body: z.output<typeof newCommentSchema>; readonly idempotency: Idempotency },
): Promise<Answer> {
  const { services, session, target, body, idempotency } = context;
  const { accountId } = session;
  const id = uuidFrom(`comment ${idempotency.requestKey}`);
  await reserveRequest(services.pool, { accountId, ...idempotency });
  await inTransaction(services.pool, async (client) => {
    const { rowCount } = await client.query(
      'insert into dossier_comment (id, dossier_id, author_id, body) values ($1, $2, $3, $4) on conflict (id) do nothing',
      [id, target.id, accountId, body.body],
    );
    if (rowCount === 0) return;
    const subject = { type: 'dossier', id: target.id };
    await noteAct(context, { action: 'dossier.comment', subject, detail: { comment: id } }, client);
  });
  const { rows } = await services.pool.query<CommentRow>(
    `select ${columns} from dossier_comment c join account a on a.id = c.author_id where c.id = $1`,
    [id],
  );
  return { status: 201, body: rows.map(withoutPosition)[0] };
}

/** Never backwards: an older page that is still open somewhere makes nothing unread. */
export async function markSeen(context: OnDossier & { readonly body: z.output<typeof seenSchema> }): Promise<Answer> {
  const { services, session, target, body } = context;
  await services.pool.query(
    `insert into dossier_seen (account_id, dossier_id, seq) values ($1, $2, $3)
     on conflict (account_id, dossier_id) do update set seq = greatest(dossier_seen.seq, excluded.seq), seen_at = now()`,
    [session.accountId, target.id, Math.min(body.seq, target.seq)],
  );
  return {};
}

function withoutPosition({ position: _position, ...comment }: CommentRow) {
  return comment;
}
