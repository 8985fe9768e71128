import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CaseFile } from '../../components/case-file-field';
import { Paper, TextArea } from '../../components/form-fields';
import { KeptDialog } from '../../components/kept-dialog';
import { sentPaper, typedText } from '../../lib/form-values';
import { today } from '../../lib/server-clock';
import { useCommand } from '../../lib/use-command';
import { Day } from './open-dialog';
import { STEP_PATHS, type ReportPageData, type ReportStep } from './report';

interface Values {
  readonly text?: string;
  readonly assessment?: string;
  readonly difficulties?: string;
  readonly proposals?: string;
  readonly dueOn?: string;
  readonly number?: string;
  readonly date?: string;
  readonly files?: readonly CaseFile[];
}

interface StepDialogProps {
  readonly report: ReportPageData;
  readonly step: ReportStep;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

const REASONED: readonly ReportStep[] = ['renewFigures', 'returnReport', 'sendBackReport', 'cancelReport'];
const NOTED: readonly ReportStep[] = ['submitReport', 'acceptReport'];
const MOST_WORDS = 10_000;

/** One step of a report with its fields. */
export function StepDialog({ report, step, onDone, onClose }: StepDialogProps) {
  const { t } = useTranslation('reports');
  const [form] = Form.useForm<Values>();
  const command = useCommand();
  const { assessment, difficulties, proposals } = report.remarks;
  return (
    <KeptDialog<Values>
      form={form}
      keptAs={[report.id, step]}
      title={t(`step.${step}`)}
      intro={t(`intro.${step}`)}
      okText={t('ok')}
      danger={step === 'cancelReport' || undefined}
      busy={command.isPending}
      error={command.error}
      initialValues={
        step === 'writeRemarks'
          ? {
              assessment: assessment ?? undefined,
              difficulties: difficulties ?? undefined,
              proposals: proposals ?? undefined,
            }
          : {}
      }
      onClose={onClose}
      onSend={(values, clear) =>
        command.mutate(
          {
            path: `/reports/${report.id}/${STEP_PATHS[step]}`,
            body: bodyOf(step, values),
            ifMatch: `"${report.seq}"`,
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
      {step === 'writeRemarks' && (
        <>
          <TextArea name="assessment" label={t('remarks.assessment')} max={MOST_WORDS} />
          <TextArea name="difficulties" label={t('remarks.difficulties')} max={MOST_WORDS} />
          <TextArea name="proposals" label={t('remarks.proposals')} max={MOST_WORDS} />
        </>
      )}
      {step === 'sendReport' && <Paper />}
      {step === 'sendBackReport' && <Day name="dueOn" label={t('dueOn')} first={today()} />}
      {REASONED.includes(step) && <TextArea name="text" label={t('field.reason')} required />}
      {NOTED.includes(step) && <TextArea name="text" label={t('field.note')} />}
    </KeptDialog>
  );
}

function bodyOf(step: ReportStep, { text, dueOn, assessment, difficulties, proposals, ...paper }: Values) {
  switch (step) {
    case 'writeRemarks':
      return {
        assessment: typedText(assessment),
        difficulties: typedText(difficulties),
        proposals: typedText(proposals),
      };
    case 'sendReport':
      return { document: sentPaper(paper) };
    case 'sendBackReport':
      return { reason: text, dueOn };
    case 'renewFigures':
    case 'returnReport':
    case 'cancelReport':
      return { reason: text };
    case 'signReport':
      return {};
    case 'submitReport':
    case 'acceptReport':
      return { text: typedText(text) };
  }
}
