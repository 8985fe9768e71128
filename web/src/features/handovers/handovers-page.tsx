import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { LoadMore } from '../../components/load-more';
import { Page } from '../../components/page';
import { ProblemAlert } from '../../components/problem-alert';
import { WideTable } from '../../components/wide-table';
import { get } from '../../lib/api-client';
import { formatDate } from '../../lib/format';
import { mayDo, useMe } from '../../lib/use-session';
import type { HandoverListData, HandoverRow } from './handover';
import { HandoverStatus } from './handover-status';
import { PrepareDialog } from './prepare-dialog';

/** Handovers given or received by one's units; first those that are not over. */
export function HandoversPage() {
  const { t } = useTranslation('handovers');
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  const [prepares, setPrepares] = useState(false);
  const open = search.get('all') === null;
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['handovers', open],
    queryFn: ({ pageParam }) =>
      get<HandoverListData>('/handovers', { query: { open: open || undefined, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Segmented<'open' | 'all'>
            aria-label={t('which.label')}
            value={open ? 'open' : 'all'}
            onChange={(value) => setSearch(value === 'all' ? { all: '1' } : {}, { replace: true })}
            options={(['open', 'all'] as const).map((value) => ({ value, label: t(`which.${value}`) }))}
          />
          {mayDo(me, 'handover.give') && (
            <Button type="primary" onClick={() => setPrepares(true)}>
              {t('prepare.title')}
            </Button>
          )}
        </>
      }
    >
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      <WideTable<HandoverRow>
        label={t('title')}
        least={900}
        rowKey="id"
        loading={isPending}
        dataSource={data?.pages.flatMap(({ items }) => items) ?? []}
        locale={{ emptyText: t(open ? 'noneOpen' : 'none') }}
        card={(row) => (
          <>
            <div>
              <Name row={row} /> · {row.subject}
            </div>
            <div>
              <HandoverStatus status={row.status} />
            </div>
            <div>
              {row.giver.name} → {row.receiver.name}
            </div>
          </>
        )}
        columns={[
          { title: t('code'), width: 100, render: (_, row) => <Name row={row} /> },
          { title: t('subject'), dataIndex: 'subject' },
          { title: t('status.label'), width: 150, render: (_, row) => <HandoverStatus status={row.status} /> },
          { title: t('giver'), width: 220, render: (_, row) => row.giver.name },
          { title: t('receiver'), width: 220, render: (_, row) => row.receiver.name },
          { title: t('preparedAt'), dataIndex: 'preparedAt', width: 120, render: formatDate },
        ]}
      />
      <LoadMore hasMore={hasNextPage} loading={isFetchingNextPage} onMore={() => void fetchNextPage()} />
      {prepares && <PrepareDialog onClose={() => setPrepares(false)} />}
    </Page>
  );
}

function Name({ row }: { readonly row: HandoverRow }) {
  return <Link to={`/handovers/${row.id}`}>{row.code}</Link>;
}
