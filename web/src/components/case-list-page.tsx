import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Segmented, type TableProps } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { get } from '../lib/api-client';
import { LoadMore } from './load-more';
import { Page } from './page';
import { ProblemAlert } from './problem-alert';
import { WideTable } from './wide-table';

interface ListPage<Row> {
  readonly items: readonly Row[];
  readonly nextCursor: string | null;
}

interface CaseListPageProps<Row> {
  /** Its texts: `title`, `which.*`, `noneOpen`, `none`. */
  readonly namespace: string;
  /** Below the API. */
  readonly path: string;
  /** How a new one is begun, by whom it may. */
  readonly begin?: {
    readonly label: string;
    readonly dialog: (close: () => void) => ReactNode;
  };
  readonly card: (row: Row) => ReactNode;
  readonly columns: NonNullable<TableProps<Row>['columns']>;
}

/** Others work on them meanwhile. */
const READ_ANEW_MS = 30_000;

/** Cases of one kind; first those that are not over. */
export function CaseListPage<Row extends { readonly id: string }>(props: CaseListPageProps<Row>) {
  const { namespace, path, begin, card, columns } = props;
  const { t } = useTranslation(namespace);
  const [search, setSearch] = useSearchParams();
  const [begins, setBegins] = useState(false);
  const open = search.get('all') === null;
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: [namespace, open],
    queryFn: ({ pageParam }) => get<ListPage<Row>>(path, { query: { open: open || undefined, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: READ_ANEW_MS,
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
          {begin && (
            <Button type="primary" onClick={() => setBegins(true)}>
              {begin.label}
            </Button>
          )}
        </>
      }
    >
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      <WideTable<Row>
        label={t('title')}
        least={900}
        rowKey="id"
        loading={isPending}
        dataSource={data?.pages.flatMap(({ items }) => items) ?? []}
        locale={{ emptyText: t(open ? 'noneOpen' : 'none') }}
        card={card}
        columns={columns}
      />
      <LoadMore hasMore={hasNextPage} loading={isFetchingNextPage} onMore={() => void fetchNextPage()} />
      {begins && begin?.dialog(() => setBegins(false))}
    </Page>
  );
}
