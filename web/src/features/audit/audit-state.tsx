import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../components/problem-alert';
import { get } from '../../lib/api-client';
import { formatDateTime, formatDay, formatNumber } from '../../lib/format';
import type { AuditStateOf } from './audit-entry';

const READ_ANEW_MS = 15_000;

/** How far the log is chained, what was published of it, and whether it held when it was walked last. */
export function AuditState() {
  const { t } = useTranslation('audit');
  const { data, error, refetch } = useQuery({
    queryKey: ['audit', 'state'],
    queryFn: () => get<AuditStateOf>('/audit/state'),
    refetchInterval: READ_ANEW_MS,
  });
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  const problem = data.lastCheck?.problem;
  const type = problem ? 'error' : !data.isProtected ? 'warning' : data.lastCheck ? 'success' : 'info';
  return (
    <Alert
      type={type}
      showIcon
      role={problem ? 'alert' : 'status'}
      style={{ marginBottom: 12 }}
      title={t('state.title')}
      description={<Lines state={data} />}
    />
  );
}

function Lines({ state }: { readonly state: AuditStateOf }) {
  const { t } = useTranslation('audit');
  const { sealed, sealedAt, lastHead, lastCheck, isProtected } = state;
  return (
    <>
      <div>
        {sealedAt === null
          ? t('state.empty')
          : t('state.sealed', { number: formatNumber(sealed), at: formatDateTime(sealedAt) })}
      </div>
      <div>
        {lastHead
          ? t('state.head', { day: formatDay(lastHead.day), number: formatNumber(lastHead.number) })
          : t('state.noHead')}
      </div>
      <div>{lastCheck ? <Check check={lastCheck} /> : t('state.unchecked')}</div>
      {!isProtected && <div>{t('state.unprotected')}</div>}
    </>
  );
}

function Check({ check: { at, number, problem } }: { readonly check: NonNullable<AuditStateOf['lastCheck']> }) {
  const { t } = useTranslation('audit');
  if (!problem) return t('state.checked', { at: formatDateTime(at), number: formatNumber(number) });
  return t('state.broken', {
    at: formatDateTime(at),
    number: formatNumber(problem.number),
    problem: t(`problem.${problem.kind}`, { defaultValue: problem.kind }),
  });
}
