import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Alert, Button, Flex, Segmented, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { dossierWorkflowId } from '../../../../contracts/ids';
import type { outboxListSchema } from '../../../../contracts/overview.schema';
import type { systemAboutSchema } from '../../../../contracts/system.schema';
import { LoadMore } from '../../components/load-more';
import { Page } from '../../components/page';
import { ProblemAlert } from '../../components/problem-alert';
import { WideTable } from '../../components/wide-table';
import { get } from '../../lib/api-client';
import { formatDateTime } from '../../lib/format';
import { mayDo, useMe } from '../../lib/use-session';
import { useRetries } from './use-retries';

type OutboxPageOf = z.infer<typeof outboxListSchema>;
type Item = OutboxPageOf['items'][number];
type About = z.infer<typeof systemAboutSchema>;

/** Deliveries come and go by themselves, without a change of a dossier. */
const READ_ANEW_MS = 10_000;

/** What could not be delivered, and what still waits; somebody has what failed tried again. */
export function OutboxPage() {
  const { t } = useTranslation('outbox');
  const me = useMe();
  const [failed, setFailed] = useState(true);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const about = useQuery({ queryKey: ['about'], queryFn: () => get<About>('/system/about'), staleTime: 60_000 });
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['outbox', failed],
    queryFn: ({ pageParam }) => get<OutboxPageOf>('/outbox', { query: { failed, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: READ_ANEW_MS,
  });
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  const selected = rows.filter(({ id }) => chosen.includes(id));
  const retries = useRetries();
  const mayRetry = failed && mayDo(me, 'outbox.retry');
  const actions = ({ id, dossierId }: Item) => (
    <Flex gap={8}>
      {mayRetry && (
        <Button size="small" disabled={retries.busy} onClick={() => void retries.retry([id])}>
          {t('retry')}
        </Button>
      )}
      {about.data?.temporalUi && dossierId !== null && (
        <a href={workflowPage(about.data.temporalUi, dossierId)} target="_blank" rel="noreferrer">
          {t('workflow')}
        </a>
      )}
    </Flex>
  );
  return (
    <Page
      title={t('title')}
      actions={
        <Segmented<'failed' | 'waiting'>
          aria-label={t('which')}
          value={failed ? 'failed' : 'waiting'}
          onChange={(value) => setFailed(value === 'failed')}
          options={(['failed', 'waiting'] as const).map((value) => ({ value, label: t(value) }))}
        />
      }
    >
      {about.data && <AboutLine about={about.data} />}
      <ProblemAlert error={error ?? about.error} onRetry={() => void refetch()} />
      {retries.summary && (
        <Alert
          type={retries.summary.refused > 0 ? 'warning' : 'success'}
          showIcon
          role="status"
          closable={{ onClose: retries.clear }}
          title={t('summary', retries.summary)}
          style={{ marginBottom: 12 }}
        />
      )}
      {mayRetry && (
        <Flex gap={8} style={{ marginBottom: 8 }}>
          <Button
            type="primary"
            disabled={selected.length === 0}
            loading={retries.busy}
            onClick={() => void retries.retry(selected.map(({ id }) => id))}
          >
            {t('retrySelected', { count: selected.length })}
          </Button>
        </Flex>
      )}
      <WideTable<Item>
        label={t('title')}
        least={960}
        rowKey="id"
        loading={isPending}
        dataSource={rows}
        locale={{ emptyText: t(failed ? 'noneFailed' : 'noneWaiting') }}
        {...(mayRetry && {
          rowSelection: {
            selectedRowKeys: selected.map(({ id }) => id),
            onChange: (keys) => setChosen(keys.map(String)),
            getCheckboxProps: ({ id }) => ({ 'aria-label': t('choose', { id }) }),
          },
        })}
        card={(item) => (
          <>
            <What item={item} />
            <div>
              {t(failed ? 'failedAt' : 'nextAttemptAt')}:{' '}
              {formatDateTime((failed ? item.failedAt : item.nextAttemptAt) ?? item.createdAt)} · {t('attempts')}:{' '}
              {item.attempts}
            </div>
            {item.lastError && <div className="sodo-outbox-error">{item.lastError}</div>}
            {actions(item)}
          </>
        )}
        columns={[
          { title: t('what'), render: (_, item) => <What item={item} /> },
          { title: t('createdAt'), dataIndex: 'createdAt', width: 150, render: formatDateTime },
          { title: t('attempts'), dataIndex: 'attempts', align: 'right', width: 90 },
          failed
            ? { title: t('failedAt'), dataIndex: 'failedAt', width: 150, render: formatDateTime }
            : { title: t('nextAttemptAt'), dataIndex: 'nextAttemptAt', width: 150, render: formatDateTime },
          {
            title: t('lastError'),
            dataIndex: 'lastError',
            render: (text: string | null) => text && <div className="sodo-outbox-error">{text}</div>,
          },
          { title: t('actions'), render: (_, item) => actions(item) },
        ]}
      />
      <LoadMore hasMore={hasNextPage} loading={isFetchingNextPage} onMore={() => void fetchNextPage()} />
    </Page>
  );
}

function AboutLine({ about }: { readonly about: About }) {
  const { t } = useTranslation('outbox');
  return (
    <Typography.Paragraph type="secondary">
      {t('about', { version: about.version, since: formatDateTime(about.startedAt) })}
      {about.temporalUi && (
        <>
          {' · '}
          <a
            href={`${about.temporalUi.url}/namespaces/${about.temporalUi.namespace}/workflows`}
            target="_blank"
            rel="noreferrer"
          >
            {t('temporal')}
          </a>
        </>
      )}
    </Typography.Paragraph>
  );
}

/** The kind in words, and what exactly as the last part of the item's key. */
function What({ item }: { readonly item: Item }) {
  const { t } = useTranslation('outbox');
  const detail = item.key.slice(item.key.lastIndexOf(`/${item.kind}/`) + item.kind.length + 2);
  return (
    <>
      <Tag variant="outlined" style={{ marginInlineEnd: 6 }}>
        {t(`kind.${item.kind}`, { defaultValue: item.kind })}
      </Tag>
      {item.key.includes(`/${item.kind}/`) && t(`detail.${detail}`, { defaultValue: detail })}
    </>
  );
}

function workflowPage({ url, namespace }: NonNullable<About['temporalUi']>, dossierId: string): string {
  return `${url}/namespaces/${namespace}/workflows/${encodeURIComponent(dossierWorkflowId(dossierId))}`;
}
