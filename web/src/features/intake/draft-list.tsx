import { DeleteOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Empty, Flex, Popconfirm, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { z } from 'zod';
import type { draftListSchema } from '../../../../contracts/draft.schema';
import type { procedureListSchema } from '../../../../contracts/procedure.schema';
import { LoadMore } from '../../components/load-more';
import { ProblemAlert } from '../../components/problem-alert';
import { get } from '../../lib/api-client';
import { formatDateTime } from '../../lib/format';
import { useCommand } from '../../lib/use-command';

type DraftPage = z.infer<typeof draftListSchema>;

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
  return (
    <>
      <ProblemAlert error={list.error ?? drop.error} onClose={drop.reset} />
      <Table<DraftPage['items'][number]>
        size="small"
        rowKey="id"
        loading={list.isPending}
        pagination={false}
        dataSource={items}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('drafts.none')} /> }}
        columns={[
          {
            title: t('drafts.applicant'),
            render: (_value, { id, applicantName }) => (
              <Link to={`/intake/${id}`}>{applicantName === '' ? t('drafts.nameless') : applicantName}</Link>
            ),
          },
          { title: t('drafts.procedure'), render: (_value, { procedureKey }) => nameOf(procedureKey) },
          { title: t('drafts.updated'), render: (_value, { updatedAt }) => formatDateTime(updatedAt) },
          {
            title: '',
            align: 'right',
            render: (_value, { id, applicantName }) => (
              <Flex justify="end">
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
              </Flex>
            ),
          },
        ]}
      />
      <LoadMore hasMore={list.hasNextPage} loading={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />
    </>
  );
}
