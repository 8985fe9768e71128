import { useQuery } from '@tanstack/react-query';
import { Button, Descriptions, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { z } from 'zod';
import type { dossierPageSchema } from '../../../../contracts/dossier.schema';
import type { Receipt } from '../../../../contracts/draft.schema';
import { FilePreview } from '../../components/file-preview';
import { Page } from '../../components/page';
import { PageLoading } from '../../components/page-loading';
import { ProblemAlert } from '../../components/problem-alert';
import { get } from '../../lib/api-client';
import { formatDateTime } from '../../lib/format';
import { useShortcut } from '../../lib/use-shortcut';

interface ReceiptViewProps {
  readonly dossierId: string;
  /** Right after the submission; afterwards the secret stands on the printed receipt only. */
  readonly receipt?: Receipt;
  readonly onNext: () => void;
  readonly isStarting: boolean;
}

/** The paper is printed by the background worker a moment after the submission. */
const ASK_AGAIN_MS = 700;

/** What the citizen takes home: code, date, secret and form 01, printed from here; then the next one. */
export function ReceiptView({ dossierId, receipt, onNext, isStarting }: ReceiptViewProps) {
  const { t } = useTranslation('intake');
  const { data: dossier, error } = useQuery({
    queryKey: ['dossier', dossierId],
    queryFn: () => get<z.infer<typeof dossierPageSchema>>(`/dossiers/${dossierId}`),
    refetchInterval: ({ state }) => (receiptOf(state.data) ? false : ASK_AGAIN_MS),
  });
  const document = receiptOf(dossier);
  const promisedAt = receipt?.promisedAt ?? dossier?.promisedAt;
  useShortcut('n', onNext);
  return (
    <Page
      title={t('receipt.title')}
      actions={
        <>
          <Button type="primary" autoFocus loading={isStarting} onClick={onNext}>
            {t('receipt.next')}
          </Button>
          <Link to="/intake">
            <Button>{t('receipt.toDrafts')}</Button>
          </Link>
          <Link to={`/dossiers/${dossierId}`}>
            <Button>{t('receipt.toDossier')}</Button>
          </Link>
        </>
      }
    >
      <ProblemAlert error={error} />
      <Flex gap={16} wrap align="start">
        <Descriptions
          bordered
          size="small"
          column={1}
          style={{ flex: '1 1 300px', maxWidth: 460, background: '#fff' }}
          items={[
            { key: 'code', label: t('receipt.code'), children: <strong>{receipt?.code ?? dossier?.code}</strong> },
            { key: 'promised', label: t('receipt.promised'), children: promisedAt ? formatDateTime(promisedAt) : '–' },
            ...(receipt
              ? [{ key: 'secret', label: t('receipt.secret'), children: <code>{receipt.secret}</code> }]
              : []),
            { key: 'applicant', label: t('receipt.applicant'), children: dossier?.applicantName },
          ]}
        />
        <div style={{ flex: '2 1 320px', minWidth: 0 }}>
          {document ? (
            <FilePreview
              path={`/dossiers/${dossierId}/documents/${document.id}`}
              mediaType="application/pdf"
              title={t('receipt.paper')}
              height="calc(100vh - 190px)"
            />
          ) : (
            <div>
              <PageLoading />
              <p style={{ textAlign: 'center' }}>{t('receipt.printing')}</p>
            </div>
          )}
        </div>
      </Flex>
    </Page>
  );
}

function receiptOf(dossier: z.infer<typeof dossierPageSchema> | undefined) {
  return dossier?.documents.find(({ kind }) => kind === 'receipt');
}
