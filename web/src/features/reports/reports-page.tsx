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
import { formatDateTime, formatDay } from '../../lib/format';
import { mayDo, useMe } from '../../lib/use-session';
import { OpenDialog } from './open-dialog';
import type { ReportListData, ReportRow } from './report';
import { ReportStatus, usePeriodName } from './report-marks';

/** Reports of one's units, and those owed to them; first those that are not over. */
export function ReportsPage() {
  const { t } = useTranslation('reports');
  const me = useMe();
  const nameOf = usePeriodName();
  const [search, setSearch] = useSearchParams();
  const [asks, setAsks] = useState(false);
  const open = search.get('all') === null;
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['reports', open],
    queryFn: ({ pageParam }) =>
      get<ReportListData>('/reports', { query: { open: open || undefined, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: 30_000,
  });
  const receiverOf = (row: ReportRow) => row.receiver?.name ?? t('outside');
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
          {mayDo(me, 'report.request') && (
            <Button type="primary" onClick={() => setAsks(true)}>
              {t('ask.title')}
            </Button>
          )}
        </>
      }
    >
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      <WideTable<ReportRow>
        label={t('title')}
        least={900}
        rowKey="id"
        loading={isPending}
        dataSource={data?.pages.flatMap(({ items }) => items) ?? []}
        locale={{ emptyText: t(open ? 'noneOpen' : 'none') }}
        card={(row) => (
          <>
            <div>
              <Link to={`/reports/${row.id}`}>{row.code}</Link> · {nameOf(row)}
            </div>
            <div>
              <ReportStatus {...row} />
            </div>
            <div>
              {row.unit.name} → {receiverOf(row)} · {t('dueAt')}: {formatDateTime(row.dueAt)}
            </div>
          </>
        )}
        columns={[
          { title: t('code'), width: 100, render: (_, row) => <Link to={`/reports/${row.id}`}>{row.code}</Link> },
          {
            title: t('periodLabel'),
            width: 220,
            render: (_, row) => (
              <>
                <div>{nameOf(row)}</div>
                {row.named && <small>{t('span', { from: formatDay(row.from), to: formatDay(row.to) })}</small>}
              </>
            ),
          },
          { title: t('status.label'), width: 200, render: (_, row) => <ReportStatus {...row} /> },
          { title: t('unit'), render: (_, row) => row.unit.name },
          { title: t('receiver'), render: (_, row) => receiverOf(row) },
          { title: t('dueAt'), dataIndex: 'dueAt', width: 150, render: formatDateTime },
        ]}
      />
      <LoadMore hasMore={hasNextPage} loading={isFetchingNextPage} onMore={() => void fetchNextPage()} />
      {asks && <OpenDialog onClose={() => setAsks(false)} />}
    </Page>
  );
}
