import { useQuery } from '@tanstack/react-query';
import { Button, ConfigProvider } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate, useSearchParams } from 'react-router';
import type { z } from 'zod';
import type { publicStatusSchema } from '../../../../contracts/public-status.schema';
import { PageLoading } from '../../components/page-loading';
import { ProblemAlert } from '../../components/problem-alert';
import { setLanguage } from '../../i18n/i18n';
import { get } from '../../lib/api-client';
import { isProblem } from '../../lib/problem';
import { LookupForm } from './lookup-form';
import { StatusResult } from './status-result';
import './public-status.css';

export type PublicStatus = z.infer<typeof publicStatusSchema>;

/** Larger than in the office: read on a phone, by people of every age. */
const largeType = { token: { fontSize: 18, controlHeight: 48 } };

/**
 * Where one's dossier stands, for whoever holds its receipt; no account. The address keeps the secret behind the `#`, so that
 * a page that is loaded again knows it, and no server's log does.
 */
export function PublicStatusPage() {
  const { t, i18n } = useTranslation('public-status');
  const { code, secret, look } = useLookedUp();
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['public-status', code, secret],
    queryFn: () =>
      get<PublicStatus>(`/public/dossiers/${encodeURIComponent(code)}`, { query: { secret }, anonymous: true }),
    enabled: code !== '' && secret !== '',
  });
  useEffect(() => {
    document.title = `${t('title')} · Sodo`;
  }, [t]);
  return (
    <ConfigProvider theme={largeType}>
      <div className="sodo-public">
        <header>
          <strong>{t('office')}</strong>
          <Button type="link" size="small" onClick={() => void setLanguage(i18n.language === 'vi' ? 'en' : 'vi')}>
            {i18n.language === 'vi' ? 'English' : 'Tiếng Việt'}
          </Button>
        </header>
        <main>
          <h1>{t('title')}</h1>
          <LookupForm key={`${code}#${secret}`} code={code} secret={secret} busy={isFetching} onLook={look} />
          <div aria-live="polite">
            {isProblem(error, 'STATUS_NOT_FOUND') ? (
              <p role="alert" className="sodo-public-refusal">
                {t('notFound')}
              </p>
            ) : (
              <ProblemAlert error={error} onRetry={() => void refetch()} />
            )}
            {isFetching && !data ? <PageLoading /> : null}
            {data && !error ? <StatusResult status={data} /> : null}
          </div>
        </main>
        <footer>
          <Link to="/sign-in">{t('staff')}</Link>
        </footer>
      </div>
    </ConfigProvider>
  );
}

function useLookedUp() {
  const [search] = useSearchParams();
  const { hash } = useLocation();
  const navigate = useNavigate();
  const code = search.get('code')?.trim() ?? '';
  const inQuery = search.get('secret')?.trim();
  const secret = inQuery ?? new URLSearchParams(hash.slice(1)).get('secret')?.trim() ?? '';
  const look = (wanted: { readonly code: string; readonly secret: string }) =>
    void navigate(addressOf(wanted.code, wanted.secret), { replace: true });
  useEffect(() => {
    if (inQuery !== undefined) void navigate(addressOf(code, inQuery), { replace: true });
  }, [code, inQuery, navigate]);
  return { code, secret, look };
}

function addressOf(code: string, secret: string): string {
  return `/tra-cuu?${new URLSearchParams({ code }).toString()}#${new URLSearchParams({ secret }).toString()}`;
}
