import { App, Card, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { ChangePasswordForm } from '../../components/account/change-password-form';
import { Page } from '../../components/page';
import { useMe } from '../../lib/use-session';
import { SecondFactorCard } from './second-factor-card';
import { SessionsCard } from './sessions-card';

/** How I sign in: password, second factor, and where I am signed in. */
export function AccountPage() {
  const { t } = useTranslation('account');
  const me = useMe();
  const { message } = App.useApp();
  return (
    <Page title={t('title')}>
      <Typography.Paragraph>{t('signedInAs', { name: me.displayName, username: me.username })}</Typography.Paragraph>
      <Card title={t('password.title')} style={{ marginBottom: 16 }}>
        <div style={{ maxWidth: 480 }}>
          <ChangePasswordForm onDone={() => void message.success(t('password.done'))} />
        </div>
      </Card>
      <SecondFactorCard />
      <SessionsCard />
    </Page>
  );
}
