import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { TextArea } from '../../components/form-fields';
import { KeptDialog } from '../../components/kept-dialog';
import { typedText } from '../../lib/form-values';
import { useCommand } from '../../lib/use-command';
import { STEP_PATHS, type CopyPageData, type CopyStep } from './copy';

interface Values {
  readonly label?: string;
  readonly shelf?: string;
  readonly text?: string;
}

interface StepDialogProps {
  readonly copy: CopyPageData;
  readonly step: CopyStep;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

const REASONED: readonly CopyStep[] = ['refuseDisk', 'cancelCopy'];
const NOTED: readonly CopyStep[] = ['handOverDisk', 'archiveDisk'];

/** One step of a copy with its fields. */
export function StepDialog({ copy, step, onDone, onClose }: StepDialogProps) {
  const { t } = useTranslation('copies');
  const [form] = Form.useForm<Values>();
  const command = useCommand();
  return (
    <KeptDialog<Values>
      form={form}
      keptAs={[copy.id, step]}
      title={t(`step.${step}`)}
      intro={t(`intro.${step}`, { disk: copy.disk })}
      okText={t('ok')}
      danger={step === 'cancelCopy' || undefined}
      busy={command.isPending}
      error={command.error}
      initialValues={{}}
      onClose={onClose}
      onSend={(values, clear) =>
        command.mutate(
          {
            path: `/portable-copies/${copy.id}/${STEP_PATHS[step]}`,
            body: bodyOf(step, values),
            ifMatch: `"${copy.seq}"`,
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
      {step === 'insertDisk' && <Line name="label" label={t('field.label')} max={60} />}
      {step === 'archiveDisk' && <Line name="shelf" label={t('shelf')} max={200} />}
      {REASONED.includes(step) && <TextArea name="text" label={t('field.reason')} required />}
      {NOTED.includes(step) && <TextArea name="text" label={t('field.note')} />}
    </KeptDialog>
  );
}

function Line({ name, label, max }: { readonly name: string; readonly label: string; readonly max: number }) {
  const { t } = useTranslation();
  return (
    <Form.Item name={name} label={label} rules={[{ required: true, whitespace: true, message: t('form.needed') }]}>
      <Input maxLength={max} autoComplete="off" autoFocus />
    </Form.Item>
  );
}

function bodyOf(step: CopyStep, { label, shelf, text }: Values) {
  switch (step) {
    case 'insertDisk':
      return { label };
    case 'handOverDisk':
      return { text: typedText(text) };
    case 'archiveDisk':
      return { shelf, text: typedText(text) };
    case 'refuseDisk':
    case 'cancelCopy':
      return { reason: text };
  }
}
