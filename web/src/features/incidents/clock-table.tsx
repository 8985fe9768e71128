import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  ExclamationCircleOutlined,
  PauseCircleOutlined,
} from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Mark } from '../../components/mark';
import { WideTable } from '../../components/wide-table';
import { formatDateTime } from '../../lib/format';
import type { IncidentPageData } from './incident';

type Clock = IncidentPageData['clocks'][number];

/** The legal clocks: where each comes from, and how it stands. */
export function ClockTable({ clocks }: { readonly clocks: readonly Clock[] }) {
  const { t } = useTranslation('incidents');
  return (
    <WideTable<Clock>
      label={t('limits.title')}
      least={640}
      rowKey="id"
      dataSource={clocks}
      locale={{ emptyText: t('limits.nothing') }}
      card={(clock) => (
        <>
          <div>
            <strong>{t(`clock.${clock.id}`)}</strong> · {clock.rule}
          </div>
          <Standing clock={clock} /> {formatDateTime(clock.dueAt)}
        </>
      )}
      columns={[
        { title: t('limits.what'), render: (_, clock) => t(`clock.${clock.id}`) },
        { title: t('limits.rule'), dataIndex: 'rule', width: 100 },
        { title: t('limits.from'), dataIndex: 'startedAt', width: 150, render: formatDateTime },
        { title: t('limits.until'), dataIndex: 'dueAt', width: 150, render: formatDateTime },
        { title: t('limits.stands'), width: 190, render: (_, clock) => <Standing clock={clock} /> },
      ]}
    />
  );
}

function Standing({ clock }: { readonly clock: Clock }) {
  const { t } = useTranslation('incidents');
  const { kept, stoppedAt, pausedAt, raised } = clock;
  if (!kept)
    return (
      <Mark colour="#b42318" icon={<ExclamationCircleOutlined />}>
        {t(stoppedAt === null ? 'limits.overdue' : 'limits.endedLate')}
      </Mark>
    );
  if (stoppedAt !== null)
    return (
      <Mark colour="#1b6e3c" icon={<CheckCircleOutlined />}>
        {t('limits.kept')}
      </Mark>
    );
  if (pausedAt !== null)
    return (
      <Mark colour="#5b4b9a" icon={<PauseCircleOutlined />}>
        {t('limits.paused')}
      </Mark>
    );
  return (
    <Mark colour={raised >= 75 ? '#8a5300' : '#0b5cad'} icon={<ClockCircleOutlined />}>
      {raised > 0 ? t('limits.used', { percent: raised }) : t('limits.runs')}
    </Mark>
  );
}
