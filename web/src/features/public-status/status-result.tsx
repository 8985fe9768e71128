import { useTranslation } from 'react-i18next';
import { formatDate, formatDateTime } from '../../lib/format';
import type { PublicStatus } from './public-status-page';
import { StatusSteps } from './status-steps';
import { WhatToDo } from './what-to-do';

/** The answer, the most asked first: where it stands, when it is ready, what I have to do, then the whole way. */
export function StatusResult({ status }: { readonly status: PublicStatus }) {
  const { t, i18n } = useTranslation('public-status');
  const { t: common } = useTranslation();
  const { promisedAt, dueAt, pauses, closedAt } = status;
  const moved = promisedAt !== null && dueAt !== null && promisedAt !== dueAt;
  return (
    <article aria-label={t('result', { code: status.code })}>
      <section className={`sodo-public-state sodo-public-state-${status.state}`}>
        <p className="sodo-public-label">{t('state')}</p>
        <h2>{i18n.language === 'vi' ? status.stateName : t(`stateName.${status.state}`)}</h2>
        {closedAt === null ? (
          <>
            <p className="sodo-public-label">{moved ? t('newDue') : t('due')}</p>
            <p className="sodo-public-date">{dueAt === null ? t('noDue') : formatDateTime(dueAt)}</p>
            {moved && <p>{t('promised', { date: formatDateTime(promisedAt) })}</p>}
          </>
        ) : (
          <p>{t('closed', { date: formatDate(closedAt) })}</p>
        )}
        {pauses.map(({ reason, since }) => (
          <p key={reason} className="sodo-public-pause">
            {t('paused', {
              reason: common(`pause.${reason}`, { defaultValue: reason }),
              date: formatDate(since),
            })}
          </p>
        ))}
      </section>
      <WhatToDo status={status} />
      <section>
        <h2>{t('way')}</h2>
        <StatusSteps steps={status.steps} />
      </section>
      <section>
        <h2>{t('about')}</h2>
        <dl>
          <dt>{t('code')}</dt>
          <dd>{status.code}</dd>
          <dt>{t('procedure')}</dt>
          <dd>{status.procedureName}</dd>
          <dt>{t('applicant')}</dt>
          <dd>{status.applicant}</dd>
          <dt>{t('receivedAt')}</dt>
          <dd>{formatDateTime(status.receivedAt)}</dd>
          <dt>{t('counter')}</dt>
          <dd>{status.counter}</dd>
        </dl>
      </section>
    </article>
  );
}
