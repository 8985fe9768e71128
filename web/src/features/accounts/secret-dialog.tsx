import { Alert, Button, Descriptions, Modal, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatDateTime } from '../../lib/format';
import type { IssuedSecret } from './accounts';

interface SecretDialogProps {
  readonly issued: IssuedSecret;
  readonly fullName: string;
  readonly onClose: () => void;
}

/** The one-time secret, shown here and nowhere else: to be handed over by hand. */
export function SecretDialog({ issued, fullName, onClose }: SecretDialogProps) {
  const { t } = useTranslation('accounts');
  return (
    <Modal
      open
      title={t('secret.title')}
      mask={{ closable: false }}
      keyboard={false}
      onCancel={onClose}
      footer={[
        <Button key="print" onClick={() => window.print()}>
          {t('action.print', { ns: 'common' })}
        </Button>,
        <Button key="close" type="primary" onClick={onClose}>
          {t('secret.handedOver')}
        </Button>,
      ]}
    >
      <Alert type="warning" showIcon title={t('secret.once')} style={{ marginBottom: 12 }} />
      <Descriptions
        size="small"
        column={1}
        items={[
          { key: 'who', label: t('fullName'), children: fullName },
          { key: 'username', label: t('username'), children: issued.username },
          {
            key: 'secret',
            label: t('secret.secret'),
            children: (
              <Typography.Text code copyable={{ text: issued.secret, tooltips: false }} style={{ fontSize: 18 }}>
                {issued.secret}
              </Typography.Text>
            ),
          },
          { key: 'until', label: t('secret.changeBy'), children: formatDateTime(issued.changeBy) },
        ]}
      />
    </Modal>
  );
}
