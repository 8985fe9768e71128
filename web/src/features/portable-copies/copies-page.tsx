import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { CaseListPage } from '../../components/case-list-page';
import { formatDateTime } from '../../lib/format';
import { mayDo, useMe } from '../../lib/use-session';
import type { CopyRow } from './copy';
import { CopyStatus, useSpanName } from './copy-marks';
import { OpenDialog } from './open-dialog';

/** Copies on portable disks; first those that are not in the archive yet. */
export function CopiesPage() {
  const { t } = useTranslation('copies');
  const me = useMe();
  const spanOf = useSpanName();
  return (
    <CaseListPage<CopyRow>
      namespace="copies"
      path="/portable-copies"
      {...(mayDo(me, 'copy.make') && {
        begin: { label: t('ask.title'), dialog: (close) => <OpenDialog onClose={close} /> },
      })}
      card={(row) => (
        <>
          <div>
            <Link to={`/portable-copies/${row.id}`}>{row.code}</Link> · {t(`kind.${row.kind}`)}
          </div>
          <div>
            <CopyStatus {...row} />
          </div>
          <div>
            {spanOf(row)} · {t('dueAt')}: {formatDateTime(row.dueAt)}
          </div>
        </>
      )}
      columns={[
        { title: t('code'), width: 100, render: (_, row) => <Link to={`/portable-copies/${row.id}`}>{row.code}</Link> },
        { title: t('kind.label'), render: (_, row) => t(`kind.${row.kind}`) },
        { title: t('period'), width: 200, render: (_, row) => spanOf(row) },
        { title: t('status.label'), width: 220, render: (_, row) => <CopyStatus {...row} /> },
        { title: t('disk'), width: 140, render: (_, row) => row.disk ?? '' },
        { title: t('shelf'), render: (_, row) => row.shelf ?? '' },
        { title: t('dueAt'), dataIndex: 'dueAt', width: 150, render: formatDateTime },
      ]}
    />
  );
}
