import { useTranslation } from 'react-i18next';
import { Mark } from '../../components/mark';
import type { HandoverRow } from './handover';

/** At least 4.5:1 on white. */
const COLOURS = { new: '#0b5cad', prepared: '#0b5cad', completed: '#1b6e3c', cancelled: '#595f69' } as const;

export function HandoverStatus({ status }: { readonly status: HandoverRow['status'] }) {
  const { t } = useTranslation('handovers');
  return <Mark colour={COLOURS[status]}>{t(`status.${status}`)}</Mark>;
}
