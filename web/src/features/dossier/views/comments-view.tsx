import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Empty, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { commentListSchema } from '../../../../../contracts/comment.schema';
import { LoadMore } from '../../../components/load-more';
import { ProblemAlert } from '../../../components/problem-alert';
import { get } from '../../../lib/api-client';
import { formatDateTime } from '../../../lib/format';
import { useCommand } from '../../../lib/use-command';

type Comments = z.infer<typeof commentListSchema>;
const draftKey = (id: string) => `sodo.comment.${id}`;

/** What colleagues tell one another about the dossier; the citizen never sees it. */
export function CommentsView({ id }: { readonly id: string }) {
  const { t } = useTranslation('dossier');
  const { data, error, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['dossier', id, 'comments'],
    queryFn: ({ pageParam }) => get<Comments>(`/dossiers/${id}/comments`, { query: { cursor: pageParam, limit: 30 } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const comments = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <NewComment id={id} />
      <ProblemAlert error={error} />
      {data && comments.length === 0 && <Empty description={t('comments.none')} />}
      {comments.map(({ id: key, author, body, createdAt }) => (
        <article key={key} className="dossier-comment">
          <strong>{author.name}</strong> · <span className="sodo-code">{formatDateTime(createdAt)}</span>
          <div className="dossier-text">{body}</div>
        </article>
      ))}
      <LoadMore hasMore={hasNextPage} loading={isFetchingNextPage} onMore={() => void fetchNextPage()} />
    </>
  );
}

function NewComment({ id }: { readonly id: string }) {
  const { t } = useTranslation('dossier');
  const [body, setBody] = useState(() => sessionStorage.getItem(draftKey(id)) ?? '');
  const type = (text: string) => {
    sessionStorage.setItem(draftKey(id), text);
    setBody(text);
  };
  const { mutate, isPending, error, reset } = useCommand({ onDone: () => type('') });
  const send = () => body.trim() !== '' && mutate({ path: `/dossiers/${id}/comments`, body: { body } });
  return (
    <Form layout="vertical" onFinish={send}>
      <ProblemAlert error={error} onClose={reset} />
      <Form.Item label={t('comments.label')} htmlFor="comment" style={{ marginBottom: 8 }}>
        <Input.TextArea
          id="comment"
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={4000}
          value={body}
          onChange={({ target }) => type(target.value)}
        />
      </Form.Item>
      <Button htmlType="submit" type="primary" loading={isPending} disabled={body.trim() === ''}>
        {t('comments.send')}
      </Button>
    </Form>
  );
}
