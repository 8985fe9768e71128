import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

interface LookupFormProps {
  readonly code: string;
  readonly secret: string;
  readonly busy: boolean;
  readonly onLook: (wanted: { readonly code: string; readonly secret: string }) => void;
}

/** Code and secret, as they stand on the receipt; small letters and blanks around them do no harm. */
export function LookupForm({ code, secret, busy, onLook }: LookupFormProps) {
  const { t } = useTranslation('public-status');
  const trimmed = (values: { code: string; secret: string }) =>
    onLook({ code: values.code.trim(), secret: values.secret.trim() });
  return (
    <Form layout="vertical" requiredMark={false} initialValues={{ code, secret }} onFinish={trimmed}>
      <Form.Item name="code" label={t('code')} rules={[{ required: true, whitespace: true, message: t('needCode') }]}>
        <Input size="large" autoComplete="off" autoCapitalize="characters" maxLength={64} autoFocus={code === ''} />
      </Form.Item>
      <Form.Item
        name="secret"
        label={t('secret')}
        extra={t('whereSecret')}
        rules={[{ required: true, whitespace: true, message: t('needSecret') }]}
      >
        <Input
          size="large"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={64}
          autoFocus={code !== '' && secret === ''}
        />
      </Form.Item>
      <Button type="primary" htmlType="submit" size="large" block loading={busy}>
        {t('look')}
      </Button>
    </Form>
  );
}
