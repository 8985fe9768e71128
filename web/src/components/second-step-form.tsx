import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { sessionSchema } from '../../../contracts/session.schema';
import { call } from '../lib/api-client';
import { isProblem } from '../lib/problem';
import { openSession } from '../lib/session-store';
import { ProblemAlert } from './problem-alert';

interface SecondStepFormProps {
  /** Back to name and password: the person wants to, or the step is over (`problem`). */
  readonly onOver: (problem?: unknown) => void;
}

/** The code of the app, or a recovery code. Which sign-in it belongs to is in a cookie. */
export function SecondStepForm({ onOver }: SecondStepFormProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ code: string }>();
  const [byRecoveryCode, setByRecoveryCode] = useState(false);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const answer = async ({ code }: { code: string }) => {
    setBusy(true);
    setError(undefined);
    try {
      const { data } = await call<z.infer<typeof sessionSchema>>('POST', '/sessions/second-factor', {
        body: { code },
        anonymous: true,
      });
      openSession(data);
    } catch (problem) {
      form.resetFields();
      if (isProblem(problem, 'SIGN_IN_CHALLENGE_OVER')) onOver(problem);
      else setError(problem);
    } finally {
      setBusy(false);
    }
  };
  const label = t(byRecoveryCode ? 'session.recoveryCode' : 'session.code');
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={(values: { code: string }) => void answer(values)}
    >
      <p>{t(byRecoveryCode ? 'session.recoveryAbout' : 'session.codeAbout')}</p>
      <ProblemAlert error={error} />
      <Form.Item
        name="code"
        label={label}
        rules={[
          { required: true, message: t('session.needCode') },
          { min: 6, message: t('session.needCode') },
        ]}
      >
        <Input
          key={label}
          autoFocus
          size="large"
          autoComplete="one-time-code"
          inputMode={byRecoveryCode ? 'text' : 'numeric'}
          maxLength={30}
        />
      </Form.Item>
      <Button type="primary" htmlType="submit" block size="large" loading={busy}>
        {t('session.goOn')}
      </Button>
      <Button type="link" block onClick={() => setByRecoveryCode(!byRecoveryCode)}>
        {t(byRecoveryCode ? 'session.byCode' : 'session.byRecoveryCode')}
      </Button>
      <Button type="link" block onClick={() => onOver()}>
        {t('session.back')}
      </Button>
    </Form>
  );
}
