import { Checkbox, Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../components/problem-alert';
import { formatDateTime, formatTime, vietnamDay } from '../../lib/format';
import { useCalendar } from '../../lib/use-calendar';
import { useCommand } from '../../lib/use-command';
import { planOf } from '../../lib/working-days';
import type { BehindDossier } from './board';

interface MoveDeadlineDialogProps {
  readonly dossier: Pick<BehindDossier, 'id' | 'code' | 'dueAt'>;
  readonly onClose: () => void;
}

interface Values {
  readonly day: string;
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
  const { mutate, isPending, error } = useCommand({ onDone: onClose });
  const move = ({ day: chosen, reason, apology }: Values) =>
    mutate({
      path: `/dossiers/${dossier.id}/deadline`,
      body: { dueAt: `${chosen}T${formatTime(dossier.dueAt)}:00+07:00`, reason, apology },
    });
  return (
    <Modal
      open
      mask={{ closable: false }}
      title={t('moveDeadlineOf', { code: dossier.code })}
      okText={t('moveDeadline')}
      okButtonProps={{ loading: isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <ProblemAlert error={error} />
      <p>{t('presentDue', { date: formatDateTime(dossier.dueAt) })}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ day: '', reason: '', apology: false }}
        onFinish={move}
      >
        <Form.Item
          name="day"
          label={t('newDay')}
          dependencies={['apology']}
          rules={[
            { required: true, message: t('needDay') },
            {
              validator: (_, value: string) =>
                calendar && value && !planOf(calendar, value).working
                  ? Promise.reject(new Error(t('dayOff')))
                  : Promise.resolve(),
            },
          ]}
        >
          <Input type="date" min={vietnamDay(new Date())} style={{ maxWidth: 200 }} />
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
