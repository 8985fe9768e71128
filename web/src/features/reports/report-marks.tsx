import { useTranslation } from 'react-i18next';
import { COLOURS } from '../../app/theme';
import { DueStatus } from '../../components/due-status';
import { formatDay } from '../../lib/format';
import type { ReportRow } from './report';

const COLOUR_OF: Readonly<Record<ReportRow['status'], string>> = {
  new: COLOURS.primary,
  collecting: COLOURS.primary,
  drafted: COLOURS.primary,
  submitted: COLOURS.paused,
  signed: COLOURS.paused,
  sent: COLOURS.paused,
  accepted: COLOURS.fine,
  cancelled: COLOURS.quiet,
};

export function ReportStatus({ status, late }: Pick<ReportRow, 'status' | 'late'>) {
  const { t } = useTranslation('reports');
  return <DueStatus colour={COLOUR_OF[status]} text={t(`status.${status}`)} late={late ? t('late') : undefined} />;
}

const ROMAN = ['I', 'II', 'III', 'IV'];

/** As people call it: "Tháng 11/2026". */
export function usePeriodName() {
  const { t } = useTranslation('reports');
  return ({ period, named, from, to }: Pick<ReportRow, 'period' | 'named' | 'from' | 'to'>) => {
    if (!named || period === 'onDemand') return t('period.onDemand', { from: formatDay(from), to: formatDay(to) });
    const number = period === 'quarter' ? ROMAN[named.number - 1] : String(named.number);
    return t(`period.${period}`, { number, year: named.year });
  };
}
