import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';

/** Says that what stands in the fields was typed before. */
export function RestoredNote({ shown }: { readonly shown: boolean }) {
  const { t } = useTranslation();
  if (!shown) return null;
  return <Alert type="info" showIcon role="status" title={t('restored')} style={{ marginBottom: 12 }} />;
}
