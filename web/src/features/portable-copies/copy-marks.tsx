import { ExclamationCircleOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Mark } from '../../components/mark';
import { formatDay } from '../../lib/format';
import type { CopyRow } from './copy';

/** At least 4.5:1 on white. */
const COLOURS: Readonly<Record<CopyRow['status'], string>> = {
  new: '#0b5cad',
  awaited: '#0b5cad',
  copying: '#0b5cad',
  copied: '#5b4b9a',
  handedOver: '#5b4b9a',
  archived: '#1b6e3c',
  cancelled: '#595f69',
};

export function CopyStatus({ status, late }: Pick<CopyRow, 'status' | 'late'>) {
  const { t } = useTranslation('copies');
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

/** The period a copy is owed of. */
export function useSpanName() {
  const { t } = useTranslation('copies');
  return ({ from, to }: Pick<CopyRow, 'from' | 'to'>) =>
    from === null || to === null ? t('onDemand') : t('span', { from: formatDay(from), to: formatDay(to) });
}
