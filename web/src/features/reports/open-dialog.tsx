import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { DayPicker } from '../../components/day-picker';
import { TextArea, UnitChoice } from '../../components/form-fields';
import { KeptDialog } from '../../components/kept-dialog';
import { typedText } from '../../lib/form-values';
import { today } from '../../lib/server-clock';
import { useCommand } from '../../lib/use-command';
import { useUnits } from '../../lib/use-units';

interface Values {
  readonly unitId: string;
  readonly from: string;
  readonly to: string;
  readonly dueOn: string;
  readonly text?: string;
}

/** A report besides the regular ones: whose, of which days, until when. */
export function OpenDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('reports');
  const navigate = useNavigate();
  const { units } = useUnits();
  const [form] = Form.useForm<Values>();
  const command = useCommand<{ readonly id: string }>();
  const authors = units.filter(({ kind }) => kind === 'registrationOffice' || kind === 'department');
  return (
    <KeptDialog<Values>
      form={form}
      keptAs={['report', 'ask']}
      title={t('ask.title')}
      intro={t('ask.intro')}
      okText={t('ask.ok')}
      busy={command.isPending}
      error={command.error}
      initialValues={{ from: `${today().slice(0, 7)}-01`, to: today() }}
      onClose={onClose}
      onSend={({ text, ...values }, clear) =>
        command.mutate(
          { path: '/reports', body: { ...values, text: typedText(text) } },
          {
            onSuccess: ({ data }) => {
              clear();
              onClose();
              void navigate(`/reports/${data.id}`);
            },
          },
        )
      }
    >
      <UnitChoice name="unitId" label={t('unit')} units={authors} />
      <Day name="from" label={t('from')} last={today()} />
      <Day name="to" label={t('to')} last={today()} />
      <Day name="dueOn" label={t('dueOn')} first={today()} />
      <TextArea name="text" label={t('field.purpose')} />
    </KeptDialog>
  );
}

interface DayProps {
  readonly name: string;
  readonly label: string;
  readonly first?: string;
  readonly last?: string;
}

/** A day that has to be given. */
export function Day({ name, label, ...limits }: DayProps) {
  const { t } = useTranslation();
  return (
    <Form.Item name={name} label={label} rules={[{ required: true, message: t('form.needed') }]}>
      <DayPicker {...limits} clearable={false} />
    </Form.Item>
  );
}
