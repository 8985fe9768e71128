import { useInfiniteQuery } from '@tanstack/react-query';
import { Empty, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import type { z } from 'zod';
import type { dossierListSchema } from '../../../../contracts/dossier.schema';
import { DueBadge } from '../../components/due-badge';
import { LoadMore } from '../../components/load-more';
import { Page } from '../../components/page';
import { ProblemAlert } from '../../components/problem-alert';
import { StatusTag } from '../../components/status-tag';
import { WideTable } from '../../components/wide-table';
import { get } from '../../lib/api-client';
import { formatDate } from '../../lib/format';
import { useUnits } from '../../lib/use-units';
import { SearchFilters } from './search-filters';

type DossierList = z.infer<typeof dossierListSchema>;
type Row = DossierList['items'][number];

const FILTERS = ['q', 'status', 'unit', 'from', 'to'] as const;

/** Every dossier of my units, found by a word with or without accents; what is set stands in the address. */
export function DossierSearchPage() {
  const { t } = useTranslation('dossier-search');
  const [parameters, setParameters] = useSearchParams();
  const navigate = useNavigate();
  const { nameOf } = useUnits();
  const filters = Object.fromEntries(
    FILTERS.flatMap((name) => {
      const value = parameters.get(name);
      return value ? [[name, value]] : [];
    }),
  );
  const { data, error, refetch, isPending, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['dossiers', filters],
    queryFn: ({ pageParam }) => get<DossierList>('/dossiers', { query: { ...filters, cursor: pageParam, limit: 50 } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  const columns: TableColumnsType<Row> = [
    { title: t('code'), dataIndex: 'code', render: (_code, row) => <Code of={row} /> },
    { title: t('applicant'), dataIndex: 'applicantName' },
    { title: t('status'), dataIndex: 'status', render: (status: string) => <StatusTag status={status} /> },
    { title: t('due'), key: 'due', render: (_value, row) => <DueBadge state={row.dueState} dueAt={row.dueAt} /> },
    { title: t('received'), dataIndex: 'receivedAt', render: formatDate },
    { title: t('handling'), dataIndex: 'handlingUnitId', render: nameOf },
  ];
  return (
    <Page title={t('title')}>
      <SearchFilters
        filters={filters}
        onChange={(changed) => {
          const next = { ...filters, ...changed };
          setParameters(
            Object.entries(next).flatMap(([name, value]) => (value ? [[name, value] as [string, string]] : [])),
            { replace: true },
          );
        }}
      />
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      <WideTable<Row>
        label={t('list')}
        least={920}
        rowKey="id"
        loading={isPending}
        columns={columns}
        dataSource={rows}
        card={(row) => (
          <>
            <div className="sodo-card-line">
              <Code of={row} /> <StatusTag status={row.status} />
            </div>
            <div>
              <strong>{row.applicantName}</strong> · {t('received')} {formatDate(row.receivedAt)}
            </div>
            <DueBadge state={row.dueState} dueAt={row.dueAt} />
          </>
        )}
        locale={{ emptyText: <Empty description={t('nothing')} /> }}
        onRow={({ id }) => ({ onDoubleClick: () => void navigate(`/dossiers/${id}`) })}
      />
      <LoadMore hasMore={hasNextPage} loading={isFetchingNextPage} onMore={() => void fetchNextPage()} />
    </Page>
  );
}

function Code({ of: { id, code } }: { readonly of: Row }) {
  return (
    <Link to={`/dossiers/${id}`} className="sodo-code">
      {code}
    </Link>
  );
}
