import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { sessionSchema } from '../../../contracts/session.schema';
import { call } from '../lib/api-client';
import { openSession } from '../lib/session-store';
import { ProblemAlert } from './problem-alert';

interface SignInFormProps {
  /** Whose session is continued; only this person may. */
  readonly username?: string;
}

/** Name and password. Everything else follows from the session that opens. */
export function SignInForm({ username }: SignInFormProps) {
  const { t } = useTranslation();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const signIn = async (values: { username: string; password: string }) => {
    setBusy(true);
    setError(undefined);
    try {
      const { data } = await call<z.infer<typeof sessionSchema>>('POST', '/sessions', {
        body: values,
        anonymous: true,
      });
      openSession(data);
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      initialValues={{ username }}
      onFinish={(values: never) => void signIn(values)}
    >
      <ProblemAlert error={error} />
      <Form.Item
        name="username"
        label={t('session.username')}
        rules={[{ required: true, message: t('session.needUsername') }]}
      >
        <Input autoComplete="username" autoFocus={!username} readOnly={username !== undefined} size="large" />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('session.password')}
        rules={[{ required: true, message: t('session.needPassword') }]}
      >
        <Input.Password autoComplete="current-password" autoFocus={username !== undefined} size="large" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block size="large" loading={busy}>
        {t('session.signIn')}
      </Button>
    </Form>
  );
}
