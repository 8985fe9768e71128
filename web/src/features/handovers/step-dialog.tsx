import { Form, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CaseFile } from '../../components/case-file-field';
import { Paper, TextArea } from '../../components/form-fields';
import { KeptDialog } from '../../components/kept-dialog';
import { sentPaper, typedText } from '../../lib/form-values';
import { useCommand } from '../../lib/use-command';
import { STEP_PATHS, type HandoverItem, type HandoverPageData, type HandoverStep } from './handover';
import { ItemList, sentItems, Sha256Field, type ItemValues } from './item-list';

interface Values {
  readonly text?: string;
  readonly count?: number;
  readonly sha256?: string;
  readonly items?: readonly ItemValues[];
  readonly number?: string;
  readonly date?: string;
  readonly files?: readonly CaseFile[];
}

interface StepDialogProps {
  readonly handover: HandoverPageData;
  readonly step: HandoverStep;
  /** The line that is counted. */
  readonly item?: HandoverItem;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** One step of a handover with its fields. */
export function StepDialog({ handover, step, item, onDone, onClose }: StepDialogProps) {
  const { t } = useTranslation('handovers');
  const { t: common } = useTranslation();
  const [form] = Form.useForm<Values>();
  const command = useCommand();
  const onPaper = isSignedOnPaper(handover, step);
  return (
    <KeptDialog<Values>
      form={form}
      keptAs={[handover.id, item ? `${step}-${item.number}` : step]}
      title={item ? `${t(`step.${step}`)}: ${item.name}` : t(`step.${step}`)}
      intro={t(onPaper ? 'intro.contractor' : `intro.${step}`)}
      okText={t('ok')}
      danger={step === 'cancelHandover' || undefined}
      busy={command.isPending}
      error={command.error}
      initialValues={initialOf(handover, step)}
      onClose={onClose}
      onSend={(values, clear) =>
        command.mutate(
          {
            path: `/handovers/${handover.id}/${STEP_PATHS[step]}`,
            body: bodyOf(step, values, { onPaper, item }),
            ifMatch: `"${handover.seq}"`,
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
      {step === 'checkItem' && item && (
        <>
          <p style={{ marginTop: 0 }}>
            {t('item.listed')}: {item.expected.count.toLocaleString('vi-VN')} {item.measure}
          </p>
          <Form.Item name="count" label={t('item.found')} rules={[{ required: true, message: common('form.needed') }]}>
            <InputNumber min={0} max={1_000_000_000} precision={0} style={{ width: 160 }} autoFocus />
          </Form.Item>
          {item.expected.sha256 !== null && <Sha256Field name="sha256" />}
          <TextArea name="text" label={t('field.note')} />
        </>
      )}
      {step === 'amendItems' && <ItemList />}
      {(step === 'amendItems' || step === 'cancelHandover') && (
        <TextArea name="text" label={t('field.reason')} required />
      )}
      {onPaper && <Paper />}
    </KeptDialog>
  );
}

/** A contractor has nobody here to sign: the signed paper is kept. */
function isSignedOnPaper({ giver, receiver }: HandoverPageData, step: HandoverStep): boolean {
  if (step === 'signAsGiver') return giver.kind === 'contractor';
  return step === 'signAsReceiver' && receiver.kind === 'contractor';
}

function initialOf({ items }: HandoverPageData, step: HandoverStep): Values {
  if (step !== 'amendItems') return {};
  return {
    items: items.map(({ name, kind, measure, expected }) => ({
      ...{ name, kind, measure, count: expected.count },
      ...(expected.sha256 === null ? {} : { sha256: expected.sha256 }),
    })),
  };
}

function bodyOf(
  step: HandoverStep,
  { text, count, sha256, items = [], ...paper }: Values,
  { onPaper, item }: { readonly onPaper: boolean; readonly item: HandoverItem | undefined },
) {
  switch (step) {
    case 'checkItem':
      return { number: item?.number, count, sha256: typedText(sha256), text: typedText(text) };
    case 'amendItems':
      return { items: sentItems(items), reason: text };
    case 'cancelHandover':
      return { reason: text };
    case 'signAsGiver':
    case 'signAsReceiver':
      return onPaper ? { document: sentPaper(paper) } : {};
  }
}
