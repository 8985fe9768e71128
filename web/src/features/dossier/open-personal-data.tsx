import { EyeOutlined } from '@ant-design/icons';
import { Button, Form, Input, Modal, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../components/problem-alert';

/** "Xem": asks once why, and opens what is covered. */
export function OpenPersonalData({ onOpen }: { readonly onOpen: (reason: string) => Promise<void> }) {
  const { t } = useTranslation('dossier');
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [form] = Form.useForm<{ readonly reason: string }>();
  const close = () => {
    if (!form.isFieldsTouched() || window.confirm(t('common:discard'))) setAsking(false);
  };
  const open = async ({ reason }: { readonly reason: string }) => {
    setBusy(true);
    setError(undefined);
    try {
      await onOpen(reason);
      setAsking(false);
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button size="small" icon={<EyeOutlined />} onClick={() => setAsking(true)}>
        {t('personal.open')}
      </Button>
      <Modal
        open={asking}
        title={t('personal.title')}
        okText={t('personal.ok')}
        okButtonProps={{ loading: busy }}
        cancelText={t('common:action.cancel')}
        onOk={() => form.submit()}
        mask={{ closable: false }}
        onCancel={close}
        destroyOnHidden
      >
        <Typography.Paragraph>{t('personal.intro')}</Typography.Paragraph>
        <ProblemAlert error={error} />
        <Form form={form} layout="vertical" onFinish={(values) => void open(values)}>
          <Form.Item
            name="reason"
            label={t('personal.reason')}
            rules={[{ required: true, whitespace: true, message: t('dialog.needed') }]}
          >
            <Input maxLength={500} autoFocus />
          </Form.Item>
        </Form>
      </Modal>
    </>
  );
}
