import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Empty } from 'antd';
import { useTranslation } from 'react-i18next';
import { DueBadge } from '../../components/due-badge';
import { LoadMore } from '../../components/load-more';
import { ProblemAlert } from '../../components/problem-alert';
import { WideTable } from '../../components/wide-table';
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
  const code = (result: WaitingResult) => (
    <Button type="link" size="small" style={{ padding: 0 }} onClick={() => onOpen(result)}>
      {result.dossierCode}
    </Button>
  );
  const due = ({ dueState, dossierDueAt }: WaitingResult) => <DueBadge state={dueState} dueAt={dossierDueAt} />;
  return (
    <>
      <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />
      <WideTable<WaitingResult>
        label={t('list')}
        rowKey={({ dossierId, instance }) => `${dossierId} ${instance}`}
        loading={list.isPending}
        dataSource={list.data?.pages.flatMap((page) => page.items) ?? []}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('none')} /> }}
        card={(result) => (
          <>
            <div className="sodo-card-line">
              {code(result)} {due(result)}
            </div>
            {result.applicantName}
          </>
        )}
        columns={[
          { title: t('code'), render: (_value, result) => code(result) },
          { title: t('applicant'), dataIndex: 'applicantName' },
          { title: t('since'), render: (_value, { openedAt }) => formatDateTime(openedAt) },
          { title: t('due'), render: (_value, result) => due(result) },
        ]}
      />
      <LoadMore hasMore={list.hasNextPage} loading={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />
    </>
  );
}
