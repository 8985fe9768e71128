import type { PoolClient } from 'pg';
import type { CaseCommit } from '../../domain/cases/case-commit';
import type { CaseEvent } from '../../domain/cases/case-state';

/**
 * Queues a mail for each event of a step that people are told of, in the order of the case.
 * @param line first part of the ordering key, the kind of case as mails name it
 * @param newsOf what the mail is composed from; nothing for what nobody is told
 */
export async function queueNews(
  client: PoolClient,
  { caseId, seq, events }: CaseCommit,
  line: string,
  newsOf: (event: CaseEvent, at: number) => object | undefined,
): Promise<void> {
  const orderingKey = `${line}/${caseId}`;
  const news = events.flatMap(({ event, at }, index) => {
    const payload = newsOf(event, at);
    return payload ? [{ key: `${orderingKey}/${seq}/${at}/${index}`, payload }] : [];
  });
  // Of a step that never was nothing more is told.
  await client.query(
    'delete from outbox where ordering_key = $1 and seq >= $2 and delivered_at is null and key <> all($3)',
    [orderingKey, seq, news.map(({ key }) => key)],
  );
  await client.query(
    `insert into outbox (key, kind, seq, ordering_key, payload)
     select n.key, 'mail', $2, $1, n.payload from rows from (jsonb_to_recordset($3) as (key text, payload jsonb))
       with ordinality as n(key, payload, number) order by n.number
     on conflict (key) do nothing`,
    [orderingKey, seq, JSON.stringify(news)],
  );
}
