import { useInfiniteQuery } from '@tanstack/react-query';
import { Select, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { LoadMore } from '../../components/load-more';
import { Page } from '../../components/page';
import { ProblemAlert } from '../../components/problem-alert';
import { WideTable } from '../../components/wide-table';
import { get } from '../../lib/api-client';
import { formatDateTime } from '../../lib/format';
import { INCIDENT_CLASSES, type IncidentListData, type IncidentRow } from './incident';
import { LimitBadge, SeverityMark, StatusMark } from './incident-marks';

/** Limits fall by themselves, without anybody doing anything. */
const READ_ANEW_MS = 10_000;

/** The register of incidents; first what is not over. */
export function IncidentsPage() {
  const { t } = useTranslation('incidents');
  const [search, setSearch] = useSearchParams();
  const open = search.get('all') === null;
  const incidentClass = search.get('class') ?? undefined;
  const change = (name: string, value: string | undefined) => {
    const next = new URLSearchParams(search);
    if (value === undefined) next.delete(name);
    else next.set(name, value);
    setSearch(next, { replace: true });
  };
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['incidents', open, incidentClass],
    queryFn: ({ pageParam }) =>
      get<IncidentListData>('/incidents', {
        query: { open: open || undefined, class: incidentClass, cursor: pageParam },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: READ_ANEW_MS,
  });
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Select
            aria-label={t('class.label')}
            allowClear
            placeholder={t('class.any')}
            value={incidentClass}
            onChange={(value: string | undefined) => change('class', value)}
            style={{ width: 260, maxWidth: '100%' }}
            options={INCIDENT_CLASSES.map((value) => ({ value, label: t(`class.${value}`) }))}
          />
          <Segmented<'open' | 'all'>
            aria-label={t('which.label')}
            value={open ? 'open' : 'all'}
            onChange={(value) => change('all', value === 'all' ? '1' : undefined)}
            options={(['open', 'all'] as const).map((value) => ({ value, label: t(`which.${value}`) }))}
          />
        </>
      }
    >
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      <WideTable<IncidentRow>
        label={t('title')}
        least={980}
        rowKey="id"
        loading={isPending}
        dataSource={rows}
        locale={{ emptyText: t(open ? 'noneOpen' : 'none') }}
        card={(row) => (
          <>
            <div>
              <Name row={row} /> · {t(`class.${row.class}`)}
            </div>
            <div>
              <StatusMark status={row.status} /> <SeverityMark severity={row.severity} /> <LimitBadge row={row} />
            </div>
            <div className="sodo-incident-description">{row.description}</div>
            <div>
              {t('detectedAt')}: {formatDateTime(row.detectedAt)}
            </div>
          </>
        )}
        columns={[
          { title: t('code'), width: 100, render: (_, row) => <Name row={row} /> },
          {
            title: t('what'),
            render: (_, row) => (
              <>
                <div>{t(`class.${row.class}`)}</div>
                <div className="sodo-incident-description">{row.description}</div>
              </>
            ),
          },
          { title: t('severity.label'), width: 150, render: (_, row) => <SeverityMark severity={row.severity} /> },
          { title: t('status.label'), width: 140, render: (_, row) => <StatusMark status={row.status} /> },
          { title: t('duty.label'), width: 190, render: (_, row) => t(`duty.${row.duty}`) },
          { title: t('detectedAt'), dataIndex: 'detectedAt', width: 150, render: formatDateTime },
          { title: t('limit'), width: 200, render: (_, row) => <LimitBadge row={row} /> },
        ]}
      />
      <LoadMore hasMore={hasNextPage} loading={isFetchingNextPage} onMore={() => void fetchNextPage()} />
    </Page>
  );
}

function Name({ row }: { readonly row: IncidentRow }) {
  return <Link to={`/incidents/${row.id}`}>{row.code}</Link>;
}
