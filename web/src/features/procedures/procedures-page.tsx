import { useQuery } from '@tanstack/react-query';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { z } from 'zod';
import type { procedureVersionListSchema } from '../../../../contracts/procedure.schema';
import { COLOURS } from '../../app/theme';
import { Page } from '../../components/page';
import { ProblemAlert } from '../../components/problem-alert';
import { WideTable } from '../../components/wide-table';
import { get } from '../../lib/api-client';
import { formatDateTime, formatDay } from '../../lib/format';

type VersionList = z.infer<typeof procedureVersionListSchema>;
type Row = VersionList['items'][number];

/** Every procedure under every legal regime; read only. */
export function ProceduresPage() {
  const { t } = useTranslation('procedures');
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['procedure-versions'],
    queryFn: () => get<VersionList>('/procedure-versions'),
  });
  return (
    <Page title={t('title')}>
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      <WideTable<Row>
        label={t('title')}
        least={1000}
        rowKey={({ key, regime }) => `${key} ${regime}`}
        loading={isPending}
        dataSource={data?.items ?? []}
        columns={[
          {
            title: t('procedure'),
            render: (_, { key, regime, shortName }) => (
              <Link to={`/admin/procedures/${encodeURIComponent(key)}/${encodeURIComponent(regime)}`}>
                <strong>{key}</strong> · {shortName}
              </Link>
            ),
          },
          { title: t('regime'), render: (_, { regime, regimeName }) => `${regime} · ${regimeName}` },
          { title: t('officialCode'), dataIndex: 'officialCode' },
          {
            title: t('effective'),
            render: (_, { effectiveFrom, effectiveTo, inForce }) => (
              <>
                {formatDay(effectiveFrom)} – {effectiveTo ? formatDay(effectiveTo) : '…'}{' '}
                <Tag variant="outlined" style={{ color: inForce ? COLOURS.fine : COLOURS.quiet, background: '#fff' }}>
                  {t(inForce ? 'inForce' : 'notInForce')}
                </Tag>
              </>
            ),
          },
          {
            title: t('version'),
            render: (_, { version, publishedAt, versions }) => (
              <>
                <code>{version.slice(0, 8)}</code> · {formatDateTime(publishedAt)} ·{' '}
                {t('versionCount', { count: versions })}
              </>
            ),
          },
          {
            title: t('unverified'),
            dataIndex: 'unverified',
            align: 'right',
            render: (count: number) => (count === 0 ? 0 : <strong style={{ color: COLOURS.near }}>{count}</strong>),
          },
        ]}
      />
    </Page>
  );
}
