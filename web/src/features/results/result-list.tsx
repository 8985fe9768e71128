import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Empty, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { DueBadge } from '../../components/due-badge';
import { LoadMore } from '../../components/load-more';
import { ProblemAlert } from '../../components/problem-alert';
import { formatDateTime } from '../../lib/format';
import { readResults, type WaitingResult } from './use-results';

interface ResultListProps {
  readonly q: string | undefined;
  readonly onOpen: (result: WaitingResult) => void;
}

export function ResultList({ q, onOpen }: ResultListProps) {
  const { t } = useTranslation('results');
  const list = useInfiniteQuery({
    queryKey: ['results', 'list', q ?? ''],
    queryFn: ({ pageParam }) => readResults(q, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  return (
    <>
      <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />
      <Table<WaitingResult>
        size="small"
        rowKey={({ dossierId, instance }) => `${dossierId} ${instance}`}
        loading={list.isPending}
        pagination={false}
        dataSource={list.data?.pages.flatMap((page) => page.items) ?? []}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('none')} /> }}
        columns={[
          {
            title: t('code'),
            render: (_value, result) => (
              <Button type="link" size="small" style={{ padding: 0 }} onClick={() => onOpen(result)}>
                {result.dossierCode}
              </Button>
            ),
          },
          { title: t('applicant'), dataIndex: 'applicantName' },
          { title: t('since'), render: (_value, { openedAt }) => formatDateTime(openedAt) },
          {
            title: t('due'),
            render: (_value, { dueState, dossierDueAt }) => <DueBadge state={dueState} dueAt={dossierDueAt} />,
          },
        ]}
      />
      <LoadMore hasMore={list.hasNextPage} loading={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />
    </>
  );
}
