import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { WideTable } from '../../../components/wide-table';
import { formatDate, formatDateTime, formatDay, formatMoney } from '../../../lib/format';
import type { Dossier } from '../use-dossier';

type Slip = Dossier['tax']['slips'][number];
type Notice = Dossier['tax']['notices'][number];

/** Slips to the tax office, its notices, and what stands on the certificate. */
export function TaxView({ dossier }: { readonly dossier: Dossier }) {
  const { t } = useTranslation('dossier');
  const { tax, restrictions, certificateKnown } = dossier;
  const moment = (at: string | null) => (at ? formatDateTime(at) : '–');
  const returned = ({ returnedAt, returnReason }: Slip) =>
    returnedAt ? `${formatDateTime(returnedAt)}: ${returnReason ?? ''}` : '–';
  const item = ({ item: code }: Notice) => t(`tax.item.${code}`, { defaultValue: code });
  const dueOn = ({ dueOn: day }: Notice) => (day ? formatDay(day) : '–');
  const settled = ({ settledKind, settledAt, receipt }: Notice) =>
    settledKind
      ? `${t(`settled.${settledKind}`)} · ${receipt ?? ''} · ${settledAt ? formatDate(settledAt) : ''}`
      : t('tax.open');
  return (
    <>
      <h3 className="dossier-group">{t('tax.slips')}</h3>
      {tax.sendBy && <p>{t('tax.sendBy', { moment: formatDateTime(tax.sendBy) })}</p>}
      <WideTable<Slip>
        label={t('tax.slips')}
        least={620}
        rowKey="version"
        locale={{ emptyText: t('tax.noSlip') }}
        card={(slip) => (
          <>
            <div>{slip.number}</div>
            {t('tax.sent')}: {moment(slip.sentAt)} · {t('tax.answerBy')}: {moment(slip.answerBy)} · {t('tax.returned')}:{' '}
            {returned(slip)}
          </>
        )}
        columns={[
          { title: t('tax.number'), dataIndex: 'number' },
          { title: t('tax.sent'), render: (_value, slip) => moment(slip.sentAt) },
          { title: t('tax.answerBy'), render: (_value, slip) => moment(slip.answerBy) },
          { title: t('tax.returned'), render: (_value, slip) => returned(slip) },
        ]}
        dataSource={tax.slips}
      />
      <h3 className="dossier-group">{t('tax.notices')}</h3>
      <WideTable<Notice>
        label={t('tax.notices')}
        least={640}
        rowKey="number"
        locale={{ emptyText: t('tax.noNotice') }}
        card={(notice) => (
          <>
            <strong>{item(notice)}</strong> · {formatMoney(notice.amount)}
            <div style={{ overflowWrap: 'anywhere' }}>{notice.number}</div>
            {t('tax.dueOn')}: {dueOn(notice)} · {settled(notice)}
          </>
        )}
        columns={[
          { title: t('tax.number'), dataIndex: 'number' },
          { title: t('tax.itemLabel'), render: (_value, notice) => item(notice) },
          { title: t('tax.amount'), dataIndex: 'amount', align: 'right', render: formatMoney },
          { title: t('tax.dueOn'), render: (_value, notice) => dueOn(notice) },
          { title: t('tax.settled'), render: (_value, notice) => settled(notice) },
        ]}
        dataSource={tax.notices}
      />
      <h3 className="dossier-group">{t('restriction.title')}</h3>
      {restrictions.length === 0 ? (
        <p>{t(certificateKnown ? 'restriction.none' : 'restriction.unknownCertificate')}</p>
      ) : (
        <ul className="dossier-steps">
          {restrictions.map(({ kind, blocksTransfer, document, since, until }) => (
            <li key={`${kind} ${document}`}>
              <strong>{t(`restriction.kind.${kind}`, { defaultValue: kind })}</strong>{' '}
              {blocksTransfer && <Tag color="error">{t('restriction.blocks')}</Tag>}
              {document} ({t('restriction.since', { day: formatDay(since) })}
              {until && `, ${t('restriction.until', { day: formatDay(until) })}`})
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
