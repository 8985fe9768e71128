import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDateTime, formatDay, formatMoney } from '../../lib/format';
import type { PublicStatus } from './public-status-page';

/** What is asked of the applicant now, and where to go with it; that nothing is asked is said, too. */
export function WhatToDo({ status }: { readonly status: PublicStatus }) {
  const { t } = useTranslation('public-status');
  if (status.closedAt !== null) return null;
  const ready = status.steps.some(({ step, state }) => step === 'ready' && state === 'current');
  const asked = status.supplement !== null || status.payments.length > 0 || ready;
  return (
    <section className="sodo-public-todo">
      <h2>{t('todo')}</h2>
      {!asked && <p>{t('nothing')}</p>}
      <Supplement status={status} />
      <Payments payments={status.payments} />
      {ready && <Collection status={status} />}
    </section>
  );
}

function Supplement({ status }: { readonly status: PublicStatus }) {
  const { t } = useTranslation('public-status');
  const { supplement, counter } = status;
  if (!supplement) return null;
  return (
    <Block title={t('supplement', { date: formatDateTime(supplement.windowEndsAt) })}>
      <ul>
        {supplement.items.map(({ name, originals, certifiedCopies, photocopies }, index) => (
          <li key={index}>
            {name}
            <Counts counts={[originals, certifiedCopies, photocopies]} />
          </li>
        ))}
      </ul>
      <p>{t('bringTo', { counter })}</p>
      <p>{t('supplementReason')}</p>
    </Block>
  );
}

/** Originals, certified copies, photocopies. */
function Counts({ counts }: { readonly counts: readonly (number | null)[] }) {
  const { t } = useTranslation('public-status');
  const kinds = ['originals', 'certifiedCopies', 'photocopies'] as const;
  const words = kinds.flatMap((kind, index) => (counts[index] ? [t(`copies.${kind}`, { count: counts[index] })] : []));
  return words.length === 0 ? null : <span className="sodo-public-label"> ({words.join(', ')})</span>;
}

function Payments({ payments }: { readonly payments: PublicStatus['payments'] }) {
  const { t } = useTranslation('public-status');
  if (payments.length === 0) return null;
  const total = payments.reduce((sum, { amount }) => sum + amount, 0);
  return (
    <Block title={t('payments', { total: formatMoney(total) })}>
      <ul className="sodo-public-payments">
        {payments.map(({ number, item, amount, dueOn, treasuryAccount }) => (
          <li key={number}>
            <strong>
              {t(`item.${item}`, { defaultValue: item })}: {formatMoney(amount)}
            </strong>
            <span>{t('notice', { number })}</span>
            {dueOn !== null && <span>{t('payBy', { date: formatDay(dueOn) })}</span>}
            {treasuryAccount !== null && <span>{t('account', { account: treasuryAccount })}</span>}
          </li>
        ))}
      </ul>
      <p>{t('afterPayment')}</p>
    </Block>
  );
}

function Collection({ status }: { readonly status: PublicStatus }) {
  const { t } = useTranslation('public-status');
  const { collection, counter } = status;
  if (!collection) return null;
  return (
    <Block title={collection.byPost ? t('collectByPost') : t('collect', { counter })}>
      <ul>
        <li>{t('bring.receipt')}</li>
        <li>{t('bring.identity')}</li>
        {collection.originalCertificate && <li>{t('bring.certificate')}</li>}
        {collection.fees > 0 && <li>{t('bring.fees', { amount: formatMoney(collection.fees) })}</li>}
        <li>{t('bring.proxy')}</li>
      </ul>
    </Block>
  );
}

function Block({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="sodo-public-block">
      <h3>{title}</h3>
      {children}
    </div>
  );
}
