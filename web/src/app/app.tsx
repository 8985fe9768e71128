import { QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import dayjs from 'dayjs';
import 'dayjs/locale/vi';
import { Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { RouterProvider } from 'react-router';
import { PageLoading } from '../components/page-loading';
import { queryClient } from '../lib/query-client';
import { LOCALES } from './locales';
import { router } from './routes';
import { styleNonce } from './style-nonce';
import { theme } from './theme';
import './app.css';

export function App() {
  const { i18n } = useTranslation();
  const english = i18n.language === 'en';
  useEffect(() => {
    dayjs.locale(english ? 'en' : 'vi');
  }, [english]);
  return (
    <ConfigProvider
      locale={LOCALES[english ? 'en' : 'vi']}
      theme={theme}
      csp={{ nonce: styleNonce }}
      button={{ autoInsertSpace: false }}
    >
      <AntApp>
        <QueryClientProvider client={queryClient}>
          <Suspense fallback={<PageLoading />}>
            <RouterProvider router={router} />
          </Suspense>
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}
