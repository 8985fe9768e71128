import { useQuery } from '@tanstack/react-query';
import { Descriptions, Flex, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountReport } from '../../../../contracts/account-report.schema';
import { DayRangePicker, type DayRange } from '../../components/day-range-picker';
import { ExportButtons } from '../../components/export-buttons';
import { ProblemAlert } from '../../components/problem-alert';
import { get } from '../../lib/api-client';
import { today } from '../../lib/server-clock';

interface ReportDialogProps {
  /** That unit and all below it; otherwise every unit one may see. */
  readonly unit: string | undefined;
  readonly onClose: () => void;
}

/** The periodic report of accounts (A7.2c, A7.3): what it says in short, and the whole of it as workbook or paper. */
export function ReportDialog({ unit, onClose }: ReportDialogProps) {
  const { t } = useTranslation('accounts');
  const [days, setDays] = useState<DayRange>(() => quarterUntil(today()));
  const asked = { from: days[0], to: days[1], unit };
  const { data, error, refetch } = useQuery({
    queryKey: ['accounts', 'report', asked],
    queryFn: () => get<AccountReport>('/accounts/report', { query: asked }),
  });
  const counted = (counts: Readonly<Record<string, number>> | undefined, name: (key: string) => string) =>
    Object.entries(counts ?? {})
      .map(([key, count]) => `${name(key)}: ${count}`)
      .join('; ') || t('report.none');
  return (
    <Modal
      open
      title={t('report.title')}
      onCancel={onClose}
      footer={<ExportButtons path="/accounts/report" query={asked} disabled={error !== null} />}
    >
      <p>{t('report.intro')}</p>
      <Flex vertical gap={12}>
        <DayRangePicker
          aria-label={t('report.period')}
          value={days}
          clearable={false}
          onChange={(chosen) => chosen && setDays(chosen)}
        />
        <ProblemAlert error={error} onRetry={() => void refetch()} />
        <Descriptions
          size="small"
          column={1}
          items={[
            {
              key: 'registered',
              label: t('report.registered'),
              children: counted(data?.totals.accounts, (key) => t(`status.${key}`)),
            },
            {
              key: 'changed',
              label: t('report.changed'),
              children: counted(data?.totals.changes, (key) => t(`report.kind.${key}`)),
            },
          ]}
        />
      </Flex>
    </Modal>
  );
}

/** From the first day of the quarter: what offices report by. */
function quarterUntil(day: string): DayRange {
  const month = Number(day.slice(5, 7));
  const first = String(month - ((month - 1) % 3)).padStart(2, '0');
  return [`${day.slice(0, 4)}-${first}-01`, day];
}
