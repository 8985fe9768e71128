import { useQuery } from '@tanstack/react-query';
import { Modal, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { taskPageSchema } from '../../../../contracts/dossier-action.schema';
import type { dossierPageSchema } from '../../../../contracts/dossier.schema';
import LazyJsonForm from '../../components/lazy-json-form';
import type { JsonObject } from '../../components/json-form/schema-paths';
import { PageLoading } from '../../components/page-loading';
import { ProblemAlert } from '../../components/problem-alert';
import { RestoredNote } from '../../components/restored-note';
import { get } from '../../lib/api-client';
import { isProblem } from '../../lib/problem';
import { today } from '../../lib/server-clock';
import { useCommand } from '../../lib/use-command';
import { useMe } from '../../lib/use-session';
import { useShortcut } from '../../lib/use-shortcut';
import { useTaskDraft } from '../../lib/use-task-draft';
import type { WaitingResult } from './use-results';

interface HandOverDialogProps {
  readonly result: WaitingResult;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

const FORM_ID = 'hand-over';

/** The result goes over the counter: who received it, by which paper, and the old certificate that comes back. */
export function HandOverDialog({ result, onClose, onDone }: HandOverDialogProps) {
  const { t } = useTranslation('results');
  const { t: common } = useTranslation();
  const { dossierId, instance, dossierCode, applicantName } = result;
  const at = `/dossiers/${dossierId}/tasks/${instance}`;
  const me = useMe();
  const task = useQuery({
    queryKey: ['task', dossierId, instance],
    queryFn: () => get<z.infer<typeof taskPageSchema>>(at),
  });
  const dossier = useQuery({
    queryKey: ['dossier', dossierId],
    queryFn: () => get<z.infer<typeof dossierPageSchema>>(`/dossiers/${dossierId}`),
  });
  const claim = useCommand();
  const ready = dossier.data && task.data?.form ? prefilled(task.data, dossier.data) : undefined;
  const draft = useTaskDraft(dossierId, instance, ready);
  const complete = useCommand({
    onDone: () => {
      draft.clear();
      onDone();
    },
  });
  const error = task.error ?? dossier.error ?? claim.error ?? complete.error;
  const isBusy = claim.isPending || complete.isPending;

  const handOver = async (data: JsonObject) => {
    if (isBusy) return;
    // What fails is shown from the command itself; the second one waits for the first.
    if (task.data?.assignee !== me.accountId && !(await succeeds(claim.mutateAsync({ path: `${at}/claim`, body: {} }))))
      return;
    complete.mutate({ path: `${at}/complete`, body: { data } });
  };
  useShortcut('mod+Enter', () => document.querySelector<HTMLFormElement>(`#${FORM_ID}`)?.requestSubmit());
  const close = () => {
    if (draft.isTyped && !window.confirm(common('discard'))) return;
    draft.clear();
    onClose();
  };
  return (
    <Modal
      open
      width={760}
      title={t('dialog', { code: dossierCode })}
      mask={{ closable: false }}
      onCancel={close}
      okText={t('handOver')}
      cancelText={common('action.cancel')}
      okButtonProps={{ htmlType: 'submit', form: FORM_ID, loading: isBusy, disabled: !task.data?.form }}
    >
      <Typography.Paragraph style={{ marginBottom: 8 }}>
        {t('of', { name: applicantName, regime: dossier.data?.regime ?? '' })}
      </Typography.Paragraph>
      <RestoredNote shown={draft.isRestored} />
      <ProblemAlert error={error} />
      {task.data?.form && ready ? (
        <LazyJsonForm
          formId={FORM_ID}
          schema={task.data.form.schema}
          uiSchema={task.data.form.uiSchema}
          data={draft.data}
          onChange={draft.change}
          onSubmit={(next) => void handOver(next)}
          hideSubmit
          errors={isProblem(complete.error) ? complete.error.errors : undefined}
          idPrefix="handOver"
        />
      ) : (
        !error && <PageLoading />
      )}
    </Modal>
  );
}

/** The applicant himself, over the counter, today: what is mostly true is there already. */
function prefilled(task: z.infer<typeof taskPageSchema>, dossier: z.infer<typeof dossierPageSchema>): JsonObject {
  if (task.data) return task.data;
  const fields = (task.form?.schema['properties'] ?? {}) as JsonObject;
  const delivery = dossier.form['delivery'] as { readonly channel?: string } | undefined;
  const usual: JsonObject = {
    channel: delivery?.channel ?? 'COUNTER',
    handedOverOn: today(),
    receiverName: dossier.applicantName,
  };
  return Object.fromEntries(Object.entries(usual).filter(([name]) => name in fields));
}

async function succeeds(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}
