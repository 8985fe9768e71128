import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { currentSessionSchema, signInOptionsSchema } from '../../../../contracts/session.schema';
import { call, get } from '../../lib/api-client';
import { isProblem } from '../../lib/problem';
import { openSession } from '../../lib/session-store';
import { useMe } from '../../lib/use-session';
import { ProblemAlert } from '../problem-alert';

interface ChangePasswordFormProps {
  /** The present one is the one-time secret on the slip of paper. */
  readonly isFirst?: boolean;
  readonly onDone?: () => void;
}

interface Values {
  readonly current: string;
  readonly next: string;
  readonly again: string;
}

export function ChangePasswordForm({ isFirst = false, onDone }: ChangePasswordFormProps) {
  const { t } = useTranslation('account');
  const me = useMe();
  const [form] = Form.useForm<Values>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const { data: options } = useQuery({
    queryKey: ['sign-in-options'],
    queryFn: () => get<z.infer<typeof signInOptionsSchema>>('/sign-in/options', { anonymous: true }),
    staleTime: Infinity,
  });
  const change = async ({ current, next }: Values) => {
    setBusy(true);
    setError(undefined);
    try {
      const { data } = await call<z.infer<typeof currentSessionSchema>>('POST', '/me/password', {
        body: { current, next },
      });
      form.resetFields();
      onDone?.();
      openSession(data);
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  const least = options?.passwordLengths.min ?? 12;
  const needed = { required: true, message: t('password.needed') };
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={(values: Values) => void change(values)}>
      <p style={{ marginTop: 0 }}>{t('password.advice', { least })}</p>
      <PasswordProblem error={error} />
      {/* For the browser's own store of passwords: whose it is. */}
      <input type="text" name="username" autoComplete="username" value={me.username} readOnly hidden />
      <Form.Item name="current" label={t(isFirst ? 'password.oneTime' : 'password.current')} rules={[needed]}>
        <Input.Password autoComplete="current-password" autoFocus={isFirst} />
      </Form.Item>
      <Form.Item
        name="next"
        label={t('password.next')}
        rules={[needed, { min: least, message: t('password.fault.tooShort', { min: least }) }]}
      >
        <Input.Password autoComplete="new-password" maxLength={options?.passwordLengths.max} />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('password.again')}
        dependencies={['next']}
        rules={[
          needed,
          ({ getFieldValue }) => ({
            validator: (_rule, value) =>
              !value || value === getFieldValue('next')
                ? Promise.resolve()
                : Promise.reject(new Error(t('password.different'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={busy}>
        {t('password.change')}
      </Button>
    </Form>
  );
}

/** All that is wrong with the new password, each in its own line. */
function PasswordProblem({ error }: { readonly error: unknown }) {
  const { t } = useTranslation('account');
  if (!isProblem(error, 'PASSWORD_REFUSED')) return <ProblemAlert error={error} />;
  const { faults, ...numbers } = error.details as { faults?: readonly string[] };
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      style={{ marginBottom: 12 }}
      title={t('password.refused')}
      description={
        <ul style={{ margin: 0, paddingInlineStart: 18 }}>
          {faults?.map((fault) => (
            <li key={fault}>{t(`password.fault.${fault}`, numbers)}</li>
          ))}
        </ul>
      }
    />
  );
}
