import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { CaseListPage } from '../../components/case-list-page';
import { formatDate } from '../../lib/format';
import { mayDo, useMe } from '../../lib/use-session';
import type { HandoverRow } from './handover';
import { HandoverStatus } from './handover-status';
import { PrepareDialog } from './prepare-dialog';

/** Handovers given or received by one's units; first those that are not over. */
export function HandoversPage() {
  const { t } = useTranslation('handovers');
  const me = useMe();
  return (
    <CaseListPage<HandoverRow>
      namespace="handovers"
      path="/handovers"
      {...(mayDo(me, 'handover.give') && {
        begin: { label: t('prepare.title'), dialog: (close) => <PrepareDialog onClose={close} /> },
      })}
      card={(row) => (
        <>
          <div>
            <Name row={row} /> · {row.subject}
          </div>
          <div>
            <HandoverStatus status={row.status} />
          </div>
          <div>
            {row.giver.name} → {row.receiver.name}
          </div>
        </>
      )}
      columns={[
        { title: t('code'), width: 100, render: (_, row) => <Name row={row} /> },
        { title: t('subject'), dataIndex: 'subject' },
        { title: t('status.label'), width: 150, render: (_, row) => <HandoverStatus status={row.status} /> },
        { title: t('giver'), width: 220, render: (_, row) => row.giver.name },
        { title: t('receiver'), width: 220, render: (_, row) => row.receiver.name },
        { title: t('preparedAt'), dataIndex: 'preparedAt', width: 120, render: formatDate },
      ]}
    />
  );
}

function Name({ row }: { readonly row: HandoverRow }) {
  return <Link to={`/handovers/${row.id}`}>{row.code}</Link>;
}
