import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { Refusal } from '../../../domain/refusal';
import { ApiRefusal } from '../../problem-details';

/**
 * Takes one message of a partner once. The same id with the same bytes gets the first answer; with other bytes it is
 * refused. A message whose work was interrupted has no answer yet and is worked on again: everything in `work` is
 * idempotent by the message's id. A refused message leaves nothing, so that a corrected one may come under its id.
 * @throws ApiRefusal MESSAGE_ID_REUSED, and what `work` refuses
 */
export async function takeMessage<Answer>(
  pool: Pool,
  message: { readonly partner: string; readonly messageId: string; readonly bytes: Buffer },
  work: () => Promise<Answer>,
): Promise<Answer> {
  const { partner, messageId, bytes } = message;
  const hash = createHash('sha256').update(bytes).digest('hex');
  await pool.query(
    'insert into inbound_message (partner, message_id, body_sha256) values ($1, $2, $3) on conflict do nothing',
    [partner, messageId, hash],
  );
  const { rows } = await pool.query<{ hash: string; answer: Answer | null }>(
    'select body_sha256 as hash, answer from inbound_message where partner = $1 and message_id = $2',
    [partner, messageId],
  );
  const [known] = rows;
  if (known && known.hash !== hash)
    throw new ApiRefusal('MESSAGE_ID_REUSED', `Message ${messageId} came before with another content.`);
  if (known?.answer != null) return known.answer;
  let answer: Answer;
  try {
    answer = await work();
  } catch (error) {
    if (error instanceof Refusal) await forget(pool, partner, messageId);
    throw error;
  }
  await pool.query('update inbound_message set answer = $3 where partner = $1 and message_id = $2', [
    partner,
    messageId,
    JSON.stringify(answer),
  ]);
  return answer;
}

async function forget(pool: Pool, partner: string, messageId: string): Promise<void> {
  await pool.query('delete from inbound_message where partner = $1 and message_id = $2 and answer is null', [
    partner,
    messageId,
  ]);
}
