import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { CaseListPage } from '../../components/case-list-page';
import { formatDateTime, formatDay } from '../../lib/format';
import { mayDo, useMe } from '../../lib/use-session';
import { OpenDialog } from './open-dialog';
import type { ReportRow } from './report';
import { ReportStatus, usePeriodName } from './report-marks';

/** Reports of one's units, and those owed to them; first those that are not over. */
export function ReportsPage() {
  const { t } = useTranslation('reports');
  const me = useMe();
  const nameOf = usePeriodName();
  const receiverOf = (row: ReportRow) => row.receiver?.name ?? t('outside');
  return (
    <CaseListPage<ReportRow>
      namespace="reports"
      path="/reports"
      {...(mayDo(me, 'report.request') && {
        begin: { label: t('ask.title'), dialog: (close) => <OpenDialog onClose={close} /> },
      })}
      card={(row) => (
        <>
          <div>
            <Link to={`/reports/${row.id}`}>{row.code}</Link> · {nameOf(row)}
          </div>
          <div>
            <ReportStatus {...row} />
          </div>
          <div>
            {row.unit.name} → {receiverOf(row)} · {t('dueAt')}: {formatDateTime(row.dueAt)}
          </div>
        </>
      )}
      columns={[
        { title: t('code'), width: 100, render: (_, row) => <Link to={`/reports/${row.id}`}>{row.code}</Link> },
        {
          title: t('periodLabel'),
          width: 220,
          render: (_, row) => (
            <>
              <div>{nameOf(row)}</div>
              {row.named && <small>{t('span', { from: formatDay(row.from), to: formatDay(row.to) })}</small>}
            </>
          ),
        },
        { title: t('status.label'), width: 200, render: (_, row) => <ReportStatus {...row} /> },
        { title: t('unit'), render: (_, row) => row.unit.name },
        { title: t('receiver'), render: (_, row) => receiverOf(row) },
        { title: t('dueAt'), dataIndex: 'dueAt', width: 150, render: formatDateTime },
      ]}
    />
  );
}
