import { DeleteOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Empty, Flex, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { z } from 'zod';
import type { draftListSchema } from '../../../../contracts/draft.schema';
import type { procedureListSchema } from '../../../../contracts/procedure.schema';
import { LoadMore } from '../../components/load-more';
import { ProblemAlert } from '../../components/problem-alert';
import { WideTable } from '../../components/wide-table';
import { get } from '../../lib/api-client';
import { formatDateTime } from '../../lib/format';
import { useCommand } from '../../lib/use-command';

type DraftPage = z.infer<typeof draftListSchema>;
type Draft = DraftPage['items'][number];

/** Dossiers that were begun and not received yet, the latest first. */
export function DraftList({ view }: { readonly view: 'mine' | 'unit' }) {
  const { t } = useTranslation('intake');
  const list = useInfiniteQuery({
    queryKey: ['drafts', view],
    queryFn: ({ pageParam }) => get<DraftPage>('/drafts', { query: { view, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const names = useQuery({
    queryKey: ['procedures', ''],
    queryFn: () => get<z.infer<typeof procedureListSchema>>('/procedures'),
    staleTime: 10 * 60_000,
  });
  const nameOf = (key: string) => names.data?.items.find((procedure) => procedure.key === key)?.shortName ?? key;
  const drop = useCommand();
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const open = ({ id, applicantName }: Draft) => (
    <Link to={`/intake/${id}`}>{applicantName === '' ? t('drafts.nameless') : applicantName}</Link>
  );
  const remove = ({ id, applicantName }: Draft) => (
    <Popconfirm
      title={t('drafts.deleteAsk')}
      okText={t('drafts.delete')}
      onConfirm={() => drop.mutate({ method: 'DELETE', path: `/drafts/${id}` })}
    >
      <Button
        type="text"
        size="small"
        icon={<DeleteOutlined />}
        aria-label={t('drafts.deleteOne', { name: applicantName })}
      />
    </Popconfirm>
  );
  return (
    <>
      <ProblemAlert error={list.error ?? drop.error} onClose={drop.reset} />
      <WideTable<Draft>
        label={t('drafts.title')}
        rowKey="id"
        loading={list.isPending}
        dataSource={items}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('drafts.none')} /> }}
        card={(draft) => (
          <Flex justify="space-between" align="center" gap={8}>
            <div>
              {open(draft)}
              <div>
                {nameOf(draft.procedureKey)} · {formatDateTime(draft.updatedAt)}
              </div>
            </div>
            {remove(draft)}
          </Flex>
        )}
        columns={[
          { title: t('drafts.applicant'), render: (_value, draft) => open(draft) },
          { title: t('drafts.procedure'), render: (_value, { procedureKey }) => nameOf(procedureKey) },
          { title: t('drafts.updated'), render: (_value, { updatedAt }) => formatDateTime(updatedAt) },
          { title: '', align: 'right', render: (_value, draft) => <Flex justify="end">{remove(draft)}</Flex> },
        ]}
      />
      <LoadMore hasMore={list.hasNextPage} loading={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />
    </>
  );
}
