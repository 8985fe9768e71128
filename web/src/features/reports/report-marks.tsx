import { ExclamationCircleOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Mark } from '../../components/mark';
import { formatDay } from '../../lib/format';
import type { ReportRow } from './report';

/** At least 4.5:1 on white. */
const COLOURS: Readonly<Record<ReportRow['status'], string>> = {
  new: '#0b5cad',
  collecting: '#0b5cad',
  drafted: '#0b5cad',
  submitted: '#5b4b9a',
  signed: '#5b4b9a',
  sent: '#5b4b9a',
  accepted: '#1b6e3c',
  cancelled: '#595f69',
};

export function ReportStatus({ status, late }: Pick<ReportRow, 'status' | 'late'>) {
  const { t } = useTranslation('reports');
  return (
    <>
      <Mark colour={COLOURS[status]}>{t(`status.${status}`)}</Mark>
      {late && (
        <>
          {' '}
          <Mark colour="#b42318" icon={<ExclamationCircleOutlined />}>
            {t('late')}
          </Mark>
        </>
      )}
    </>
  );
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
