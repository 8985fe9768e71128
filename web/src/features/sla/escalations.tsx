import { useInfiniteQuery } from '@tanstack/react-query';
import { Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { z } from 'zod';
import type { escalationListSchema } from '../../../../contracts/overview.schema';
import { COLOURS } from '../../app/theme';
import { LoadMore } from '../../components/load-more';
import { ProblemAlert } from '../../components/problem-alert';
import { WideTable } from '../../components/wide-table';
import { get } from '../../lib/api-client';
import { formatDateTime } from '../../lib/format';
import { useUnits } from '../../lib/use-units';

type EscalationPage = z.infer<typeof escalationListSchema>;
type Escalation = EscalationPage['items'][number];

/** What has been raised lately; what came due while the system was down says so. */
export function Escalations() {
  const { t } = useTranslation('sla');
  const { nameOf } = useUnits();
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['escalations'],
    queryFn: ({ pageParam }) => get<EscalationPage>('/escalations', { query: { limit: 10, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section style={{ marginTop: 20 }}>
      <Typography.Title level={2} style={{ fontSize: 18, marginTop: 0 }}>
        {t('escalations')}
      </Typography.Title>
      <ProblemAlert error={error} />
      <WideTable<Escalation>
        label={t('escalations')}
        least={820}
        rowKey={({ dossierId, percent, thresholdAt }) => `${dossierId} ${percent} ${thresholdAt}`}
        dataSource={rows}
        locale={{ emptyText: t('noEscalations') }}
        card={(row) => (
          <>
            <div className="sodo-card-line">
              <Code of={row} /> <Used percent={row.percent} />
              {row.caughtUp && <Tag variant="outlined">{t('caughtUp')}</Tag>}
            </div>
            <div>
              {nameOf(row.handlingUnitId)} · {t('dueAt')} {formatDateTime(row.dueAt)}
            </div>
          </>
        )}
        columns={[
          { title: t('raisedAt'), dataIndex: 'recordedAt', width: 150, render: formatDateTime },
          {
            title: t('dossier'),
            render: (_, row) => <Code of={row} />,
          },
          { title: t('view.units'), dataIndex: 'handlingUnitId', render: nameOf },
          {
            title: t('used'),
            dataIndex: 'percent',
            align: 'right',
            render: (percent: number) => <Used percent={percent} />,
          },
          { title: t('dueAt'), dataIndex: 'dueAt', width: 150, render: formatDateTime },
          {
            title: t('note'),
            dataIndex: 'caughtUp',
            render: (caughtUp: boolean) => (caughtUp ? <Tag variant="outlined">{t('caughtUp')}</Tag> : null),
          },
        ]}
      />
      <LoadMore hasMore={hasNextPage} loading={isFetchingNextPage} onMore={() => void fetchNextPage()} />
    </section>
  );
}

function Code({ of: { dossierId, dossierCode } }: { readonly of: Escalation }) {
  return (
    <Link to={`/dossiers/${dossierId}`} className="sodo-code">
      {dossierCode}
    </Link>
  );
}

function Used({ percent }: { readonly percent: number }) {
  return <strong style={{ color: percent >= 100 ? COLOURS.late : COLOURS.near }}>{percent} %</strong>;
}
