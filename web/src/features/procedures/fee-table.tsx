import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { COLOURS } from '../../app/theme';
import { WideTable } from '../../components/wide-table';
import { formatMoney } from '../../lib/format';
import type { Definition } from './definition';

/** Fees and when each is due; what is not checked against its decision says so. */
export function FeeTable({ fees }: { readonly fees: Definition['fees'] }) {
  const { t } = useTranslation('procedures');
  return (
    <WideTable
      label={t('tab.fees')}
      least={900}
      rowKey="id"
      dataSource={[...fees]}
      columns={[
        { title: t('fee'), dataIndex: 'name', render: (name: string) => <div style={{ maxWidth: 420 }}>{name}</div> },
        {
          title: t('amount'),
          dataIndex: 'amount',
          align: 'right',
          render: (amount: number) => <span style={{ whiteSpace: 'nowrap' }}>{formatMoney(amount)}</span>,
        },
        {
          title: t('dueWhen'),
          dataIndex: 'appliesWhen',
          render: (feel: string | null) =>
            feel === null ? t('always') : <code style={{ display: 'block', maxWidth: 420 }}>{feel}</code>,
        },
        { title: t('basis'), dataIndex: 'legalBasis' },
        {
          title: t('verified'),
          dataIndex: 'unverified',
          render: (unverified: boolean) =>
            unverified && (
              <Tag variant="outlined" style={{ color: COLOURS.near, borderColor: COLOURS.near, background: '#fff' }}>
                {t('notVerified')}
              </Tag>
            ),
        },
      ]}
    />
  );
}
