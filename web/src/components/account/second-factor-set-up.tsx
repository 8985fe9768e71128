import { Button, Form, Input, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { enrolmentSchema, secondFactorOnSchema } from '../../../../contracts/my-account.schema';
import { call } from '../../lib/api-client';
import { openSession } from '../../lib/session-store';
import { ProblemAlert } from '../problem-alert';
import { RecoveryCodes } from './recovery-codes';

type On = z.infer<typeof secondFactorOnSchema>;

/** Setting up codes of an app: QR code, a code back, recovery codes once. The page goes on when these were put away. */
export function SecondFactorSetUp({ onDone }: { readonly onDone?: () => void }) {
  const { t } = useTranslation('account');
  const [begun, setBegun] = useState<z.infer<typeof enrolmentSchema>>();
  const [on, setOn] = useState<On>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const carryOut = async (work: () => Promise<void>) => {
    setBusy(true);
    setError(undefined);
    try {
      await work();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  const begin = () =>
    carryOut(async () => setBegun((await call<z.infer<typeof enrolmentSchema>>('POST', '/me/second-factor')).data));
  const confirm = ({ code }: { code: string }) =>
    carryOut(async () => setOn((await call<On>('POST', '/me/second-factor/confirm', { body: { code } })).data));
  const finish = () => {
    onDone?.();
    if (on) openSession(on);
  };
  if (on) return <RecoveryCodes codes={on.recoveryCodes} onDone={finish} />;
  return (
    <>
      <p style={{ marginTop: 0 }}>{t('factor.about')}</p>
      <ProblemAlert error={error} />
      {begun ? (
        <>
          <p>{t('factor.scan')}</p>
          <img
            src={`data:image/svg+xml,${encodeURIComponent(begun.qr)}`}
            alt={t('factor.qr')}
            style={{ width: 208, maxWidth: '100%', display: 'block', border: '1px solid #d9e0e7' }}
          />
          <p>
            {t('factor.typed')}{' '}
            <Typography.Text code copyable={{ text: begun.secret, tooltips: false }}>
              {begun.secret.replace(/(.{4})(?=.)/g, '$1 ')}
            </Typography.Text>
          </p>
          <Form layout="vertical" requiredMark={false} onFinish={(values: { code: string }) => void confirm(values)}>
            <Form.Item
              name="code"
              label={t('factor.code')}
              rules={[{ required: true, pattern: /^\s*\d{6}\s*$/, message: t('factor.sixDigits') }]}
            >
              <Input autoFocus inputMode="numeric" autoComplete="one-time-code" maxLength={8} style={{ width: 160 }} />
            </Form.Item>
            <Button type="primary" htmlType="submit" loading={busy}>
              {t('factor.confirm')}
            </Button>
          </Form>
        </>
      ) : (
        <Button type="primary" loading={busy} onClick={() => void begin()}>
          {t('factor.begin')}
        </Button>
      )}
    </>
  );
}
