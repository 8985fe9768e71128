import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../../lib/format';
import { useDebounced } from '../../lib/use-debounced';
import { useParcels } from './parcel-search';

const SERIAL = /^\p{L}{2} ?(\d{6}|\d{8})$/u;

/** What stands on the certificate today, whether it was picked or typed: the clerk says it before the dossier is received. */
export function RestrictionWarning({ serial }: { readonly serial: string }) {
  const { t } = useTranslation('intake');
  const settled = useDebounced(serial.trim(), 400);
  const { data } = useParcels(SERIAL.test(settled) ? settled : '');
  const restrictions = data?.items[0]?.restrictions ?? [];
  if (restrictions.length === 0) return null;
  const blocks = restrictions.some(({ blocksTransfer }) => blocksTransfer);
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      style={{ marginBottom: 8, paddingBlock: 6 }}
      title={t(blocks ? 'restriction.blocks' : 'restriction.stands')}
      description={
        <ul style={{ margin: 0, paddingInlineStart: 18 }}>
          {restrictions.map(({ kind, document, since }) => (
            <li key={`${kind} ${document}`}>
              {t(`restriction.kind.${kind}`, { defaultValue: kind })}: {document} ({formatDay(since)})
            </li>
          ))}
        </ul>
      }
    />
  );
}
