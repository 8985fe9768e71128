import { useTranslation } from 'react-i18next';
import { WideTable } from '../../components/wide-table';
import type { Definition } from './definition';

/** The papers of a dossier and when each is needed. */
export function PaperTable({ components }: { readonly components: Definition['components'] }) {
  const { t } = useTranslation('procedures');
  return (
    <WideTable
      label={t('tab.papers')}
      least={820}
      rowKey="id"
      dataSource={[...components]}
      columns={[
        { title: t('paper'), dataIndex: 'name', render: (name: string) => <div style={{ maxWidth: 460 }}>{name}</div> },
        {
          title: t('needed'),
          render: (_, { required, requiredWhen }) =>
            requiredWhen === null ? t(required ? 'always' : 'optional') : <code>{requiredWhen}</code>,
        },
        {
          title: t('copies'),
          render: (_, { copies, original }) => `${copies} · ${t(original ? 'original' : 'copy')}`,
        },
        { title: t('from'), dataIndex: 'source', render: (source: string) => t(`source.${source}`) },
      ]}
    />
  );
}
