import { useQuery } from '@tanstack/react-query';
import { Button, Flex, Form, Input, Modal } from 'antd';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { secondFactorSchema } from '../../../../contracts/my-account.schema';
import type { currentSessionSchema } from '../../../../contracts/session.schema';
import { ProblemAlert } from '../../components/problem-alert';
import { call, get } from '../../lib/api-client';
import { isReauthenticationAsked, settleReauthentication, watchReauthentication } from '../../lib/reauthentication';
import { openSession } from '../../lib/session-store';

/** Asks who it is before a dangerous action; what waited is sent again then, or given up. */
export function Reauthentication() {
  const { t } = useTranslation();
  const asked = useSyncExternalStore(watchReauthentication, isReauthenticationAsked);
  return (
    <Modal
      open={asked}
      title={t('reauthenticate.title')}
      footer={null}
      mask={{ closable: false }}
      onCancel={() => settleReauthentication(false)}
      destroyOnHidden
    >
      <ReauthenticationForm />
    </Modal>
  );
}

function ReauthenticationForm() {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ['second-factor'],
    queryFn: () => get<z.infer<typeof secondFactorSchema>>('/me/second-factor'),
  });
  const [byCode, setByCode] = useState(false);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const show = async (values: { password?: string; code?: string }) => {
    setBusy(true);
    setError(undefined);
    try {
      const { data: session } = await call<z.infer<typeof currentSessionSchema>>('POST', '/me/reauthenticate', {
        body: byCode ? { code: values.code } : { password: values.password },
      });
      openSession(session);
      settleReauthentication(true);
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  const needed = [{ required: true, message: t(byCode ? 'session.needCode' : 'session.needPassword') }];
  return (
    <Form layout="vertical" requiredMark={false} onFinish={(values: never) => void show(values)}>
      <p>{t('reauthenticate.why')}</p>
      <ProblemAlert error={error} />
      {byCode ? (
        <Form.Item key="code" name="code" label={t('session.code')} rules={needed}>
          <Input autoFocus autoComplete="one-time-code" inputMode="numeric" maxLength={30} />
        </Form.Item>
      ) : (
        <Form.Item key="password" name="password" label={t('session.password')} rules={needed}>
          <Input.Password autoFocus autoComplete="current-password" />
        </Form.Item>
      )}
      <Flex gap={8} justify="end" wrap>
        {data?.since && (
          <Button type="link" onClick={() => setByCode(!byCode)}>
            {t(byCode ? 'reauthenticate.byPassword' : 'reauthenticate.byCode')}
          </Button>
        )}
        <Button onClick={() => settleReauthentication(false)}>{t('action.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('action.confirm')}
        </Button>
      </Flex>
    </Form>
  );
}
