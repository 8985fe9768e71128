import { Checkbox, Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { DayPicker } from '../../components/day-picker';
import { ProblemAlert } from '../../components/problem-alert';
import { RestoredNote } from '../../components/restored-note';
import { formatDateTime, formatTime } from '../../lib/format';
import { today } from '../../lib/server-clock';
import { useCalendar } from '../../lib/use-calendar';
import { useCommand } from '../../lib/use-command';
import { useDialogDraft } from '../../lib/use-dialog-draft';
import { planOf } from '../../lib/working-days';
import type { BehindDossier } from './board';

interface MoveDeadlineDialogProps {
  readonly dossier: Pick<BehindDossier, 'id' | 'code' | 'dueAt'>;
  readonly onClose: () => void;
}

interface Values {
  readonly day?: string;
  readonly reason: string;
  readonly apology: boolean;
}

/** A new due date with its reason, at the hour of the present one; with an apology it is form 04. */
export function MoveDeadlineDialog({ dossier, onClose }: MoveDeadlineDialogProps) {
  const { t } = useTranslation('sla');
  const [form] = Form.useForm<Values>();
  const day = Form.useWatch('day', form) ?? '';
  const year = Number(day.slice(0, 4));
  const { data: calendar } = useCalendar(year, year >= 2000 && year <= 2100);
  const draft = useDialogDraft(form, dossier.id, 'deadline');
  const { mutate, isPending, error } = useCommand({
    onDone: () => {
      draft.clear();
      onClose();
    },
  });
  const move = ({ day: chosen, reason, apology }: Values) =>
    mutate({
      path: `/dossiers/${dossier.id}/deadline`,
      body: { dueAt: `${chosen ?? ''}T${formatTime(dossier.dueAt)}:00+07:00`, reason, apology },
    });
  return (
    <Modal
      open
      mask={{ closable: false }}
      title={t('moveDeadlineOf', { code: dossier.code })}
      okText={t('moveDeadline')}
      okButtonProps={{ loading: isPending }}
      onOk={() => form.submit()}
      onCancel={() => draft.giveUp() && onClose()}
    >
      <RestoredNote shown={draft.restored !== undefined} />
      <ProblemAlert error={error} />
      <p>{t('presentDue', { date: formatDateTime(dossier.dueAt) })}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ reason: '', apology: false, ...draft.restored }}
        onValuesChange={draft.onValuesChange}
        onFinish={move}
      >
        <Form.Item
          name="day"
          label={t('newDay')}
          dependencies={['apology']}
          rules={[
            { required: true, message: t('needDay') },
            {
              validator: (_, value: string | undefined) =>
                calendar && value && !planOf(calendar, value).working
                  ? Promise.reject(new Error(t('dayOff')))
                  : Promise.resolve(),
            },
          ]}
        >
          <DayPicker first={today()} />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t('reason')}
          rules={[{ required: true, whitespace: true, message: t('needReason') }]}
        >
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
        <Form.Item name="apology" valuePropName="checked" extra={t('apologyHint')}>
          <Checkbox>{t('apology')}</Checkbox>
        </Form.Item>
      </Form>
    </Modal>
  );
}
