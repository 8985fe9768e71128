import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CaseFile } from '../../components/case-file-field';
import { Choice, Paper, TextArea } from '../../components/form-fields';
import { KeptDialog } from '../../components/kept-dialog';
import { sentPaper, typedText } from '../../lib/form-values';
import { useCommand } from '../../lib/use-command';
import { STEP_PATHS, type ProjectPageData, type ProjectStep } from './project';

interface Values {
  readonly text?: string;
  readonly passed?: 'yes' | 'no';
  readonly number?: string;
  readonly date?: string;
  readonly files?: readonly CaseFile[];
}

/** What a step asks: a paper with its scan, a reason, a note, or how the trial ended. */
const ASKS: Readonly<Record<ProjectStep, 'paper' | 'reason' | 'note' | 'trial'>> = {
  submitPlan: 'paper',
  approvePlan: 'paper',
  returnPlan: 'reason',
  requestAcceptance: 'paper',
  acceptWork: 'paper',
  rejectWork: 'reason',
  startTrialRun: 'note',
  recordTrialResult: 'trial',
  decideGoLive: 'paper',
  cancelProject: 'reason',
};

interface StepDialogProps {
  readonly project: ProjectPageData;
  readonly step: ProjectStep;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** One step of a project with its fields. */
export function StepDialog({ project, step, onDone, onClose }: StepDialogProps) {
  const { t } = useTranslation('projects');
  const [form] = Form.useForm<Values>();
  const command = useCommand();
  const asks = ASKS[step];
  return (
    <KeptDialog<Values>
      form={form}
      keptAs={[project.id, step]}
      title={t(`step.${step}`)}
      intro={t(`intro.${step}`)}
      okText={t('ok')}
      danger={step === 'cancelProject' || undefined}
      busy={command.isPending}
      error={command.error}
      initialValues={asks === 'trial' ? { passed: 'yes' } : {}}
      onClose={onClose}
      onSend={(values, clear) =>
        command.mutate(
          {
            path: `/contractor-projects/${project.id}/${STEP_PATHS[step]}`,
            body: bodyOf(asks, values),
            ifMatch: `"${project.seq}"`,
          },
          {
            onSuccess: () => {
              clear();
              onClose();
              onDone();
            },
          },
        )
      }
    >
      {asks === 'trial' && (
        <Choice
          name="passed"
          label={t('field.passed')}
          options={(['yes', 'no'] as const).map((value) => ({ value, label: t(`passed.${value}`) }))}
        />
      )}
      {asks === 'paper' && <Paper />}
      <TextArea
        name="text"
        label={t(asks === 'reason' ? 'field.reason' : asks === 'trial' ? 'field.result' : 'field.note')}
        required={asks === 'reason' || asks === 'trial'}
      />
    </KeptDialog>
  );
}

function bodyOf(asks: (typeof ASKS)[ProjectStep], { text, passed, ...paper }: Values) {
  switch (asks) {
    case 'paper':
      return { document: sentPaper(paper), text: typedText(text) };
    case 'reason':
      return { reason: text };
    case 'note':
      return { text: typedText(text) };
    case 'trial':
      return { passed: passed === 'yes', text };
  }
}
