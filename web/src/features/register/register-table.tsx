import { useInfiniteQuery } from '@tanstack/react-query';
import { Empty } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { z } from 'zod';
import type { registerSchema } from '../../../../contracts/register.schema';
import { LoadMore } from '../../components/load-more';
import { ProblemAlert } from '../../components/problem-alert';
import { WideTable } from '../../components/wide-table';
import { get } from '../../lib/api-client';
import { formatDate, formatTime } from '../../lib/format';

type Register = z.infer<typeof registerSchema>;
type Entry = Register['items'][number];

interface RegisterTableProps {
  readonly unit: string;
  readonly from: string;
  readonly to: string;
}

const shownDay = (instant: string | null) => (instant === null ? '' : formatDate(instant));

/** The columns of the official form, in the order of receipt. */
export function RegisterTable({ unit, from, to }: RegisterTableProps) {
  const { t } = useTranslation('register');
  const { t: common } = useTranslation();
  const list = useInfiniteQuery({
    queryKey: ['register', unit, from, to],
    queryFn: ({ pageParam }) =>
      get<Register>('/register', { query: { unit, from, to, limit: 100, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />
      <WideTable<Entry>
        label={t('title')}
        least={1060}
        bordered
        rowKey="id"
        className="sodo-register"
        loading={list.isPending && !list.error}
        dataSource={items}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('none')} /> }}
        card={(entry) => (
          <>
            <div className="sodo-card-line">
              <Link to={`/dossiers/${entry.id}`}>{entry.code}</Link> {common(`status.${entry.status}`)}
            </div>
            <div>
              <strong>{entry.applicantName}</strong> · {entry.procedureName}
            </div>
            {t('received')} {formatDate(entry.receivedAt)} · {t('due')} {formatDate(entry.dueAt)}
          </>
        )}
        columns={[
          { title: t('index'), width: 36, align: 'center', render: (_value, _entry, index) => index + 1 },
          {
            title: t('code'),
            width: 108,
            render: (_value, { id, code }) => <Link to={`/dossiers/${id}`}>{code}</Link>,
          },
          { title: t('procedure'), dataIndex: 'procedureName', width: 190 },
          { title: t('applicant'), dataIndex: 'applicantName', width: 100 },
          {
            title: t('contact'),
            width: 150,
            render: (_value, { address, phone }) => [address, phone].filter(Boolean).join('; '),
          },
          { title: t('responsible'), dataIndex: 'responsibleUnit', width: 110 },
          {
            title: t('received'),
            width: 76,
            render: (_value, { receivedAt }) => `${formatDate(receivedAt)} ${formatTime(receivedAt)}`,
          },
          { title: t('due'), width: 76, render: (_value, { dueAt }) => formatDate(dueAt) },
          { title: t('forwarded'), width: 76, render: (_value, { forwardedAt }) => shownDay(forwardedAt) },
          { title: t('decided'), width: 76, render: (_value, { decidedAt }) => shownDay(decidedAt) },
          {
            title: t('returned'),
            width: 92,
            render: (_value, { returnedAt, channel, receiverName }) =>
              [shownDay(returnedAt), common(`channel.${channel ?? 'COUNTER'}`), receiverName]
                .filter(Boolean)
                .map((line) => <div key={line}>{line}</div>),
          },
          { title: t('status'), width: 78, render: (_value, { status }) => common(`status.${status}`) },
        ]}
      />
      <p role="status" style={{ margin: '8px 0' }}>
        {t(list.hasNextPage ? 'countMore' : 'count', { count: items.length })}
      </p>
      <LoadMore hasMore={list.hasNextPage} loading={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />
    </>
  );
}
