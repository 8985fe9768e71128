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
import type { ProjectListData, ProjectRow } from './project';
import { ProjectStatus } from './project-status';
import { RegisterDialog } from './register-dialog';

/** Contractors' projects; first those that are not over. */
export function ProjectsPage() {
  const { t } = useTranslation('projects');
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  const [registers, setRegisters] = useState(false);
  const open = search.get('all') === null;
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['projects', open],
    queryFn: ({ pageParam }) =>
      get<ProjectListData>('/contractor-projects', { query: { open: open || undefined, cursor: pageParam } }),
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
          {mayDo(me, 'project.handle') && (
            <Button type="primary" onClick={() => setRegisters(true)}>
              {t('register.title')}
            </Button>
          )}
        </>
      }
    >
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      <WideTable<ProjectRow>
        label={t('title')}
        least={900}
        rowKey="id"
        loading={isPending}
        dataSource={data?.pages.flatMap(({ items }) => items) ?? []}
        locale={{ emptyText: t(open ? 'noneOpen' : 'none') }}
        card={(row) => (
          <>
            <div>
              <Name row={row} /> · {row.name}
            </div>
            <div>
              <ProjectStatus status={row.status} />
            </div>
            <div>
              {t('contractor')}: {row.contractor.name}
            </div>
          </>
        )}
        columns={[
          { title: t('code'), width: 100, render: (_, row) => <Name row={row} /> },
          { title: t('name'), dataIndex: 'name' },
          { title: t('status.label'), width: 190, render: (_, row) => <ProjectStatus status={row.status} /> },
          { title: t('contractor'), width: 230, render: (_, row) => row.contractor.name },
          { title: t('owner'), width: 230, render: (_, row) => row.owner.name },
          { title: t('registeredAt'), dataIndex: 'registeredAt', width: 130, render: formatDate },
        ]}
      />
      <LoadMore hasMore={hasNextPage} loading={isFetchingNextPage} onMore={() => void fetchNextPage()} />
      {registers && <RegisterDialog onClose={() => setRegisters(false)} />}
    </Page>
  );
}

function Name({ row }: { readonly row: ProjectRow }) {
  return <Link to={`/projects/${row.id}`}>{row.code}</Link>;
}
