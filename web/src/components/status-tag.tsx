import { useTranslation } from 'react-i18next';
import { Mark } from './mark';

/** The ten public states have a colour each group shares; the words carry the meaning. */
const tone: Readonly<Record<string, string>> = {
  PENDING_SUPPLEMENT: '#5b4b9a',
  PENDING_TAX: '#5b4b9a',
  PENDING_TAX_PAYMENT: '#5b4b9a',
  PENDING_POSTING: '#5b4b9a',
  RETURNED: '#1b6e3c',
  HANDOVER: '#1b6e3c',
  PENDING_HANDOVER: '#1b6e3c',
  WITHDRAWN: '#595f69',
  REJECTED: '#b42318',
  STOPPED: '#b42318',
};

/** Where a dossier stands inside the office (`domain/dossier/dossier-status.ts`). */
export function StatusTag({ status }: { readonly status: string }) {
  const { t } = useTranslation();
  return <Mark colour={tone[status] ?? '#0b5cad'}>{t(`status.${status}`, { defaultValue: status })}</Mark>;
}
