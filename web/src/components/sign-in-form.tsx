import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { signInAnswerSchema } from '../../../contracts/session.schema';
import { call } from '../lib/api-client';
import { openSession } from '../lib/session-store';
import { ProblemAlert } from './problem-alert';
import { SecondStepForm } from './second-step-form';

interface SignInFormProps {
  /** Whose session is continued; only this person may. */
  readonly username?: string;
  /** The first factor was shown elsewhere (single sign-on): a code is asked for at once. */
  readonly atSecondStep?: boolean;
  /** The step of the code begins or ends. */
  readonly onStep?: (isSecond: boolean) => void;
}

/** Name and password, then a code where the account has a second factor. Everything else follows from the session that opens. */
export function SignInForm({ username, atSecondStep = false, onStep }: SignInFormProps) {
  const { t } = useTranslation();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const [isSecond, setSecond] = useState(atSecondStep);
  const goTo = (second: boolean, problem?: unknown) => {
    setSecond(second);
    setError(problem);
    onStep?.(second);
  };
  const signIn = async (values: { username: string; password: string }) => {
    setBusy(true);
    setError(undefined);
    try {
      const { data } = await call<z.infer<typeof signInAnswerSchema>>('POST', '/sessions', {
        body: values,
        anonymous: true,
      });
      if (!('me' in data)) goTo(true);
      else openSession(data);
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  if (isSecond) return <SecondStepForm onOver={(problem) => goTo(false, problem)} />;
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
