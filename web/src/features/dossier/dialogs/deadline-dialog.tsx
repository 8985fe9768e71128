import { Checkbox, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { DayPicker } from '../../../components/day-picker';
import { formatDateTime, formatTime, vietnamDay } from '../../../lib/format';
import { serverNow, today } from '../../../lib/server-clock';
import { ActionDialog, type DialogProps } from './action-dialog';
import { TextField } from './text-field';

interface Values {
  readonly day: string;
  readonly apology: boolean;
  readonly reason: string;
}

/** A new due day at the hour of the old one; as an apology it is form 04. */
export function DeadlineDialog(props: DialogProps) {
  const { t } = useTranslation('dossier');
  const { dueAt } = props.dossier;
  const now = dueAt ?? serverNow();
  const first = [today(), vietnamDay(now)].sort().at(-1);
  const hour = dueAt === null ? '17:00' : formatTime(dueAt);
  return (
    <ActionDialog<Values>
      {...props}
      title={t('action.moveDeadline')}
      intro={t('deadline.intro', { due: formatDateTime(now) })}
      okText={t('deadline.ok')}
      path="deadline"
      told={t('done.deadlineMoved')}
      initialValues={{ apology: false }}
      bodyOf={({ day, apology, reason }) => {
        return { dueAt: `${day}T${hour}:00+07:00`, apology, reason };
      }}
    >
      <Form.Item
        name="day"
        label={t('deadline.day', { hour })}
        rules={[{ required: true, message: t('dialog.needed') }]}
      >
        <DayPicker first={first} />
      </Form.Item>
      <Form.Item name="apology" valuePropName="checked">
        <Checkbox>{t('deadline.apology')}</Checkbox>
      </Form.Item>
      <TextField name="reason" label={t('dialog.reason')} required max={2000} rows={3} />
    </ActionDialog>
  );
}
