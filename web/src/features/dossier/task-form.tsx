import { useTranslation } from 'react-i18next';
import JsonForm from '../../components/lazy-json-form';
import { PageLoading } from '../../components/page-loading';
import { ProblemAlert } from '../../components/problem-alert';
import { isProblem } from '../../lib/problem';
import { useShortcut } from '../../lib/use-shortcut';
import { useTaskDraft } from '../../lib/use-task-draft';
import type { Done } from './done-notice';
import { useAction } from './use-action';
import { useTask, type Dossier, type DossierTask, type TaskPage } from './use-dossier';

interface TaskFormProps {
  readonly dossier: Dossier;
  readonly task: DossierTask;
  readonly onDone: (done: Done) => void;
}

const FORM_ID = 'task-form';
/** A step without a form is completed as it is. */
const NO_FORM = { type: 'object', properties: {} };

/** The form of my task. What is typed stays until it is completed. */
export function TaskForm(props: TaskFormProps) {
  const { data: page, error, refetch } = useTask(props.dossier.id, props.task.instance);
  if (page) return <Loaded {...props} page={page} />;
  return error ? <ProblemAlert error={error} onRetry={() => void refetch()} /> : <PageLoading />;
}

function Loaded({ dossier, task, page, onDone }: TaskFormProps & { readonly page: TaskPage }) {
  const { t } = useTranslation('dossier');
  const draft = useTaskDraft(dossier.id, task.instance, page.data);
  const { act, busy, error, forget } = useAction(dossier, (done) => {
    draft.clear();
    onDone(done);
  });
  useShortcut('mod+Enter', () => (document.getElementById(FORM_ID) as HTMLFormElement | null)?.requestSubmit(), !busy);
  return (
    <div style={{ marginBottom: 12 }}>
      <ProblemAlert error={error} onClose={forget} />
      <JsonForm
        formId={FORM_ID}
        idPrefix={`task-${task.instance}`}
        schema={page.form?.schema ?? NO_FORM}
        uiSchema={page.form?.uiSchema ?? {}}
        data={draft.data}
        onChange={draft.change}
        onSubmit={(data) => act(`tasks/${task.instance}/complete`, { data }, t('done.completed', { step: task.name }))}
        submitLabel={`${t('task.complete')} (Ctrl+Enter)`}
        errors={isProblem(error, 'VALIDATION_FAILED') ? error.errors : undefined}
        disabled={busy}
      />
    </div>
  );
}
