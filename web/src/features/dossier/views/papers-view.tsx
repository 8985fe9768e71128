import { FilePdfOutlined, FileImageOutlined } from '@ant-design/icons';
import { Empty, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FilePreview } from '../../../components/file-preview';
import { formatDateTime } from '../../../lib/format';
import { useProcedure, type Dossier } from '../use-dossier';

interface Paper {
  readonly key: string;
  readonly name: string;
  readonly beside: string;
  readonly path: string;
  readonly mediaType: string;
  readonly official: boolean;
}

/** Scans and official papers: the list, and the one that is looked at. */
export function PapersView({ dossier }: { readonly dossier: Dossier }) {
  const { t } = useTranslation('dossier');
  const papers = usePapers(dossier);
  const [chosen, setChosen] = useState<string>();
  const shown = papers.find(({ key }) => key === chosen) ?? papers[0];
  if (!shown) return <Empty description={t('papers.none')} />;
  return (
    <div className="dossier-papers">
      <div>
        {[true, false].map((official) => {
          const some = papers.filter((paper) => paper.official === official);
          if (some.length === 0) return null;
          return (
            <section key={String(official)}>
              <h3 className="dossier-group">{t(official ? 'papers.official' : 'papers.scans')}</h3>
              <ul className="dossier-paper-list">
                {some.map((paper) => (
                  <li key={paper.key}>
                    <button
                      type="button"
                      aria-pressed={paper.key === shown.key}
                      onClick={() => setChosen(paper.key)}
                      className="dossier-paper"
                    >
                      {paper.mediaType === 'application/pdf' ? <FilePdfOutlined /> : <FileImageOutlined />} {paper.name}
                      <br />
                      <Typography.Text type="secondary">{paper.beside}</Typography.Text>
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </div>
      <div style={{ minWidth: 0 }}>
        <FilePreview key={shown.key} path={shown.path} mediaType={shown.mediaType} title={shown.name} height={480} />
      </div>
    </div>
  );
}

function usePapers({ id, attachments, documents }: Dossier): readonly Paper[] {
  const { t } = useTranslation('dossier');
  const { data: procedure } = useProcedure(id);
  const names = new Map(procedure?.components.map((component) => [component.id, component.name]));
  return [
    ...documents.map((document) => ({
      key: document.id,
      name: t(`papers.kind.${document.kind}`, { defaultValue: document.kind }),
      beside: formatDateTime(document.createdAt),
      path: `/dossiers/${id}/documents/${document.id}`,
      mediaType: 'application/pdf',
      official: true,
    })),
    ...attachments.map((scan) => ({
      key: scan.id,
      name: names.get(scan.componentId) ?? scan.componentId,
      beside: `${scan.fileName} · ${formatDateTime(scan.uploadedAt)}`,
      path: `/dossiers/${id}/files/${scan.id}`,
      mediaType: scan.mediaType,
      official: false,
    })),
  ];
}
