import { Alert, Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { keepFile } from '../../lib/save-file';

interface RecoveryCodesProps {
  readonly codes: readonly string[];
  readonly onDone: () => void;
}

/** Shown once. */
export function RecoveryCodes({ codes, onDone }: RecoveryCodesProps) {
  const { t } = useTranslation('account');
  const save = () => keepFile(new Blob([`${codes.join('\r\n')}\r\n`], { type: 'text/plain' }), 'sodo-ma-du-phong.txt');
  return (
    <>
      <Alert type="warning" showIcon title={t('recovery.title')} description={t('recovery.about')} />
      <ol
        aria-label={t('recovery.list')}
        style={{ columns: '190px 2', fontSize: 15, fontFamily: 'monospace', whiteSpace: 'nowrap' }}
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <Flex gap={8} wrap>
        <Button onClick={save}>{t('recovery.save')}</Button>
        <Button type="primary" onClick={onDone}>
          {t('recovery.done')}
        </Button>
      </Flex>
    </>
  );
}
