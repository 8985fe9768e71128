import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { currentSessionSchema, termsSchema } from '../../../../contracts/session.schema';
import { call, get } from '../../lib/api-client';
import { isProblem } from '../../lib/problem';
import { openSession } from '../../lib/session-store';
import { ProblemAlert } from '../problem-alert';

/** The terms of use, to be read and accepted. */
export function TermsForm() {
  const { t, i18n } = useTranslation('account');
  const { data, error, refetch } = useQuery({
    queryKey: ['terms'],
    queryFn: () => get<z.infer<typeof termsSchema>>('/terms', { anonymous: true }),
  });
  const [read, setRead] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<unknown>();
  const text = data?.[i18n.language === 'en' ? 'en' : 'vi'];
  const accept = async () => {
    setBusy(true);
    setRefused(undefined);
    try {
      await call('POST', '/me/terms', { body: { version: data?.version } });
      openSession(await get<z.infer<typeof currentSessionSchema>>('/sessions/current'));
    } catch (problem) {
      setRefused(problem);
      setRead(false);
      if (isProblem(problem, 'TERMS_VERSION_OUTDATED')) await refetch();
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <ProblemAlert error={error ?? refused} />
      {text && (
        <>
          <Typography.Title level={2} style={{ fontSize: 17 }}>
            {text.title}
          </Typography.Title>
          <ol style={{ paddingInlineStart: 20 }}>
            {text.sections.map((section) => (
              <li key={section} style={{ marginBottom: 6 }}>
                {section}
              </li>
            ))}
          </ol>
          <p>{t('terms.version', { version: data?.version })}</p>
          <p>
            <Checkbox checked={read} onChange={({ target }) => setRead(target.checked)}>
              {t('terms.read')}
            </Checkbox>
          </p>
          <Button type="primary" disabled={!read} loading={busy} onClick={() => void accept()}>
            {t('terms.accept')}
          </Button>
        </>
      )}
    </>
  );
}
