import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import type { z } from 'zod';
import type { Receipt } from '../../../../contracts/draft.schema';
import type { procedureSchema } from '../../../../contracts/procedure.schema';
import { Page } from '../../components/page';
import { PageLoading } from '../../components/page-loading';
import { ProblemAlert } from '../../components/problem-alert';
import { get } from '../../lib/api-client';
import type { Draft } from './draft-saver';
import { IntakeDesk } from './intake-desk';
import { ReceiptView } from './receipt-view';
import { useNewDraft } from './use-new-draft';
import './intake.css';

/** One dossier at the counter, from the empty form to the printed receipt. */
export function IntakePage() {
  const { id = '' } = useParams();
  return <OneIntake key={id} id={id} />;
}

function OneIntake({ id }: { readonly id: string }) {
  const { t } = useTranslation('intake');
  const [receipt, setReceipt] = useState<Receipt>();
  const { start, isPending } = useNewDraft();
  const draft = useQuery({
    queryKey: ['draft', id],
    queryFn: () => get<Draft>(`/drafts/${id}`),
    // What is typed here is the truth of this page; only files are read anew.
    refetchOnWindowFocus: false,
  });
  const procedureKey = draft.data?.procedureKey;
  const procedure = useQuery({
    queryKey: ['procedure', procedureKey],
    queryFn: () => get<z.infer<typeof procedureSchema>>(`/procedures/${procedureKey}`),
    enabled: procedureKey !== undefined,
    staleTime: 10 * 60_000,
  });
  const error = draft.error ?? procedure.error;
  const dossierId = receipt?.dossierId ?? (draft.data?.submittedAt ? draft.data.dossierId : null);
  if (dossierId && procedureKey !== undefined)
    return (
      <ReceiptView
        dossierId={dossierId}
        receipt={receipt}
        onNext={() => start(procedureKey, draft.data?.unitId)}
        isStarting={isPending}
      />
    );
  if (draft.data && procedure.data)
    return <IntakeDesk draft={draft.data} procedure={procedure.data} onReceived={setReceipt} />;
  return (
    <Page title={t('title')}>
      {error ? <ProblemAlert error={error} onRetry={() => void draft.refetch()} /> : <PageLoading />}
    </Page>
  );
}
