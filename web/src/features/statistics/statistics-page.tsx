import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Flex, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Statistics } from '../../../../contracts/statistics.schema';
import { ExportButtons } from '../../components/export-buttons';
import { Page } from '../../components/page';
import { PageLoading } from '../../components/page-loading';
import { ProblemAlert } from '../../components/problem-alert';
import { UnitPicker } from '../../components/unit-picker';
import { get } from '../../lib/api-client';
import { formatDateTime, formatDay } from '../../lib/format';
import { today } from '../../lib/server-clock';
import { FigureTable } from './figure-table';
import { daysOf, presentPeriod } from './period';
import { PeriodPicker } from './period-picker';
import { StatisticsChart } from './statistics-chart';

/** Dossiers received and resolved in a period, by unit and by field, as they are reported. */
export function StatisticsPage() {
  const { t } = useTranslation('statistics');
  const [period, setPeriod] = useState(() => presentPeriod(today()));
  const [unit, setUnit] = useState<string>();
  const asked = { ...daysOf(period), unit };
  const valid = asked.from <= asked.to;
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['statistics', asked],
    queryFn: () => get<Statistics>('/statistics', { query: asked }),
    enabled: valid,
    placeholderData: keepPreviousData,
  });
  return (
    <Page
      title={t('title')}
      beside={
        data && <Typography.Text type="secondary">{t('asOf', { date: formatDateTime(data.asOf) })}</Typography.Text>
      }
      actions={<ExportButtons path="/statistics" query={asked} disabled={!valid} />}
    >
      <Flex gap={8} wrap style={{ marginBottom: 12 }} className="sodo-no-print">
        <PeriodPicker period={period} onChange={setPeriod} />
        <UnitPicker value={unit} onChange={setUnit} kinds={['branch', 'registrationOffice']} />
      </Flex>
      {!valid && <p role="alert">{t('reversed')}</p>}
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {data ? (
        <div aria-busy={isFetching}>
          <Typography.Title level={2} style={{ fontSize: 18, marginTop: 0 }}>
            {t('period', { from: formatDay(data.from), to: formatDay(data.to) })}
          </Typography.Title>
          <FigureTable
            title={t('unit')}
            rows={data.units.map(({ unitId, unitName, figures }) => ({ key: unitId, name: unitName, figures }))}
            total={data.total}
          />
          <FigureTable
            title={t('field')}
            rows={data.fields.map(({ code, name, figures }) => ({ key: code, name, figures }))}
            total={data.total}
          />
          <p className="sodo-statistics-note">{t('explanation')}</p>
          {data.units.length > 0 && <StatisticsChart units={data.units} />}
        </div>
      ) : (
        valid && !error && <PageLoading />
      )}
    </Page>
  );
}
