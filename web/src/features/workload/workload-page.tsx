import { useQuery } from '@tanstack/react-query';
import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { workloadSchema } from '../../../../contracts/workload.schema';
import { Page } from '../../components/page';
import { PageLoading } from '../../components/page-loading';
import { ProblemAlert } from '../../components/problem-alert';
import { get } from '../../lib/api-client';
import { formatTime } from '../../lib/format';
import { useUnits } from '../../lib/use-units';
import { Heat } from './heat';
import { LoadChart } from './load-chart';
import { LoadTable } from './load-table';

export type Workload = z.infer<typeof workloadSchema>;

/** What comes due in the next ten working days, for whom; and where the time goes in a procedure. */
export function WorkloadPage() {
  const { t } = useTranslation('workload');
  const { nameOf } = useUnits();
  const { data, error, refetch } = useQuery({
    // Under 'sla': a dossier that changes changes the forecast.
    queryKey: ['sla', 'workload'],
    queryFn: () => get<Workload>('/workload'),
    refetchInterval: 60_000,
  });
  return (
    <Page
      title={t('title')}
      beside={data && <Typography.Text type="secondary">{t('at', { time: formatTime(data.at) })}</Typography.Text>}
    >
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {!data ? (
        !error && <PageLoading />
      ) : (
        <>
          <Heading>{t('forecast')}</Heading>
          <LoadChart workload={data} />
          <LoadTable
            title={t('unit')}
            days={data.days}
            rows={data.units.map(({ unitId, unitName, ...load }) => ({ key: unitId, name: unitName, ...load }))}
          />
          <LoadTable
            title={t('person')}
            days={data.days}
            rows={data.people.map(({ accountId, displayName, unitId, ...load }) => ({
              key: accountId ?? unitId,
              name: `${displayName ?? t('nobody')} · ${nameOf(unitId)}`,
              ...load,
            }))}
          />
        </>
      )}
      <Heading>{t('heat')}</Heading>
      <Heat />
    </Page>
  );
}

function Heading({ children }: { readonly children: string }) {
  return (
    <Typography.Title level={2} style={{ fontSize: 18, marginTop: 8 }}>
      {children}
    </Typography.Title>
  );
}
