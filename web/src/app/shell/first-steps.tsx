import { Button, Card, Flex, Steps, Typography } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ChangePasswordForm } from '../../components/account/change-password-form';
import { SecondFactorSetUp } from '../../components/account/second-factor-set-up';
import { TermsForm } from '../../components/account/terms-form';
import { call } from '../../lib/api-client';
import { closeSession } from '../../lib/session-store';
import { useSessionState } from '../../lib/use-session';
import { Reauthentication } from './reauthentication';

/** What must be done before anything else is open: a password of one's own, the terms, a second factor. */
export function FirstSteps() {
  const { t } = useTranslation('account');
  const state = useSessionState();
  useEffect(() => {
    document.title = `${t('first.title')} · Sodo`;
  }, [t]);
  if (state.kind !== 'open') return null;
  const { pending, me } = state.session;
  const [step] = pending;
  const signOut = async () => {
    await call('DELETE', '/sessions/current', { anonymous: true }).catch(() => undefined);
    closeSession();
  };
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
      <Card style={{ width: 560, maxWidth: '100%' }}>
        <Flex justify="space-between" align="start" gap={12} wrap>
          <Typography.Title level={1} style={{ fontSize: 22, marginTop: 0 }}>
            {t('first.title')}
          </Typography.Title>
          <Button type="link" onClick={() => void signOut()} style={{ paddingInline: 0 }}>
            {t('common:user.signOut')}
          </Button>
        </Flex>
        <Typography.Paragraph>{t('first.about', { name: me.displayName })}</Typography.Paragraph>
        {pending.length > 1 && (
          <Steps
            size="small"
            current={0}
            style={{ marginBottom: 16 }}
            items={pending.map((name) => ({ title: t(`first.step.${name}`) }))}
          />
        )}
        {step === 'password' && <ChangePasswordForm isFirst />}
        {step === 'terms' && <TermsForm />}
        {step === 'secondFactor' && <SecondFactorSetUp />}
      </Card>
      <Reauthentication />
    </main>
  );
}
