import { MenuOutlined } from '@ant-design/icons';
import { Button, ConfigProvider, Drawer, Flex, Grid, Layout, Menu } from 'antd';
import { Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, Outlet, useLocation, useNavigate } from 'react-router';
import { PageLoading } from '../../components/page-loading';
import { setLanguage } from '../../i18n/i18n';
import { useLive } from '../../lib/use-live';
import { usePreferences } from '../../lib/use-preferences';
import { useMe, useSessionState } from '../../lib/use-session';
import { useShortcut } from '../../lib/use-shortcut';
import { ExpiredSession } from './expired-session';
import { FirstSteps } from './first-steps';
import { LiveIndicator } from './live-indicator';
import { menuFor } from './menu';
import { QuickSearch } from './quick-search';
import { Reauthentication } from './reauthentication';
import { ReportIncident } from './report-incident';
import { UserMenu } from './user-menu';
import { useResumedSession } from './use-resumed-session';
import { WorkNotices } from './work-notices';

/** Everything behind the sign-in: menu, quick search, who I am, and the screen in the middle. */
export function Shell() {
  const state = useSessionState();
  const { pathname, search } = useLocation();
  useResumedSession(state.kind === 'unknown');
  if (state.kind === 'unknown') return <PageLoading />;
  if (state.kind === 'none') {
    const back = pathname === '/' ? '' : `?next=${encodeURIComponent(pathname + search)}`;
    return <Navigate to={`/sign-in${back}`} replace />;
  }
  if (state.kind === 'open' && state.session.pending.length > 0) return <FirstSteps />;
  return <SignedIn />;
}

function SignedIn() {
  const { t } = useTranslation();
  const me = useMe();
  const { preferences, ready } = usePreferences();
  const live = useLive();
  const { pathname } = useLocation();
  const { lg } = Grid.useBreakpoint();
  const [menuOpen, setMenuOpen] = useState(false);
  const entries = menuFor(me);
  useEffect(() => {
    if (ready) void setLanguage(preferences.language);
  }, [ready, preferences.language]);
  useNumberedEntries(entries.map(({ path }) => path));
  const selected = entries.find(({ path }) => pathname.startsWith(path))?.path;
  const menu = (
    <nav aria-label={t('menu.label')}>
      <Menu
        mode="inline"
        selectedKeys={selected ? [selected] : []}
        style={{ borderInlineEnd: 0 }}
        onClick={() => setMenuOpen(false)}
        items={entries.map(({ path, key, icon }, index) => ({
          key: path,
          icon,
          title: t('menu.shortcut', { name: t(`menu.${key}`), number: index + 1 }),
          label: <Link to={path}>{t(`menu.${key}`)}</Link>,
        }))}
      />
    </nav>
  );
  return (
    <ConfigProvider componentSize={preferences.density === 'compact' ? 'small' : 'middle'}>
      <a className="sodo-skip" href="#content">
        {t('menu.skip')}
      </a>
      <Layout style={{ minHeight: '100%' }}>
        <Layout.Header
          style={{
            padding: '0 16px',
            height: 52,
            lineHeight: '52px',
            borderBottom: '1px solid #d9e0e7',
            position: 'sticky',
            top: 0,
            zIndex: 50,
          }}
        >
          <Flex align="center" gap={12} style={{ height: '100%' }}>
            {!lg && (
              <Button
                type="text"
                icon={<MenuOutlined />}
                aria-label={t('menu.open')}
                onClick={() => setMenuOpen(true)}
              />
            )}
            <Link to="/" style={{ fontWeight: 700, fontSize: 18, color: '#9c1c14' }}>
              Sodo
            </Link>
            <div style={{ flex: 1, minWidth: 0 }}>
              <QuickSearch />
            </div>
            <LiveIndicator state={live} />
            <ReportIncident />
            <UserMenu />
          </Flex>
        </Layout.Header>
        <Layout>
          {lg && (
            <Layout.Sider
              width={220}
              style={{
                borderInlineEnd: '1px solid #d9e0e7',
                height: 'calc(100vh - 52px)',
                position: 'sticky',
                top: 52,
                overflow: 'auto',
              }}
            >
              {menu}
            </Layout.Sider>
          )}
          <Layout.Content id="content" tabIndex={-1} style={{ minWidth: 0, outline: 'none' }}>
            <WorkNotices />
            <Suspense fallback={<PageLoading />}>
              <Outlet />
            </Suspense>
          </Layout.Content>
        </Layout>
        <Drawer
          placement="left"
          open={menuOpen && !lg}
          onClose={() => setMenuOpen(false)}
          size={260}
          title="Sodo"
          styles={{ body: { padding: 0 } }}
        >
          {menu}
        </Drawer>
      </Layout>
      <ExpiredSession />
      <Reauthentication />
    </ConfigProvider>
  );
}

/** Alt+1 … Alt+9 open the entries of the menu. */
function useNumberedEntries(paths: readonly string[]): void {
  const navigate = useNavigate();
  const open = (index: number) => () => {
    const path = paths[index];
    if (path) void navigate(path);
  };
  useShortcut('alt+1', open(0));
  useShortcut('alt+2', open(1));
  useShortcut('alt+3', open(2));
  useShortcut('alt+4', open(3));
  useShortcut('alt+5', open(4));
  useShortcut('alt+6', open(5));
  useShortcut('alt+7', open(6));
  useShortcut('alt+8', open(7));
  useShortcut('alt+9', open(8));
}
