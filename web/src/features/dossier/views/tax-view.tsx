import { Table, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatDate, formatDateTime, formatDay, formatMoney } from '../../../lib/format';
import type { Dossier } from '../use-dossier';

type Slip = Dossier['tax']['slips'][number];
type Notice = Dossier['tax']['notices'][number];

/** Slips to the tax office, its notices, and what stands on the certificate. */
export function TaxView({ dossier }: { readonly dossier: Dossier }) {
  const { t } = useTranslation('dossier');
  const { tax, restrictions } = dossier;
  return (
    <>
      <h3 className="dossier-group">{t('tax.slips')}</h3>
      <Table<Slip>
        size="small"
        pagination={false}
        rowKey="version"
        locale={{ emptyText: t('tax.noSlip') }}
        scroll={{ x: 'max-content' }}
        columns={[
          { title: t('tax.number'), dataIndex: 'number' },
          { title: t('tax.sent'), dataIndex: 'sentAt', render: (at: string | null) => (at ? formatDateTime(at) : '–') },
          {
            title: t('tax.returned'),
            dataIndex: 'returnedAt',
            render: (at: string | null, { returnReason }) =>
              at ? `${formatDateTime(at)}: ${returnReason ?? ''}` : '–',
          },
        ]}
        dataSource={tax.slips}
      />
      <h3 className="dossier-group">{t('tax.notices')}</h3>
      <Table<Notice>
        size="small"
        pagination={false}
        rowKey="number"
        locale={{ emptyText: t('tax.noNotice') }}
        scroll={{ x: 'max-content' }}
        columns={[
          { title: t('tax.number'), dataIndex: 'number' },
          {
            title: t('tax.itemLabel'),
            dataIndex: 'item',
            render: (item: string) => t(`tax.item.${item}`, { defaultValue: item }),
          },
          { title: t('tax.amount'), dataIndex: 'amount', align: 'right', render: formatMoney },
          { title: t('tax.dueOn'), dataIndex: 'dueOn', render: (day: string | null) => (day ? formatDay(day) : '–') },
          {
            title: t('tax.settled'),
            dataIndex: 'settledKind',
            render: (kind: string | null, { settledAt, receipt }) =>
              kind
                ? `${t(`settled.${kind}`)} · ${receipt ?? ''} · ${settledAt ? formatDate(settledAt) : ''}`
                : t('tax.open'),
          },
        ]}
        dataSource={tax.notices}
      />
      <h3 className="dossier-group">{t('restriction.title')}</h3>
      {restrictions.length === 0 ? (
        <p>{t('restriction.none')}</p>
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
