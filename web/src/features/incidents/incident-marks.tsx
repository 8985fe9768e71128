import { CheckCircleOutlined, ClockCircleOutlined, ExclamationCircleOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Mark } from '../../components/mark';
import { formatDateTime } from '../../lib/format';
import { serverNow } from '../../lib/server-clock';
import type { IncidentRow } from './incident';
import './incidents.css';

/** At least 4.5:1 on white. */
const COLOURS = { late: '#b42318', near: '#8a5300', fine: '#1b6e3c', quiet: '#595f69', plain: '#0b5cad' } as const;

export function SeverityMark({ severity }: { readonly severity: IncidentRow['severity'] }) {
  const { t } = useTranslation('incidents');
  const colour = { minor: COLOURS.quiet, serious: COLOURS.near, critical: COLOURS.late }[severity];
  return <Mark colour={colour}>{t(`severity.${severity}`)}</Mark>;
}

export function StatusMark({ status }: { readonly status: IncidentRow['status'] }) {
  const { t } = useTranslation('incidents');
  const colour = {
    ...{ new: COLOURS.late, open: COLOURS.late, fixed: COLOURS.plain },
    ...{ closed: COLOURS.fine, dismissed: COLOURS.quiet },
  }[status];
  return <Mark colour={colour}>{t(`status.${status}`)}</Mark>;
}

/** The nearest limit that runs, or whether all were kept: by words and sign, not by colour alone. */
export function LimitBadge({ row: { limitAt, late } }: { readonly row: Pick<IncidentRow, 'limitAt' | 'late'> }) {
  const { t } = useTranslation('incidents');
  const passed = late || (limitAt !== null && Date.parse(limitAt) < serverNow());
  if (limitAt === null)
    return passed ? (
      <Mark colour={COLOURS.late} icon={<ExclamationCircleOutlined />}>
        {t('limits.wasLate')}
      </Mark>
    ) : (
      <Mark colour={COLOURS.quiet} icon={<CheckCircleOutlined />}>
        {t('limits.none')}
      </Mark>
    );
  return (
    <Mark
      colour={passed ? COLOURS.late : COLOURS.fine}
      icon={passed ? <ExclamationCircleOutlined /> : <ClockCircleOutlined />}
    >
      {t(passed ? 'limits.late' : 'limits.running', { at: formatDateTime(limitAt) })}
    </Mark>
  );
}
