import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { CaseListPage } from '../../components/case-list-page';
import { formatDate } from '../../lib/format';
import { mayDo, useMe } from '../../lib/use-session';
import type { ProjectRow } from './project';
import { ProjectStatus } from './project-status';
import { RegisterDialog } from './register-dialog';

/** Contractors' projects; first those that are not over. */
export function ProjectsPage() {
  const { t } = useTranslation('projects');
  const me = useMe();
  return (
    <CaseListPage<ProjectRow>
      namespace="projects"
      path="/contractor-projects"
      {...(mayDo(me, 'project.handle') && {
        begin: { label: t('register.title'), dialog: (close) => <RegisterDialog onClose={close} /> },
      })}
      card={(row) => (
        <>
          <div>
            <Name row={row} /> · {row.name}
          </div>
          <div>
            <ProjectStatus status={row.status} />
          </div>
          <div>
            {t('contractor')}: {row.contractor.name}
          </div>
        </>
      )}
      columns={[
        { title: t('code'), width: 100, render: (_, row) => <Name row={row} /> },
        { title: t('name'), dataIndex: 'name' },
        { title: t('status.label'), width: 190, render: (_, row) => <ProjectStatus status={row.status} /> },
        { title: t('contractor'), width: 230, render: (_, row) => row.contractor.name },
        { title: t('owner'), width: 230, render: (_, row) => row.owner.name },
        { title: t('registeredAt'), dataIndex: 'registeredAt', width: 130, render: formatDate },
      ]}
    />
  );
}

function Name({ row }: { readonly row: ProjectRow }) {
  return <Link to={`/projects/${row.id}`}>{row.code}</Link>;
}
