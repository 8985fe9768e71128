import { useTranslation } from 'react-i18next';
import { Mark } from '../../components/mark';
import { formatDateTime, formatDay } from '../../lib/format';
import type { AccountRow } from './accounts';

/** At least 4.5:1 on white. */
const COLOURS: Readonly<Record<AccountRow['status'], string>> = {
  ...{ new: '#595f69', requested: '#8a5300', checked: '#8a5300', approved: '#8a5300' },
  ...{ issued: '#0b5cad', active: '#1b6e3c', locked: '#b42318', refused: '#595f69', closed: '#595f69' },
};

export function AccountStatus({ status }: { readonly status: AccountRow['status'] }) {
  const { t } = useTranslation('accounts');
  return <Mark colour={COLOURS[status]}>{t(`status.${status}`)}</Mark>;
}

/** Why it is as it is, and what happens by itself. */
export function StatusDetail({
  row,
}: {
  readonly row: Pick<AccountRow, 'status' | 'lock' | 'changeBy' | 'departsOn' | 'pending'>;
}) {
  const { t } = useTranslation('accounts');
  const { status, lock, changeBy, departsOn, pending } = row;
  const parts = [
    status === 'issued' && changeBy && t('changeBy', { at: formatDateTime(changeBy) }),
    status === 'locked' && lock && t(`lock.${lock.reason}`),
    departsOn && status !== 'closed' && t('departsOn', { day: formatDay(departsOn) }),
    pending && t(`waits.${pending}`),
  ].filter(Boolean);
  return parts.length === 0 ? null : <div style={{ color: '#595f69' }}>{parts.join(' · ')}</div>;
}
