import { useQuery } from '@tanstack/react-query';
import { Button, Card, Divider, Flex, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useSearchParams } from 'react-router';
import type { z } from 'zod';
import type { signInOptionsSchema } from '../../../../contracts/session.schema';
import { ProblemAlert } from '../../components/problem-alert';
import { SignInForm } from '../../components/sign-in-form';
import { setLanguage } from '../../i18n/i18n';
import { API, get } from '../../lib/api-client';
import { Problem } from '../../lib/problem';
import { useSessionState } from '../../lib/use-session';

/** Only addresses of our own: a link in a mail must not send people elsewhere after they have signed in. */
function safeTarget(next: string | null): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/';
}

export function SignInPage() {
  const { t, i18n } = useTranslation();
  const [search] = useSearchParams();
  const state = useSessionState();
  const [atCode, setAtCode] = useState(search.get('step') === 'code');
  const { data: options } = useQuery({
    queryKey: ['sign-in-options'],
    queryFn: () => get<z.infer<typeof signInOptionsSchema>>('/sign-in/options', { anonymous: true }),
    staleTime: Infinity,
  });
  useEffect(() => {
    document.title = `${t('session.signIn')} · Sodo`;
  }, [t]);
  const target = safeTarget(search.get('next'));
  if (state.kind === 'open') return <Navigate to={target} replace />;
  const problem = search.get('problem');
  return (
    <main
      style={{
        minHeight: '100vh',
        display: 'grid',
        gridTemplateColumns: 'minmax(0, 1fr)',
        placeItems: 'center',
        padding: 16,
      }}
    >
      <Card style={{ width: 400, maxWidth: '100%' }}>
        <Typography.Title level={1} style={{ fontSize: 26, marginTop: 0, color: '#9c1c14' }}>
          Sodo
        </Typography.Title>
        <Typography.Paragraph type="secondary">{t('session.about')}</Typography.Paragraph>
        {/* What single sign-on came back with; its status is not known here and does not matter. */}
        {problem && !atCode && <ProblemAlert error={new Problem(403, { code: problem })} />}
        <SignInForm atSecondStep={atCode} onStep={setAtCode} />
        {options?.oidc && !atCode && (
          <>
            <Divider plain>{t('session.or')}</Divider>
            <Button block size="large" href={`${API}/sign-in/oidc?next=${encodeURIComponent(target)}`}>
              {t('session.signInBy', { name: options.oidc.label })}
            </Button>
          </>
        )}
        <Flex justify="space-between" style={{ marginTop: 16 }}>
          <Link to="/tra-cuu">{t('session.lookUp')}</Link>
          <Button type="link" size="small" onClick={() => void setLanguage(i18n.language === 'vi' ? 'en' : 'vi')}>
            {i18n.language === 'vi' ? 'English' : 'Tiếng Việt'}
          </Button>
        </Flex>
      </Card>
    </main>
  );
}
