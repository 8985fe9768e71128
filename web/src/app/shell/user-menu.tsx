import { UserOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Dropdown, Grid } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { call } from '../../lib/api-client';
import { closeSession } from '../../lib/session-store';
import { usePreferences } from '../../lib/use-preferences';
import { useMe } from '../../lib/use-session';

const LeakDialog = lazy(async () => ({ default: (await import('../../features/accounts/leak-dialog')).LeakDialog }));

export function UserMenu() {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [leak, setLeak] = useState(false);
  const { sm } = Grid.useBreakpoint();
  const { preferences, change } = usePreferences();
  const signOut = async () => {
    await call('DELETE', '/sessions/current', { anonymous: true }).catch(() => undefined);
    queries.clear();
    closeSession();
    void navigate('/sign-in');
  };
  const language = preferences.language === 'vi' ? 'en' : 'vi';
  const density = preferences.density === 'compact' ? 'comfortable' : 'compact';
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'profile', label: t('user.profile'), onClick: () => void navigate('/profile') },
            { key: 'account', label: t('user.account'), onClick: () => void navigate('/account') },
            { key: 'leak', label: t('user.leak'), onClick: () => setLeak(true) },
            { key: 'language', label: t(`user.language.${language}`), onClick: () => change({ language }) },
            { key: 'density', label: t(`user.density.${density}`), onClick: () => change({ density }) },
            { type: 'divider' },
            { key: 'out', label: t('user.signOut'), onClick: () => void signOut() },
          ],
        }}
      >
        <Button type="text" icon={<UserOutlined />} aria-label={t('user.menu', { name: me.displayName })}>
          {sm ? me.displayName : null}
        </Button>
      </Dropdown>
      {leak && (
        <Suspense fallback={null}>
          <LeakDialog onClose={() => setLeak(false)} />
        </Suspense>
      )}
    </>
  );
}
