import { Checkbox, DatePicker, Form } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { formatDateTime, formatTime, vietnamDay } from '../../../lib/format';
import { ActionDialog, type DialogProps } from './action-dialog';
import { TextField } from './text-field';

interface Values {
  readonly day: Dayjs;
  readonly apology: boolean;
  readonly reason: string;
}

/** A new due day at the hour of the old one; as an apology it is form 04. */
export function DeadlineDialog(props: DialogProps) {
  const { t } = useTranslation('dossier');
  const { dueAt } = props.dossier;
  const now = dueAt ?? new Date().toISOString();
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
        return { dueAt: `${day.format('YYYY-MM-DD')}T${hour}:00+07:00`, apology, reason };
      }}
    >
      <Form.Item
        name="day"
        label={t('deadline.day', { hour })}
        rules={[{ required: true, message: t('dialog.needed') }]}
      >
        <DatePicker
          format="DD/MM/YYYY"
          style={{ width: 200 }}
          disabledDate={(day) => day.isBefore(dayjs(vietnamDay(now)), 'day')}
        />
      </Form.Item>
      <Form.Item name="apology" valuePropName="checked">
        <Checkbox>{t('deadline.apology')}</Checkbox>
      </Form.Item>
      <TextField name="reason" label={t('dialog.reason')} required max={2000} rows={3} />
    </ActionDialog>
  );
}
