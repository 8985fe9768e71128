import { Button, Card, Flex, Typography } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useSearchParams } from 'react-router';
import { SignInForm } from '../../components/sign-in-form';
import { setLanguage } from '../../i18n/i18n';
import { useSessionState } from '../../lib/use-session';

/** Only addresses of our own: a link in a mail must not send people elsewhere after they have signed in. */
function safeTarget(next: string | null): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/';
}

export function SignInPage() {
  const { t, i18n } = useTranslation();
  const [search] = useSearchParams();
  const state = useSessionState();
  useEffect(() => {
    document.title = `${t('session.signIn')} · Sodo`;
  }, [t]);
  if (state.kind === 'open') return <Navigate to={safeTarget(search.get('next'))} replace />;
  return (
    <main style={{ minHeight: '100vh', display: 'grid', placeItems: 'center', padding: 16 }}>
      <Card style={{ width: 400, maxWidth: '100%' }}>
        <Typography.Title level={1} style={{ fontSize: 26, marginTop: 0, color: '#9c1c14' }}>
          Sodo
        </Typography.Title>
        <Typography.Paragraph type="secondary">{t('session.about')}</Typography.Paragraph>
        <SignInForm />
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
