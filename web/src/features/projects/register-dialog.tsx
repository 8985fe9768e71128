import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { CaseFile } from '../../components/case-file-field';
import { Paper, TextArea, UnitChoice, Units } from '../../components/form-fields';
import { KeptDialog } from '../../components/kept-dialog';
import { sentPaper, typedText } from '../../lib/form-values';
import { useCommand } from '../../lib/use-command';
import { useMe } from '../../lib/use-session';
import { useUnits } from '../../lib/use-units';

interface Values {
  readonly name: string;
  readonly ownerUnitId: string;
  readonly contractorUnitId: string;
  readonly workUnits: readonly string[];
  readonly number: string;
  readonly date: string;
  readonly files: readonly CaseFile[];
  readonly text?: string;
}

/** Register a contractor's project (A16.1). */
export function RegisterDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('projects');
  const { t: common } = useTranslation();
  const navigate = useNavigate();
  const me = useMe();
  const { units } = useUnits();
  const [form] = Form.useForm<Values>();
  const command = useCommand<{ readonly id: string }>();
  const own = me.roles.find(({ role }) => role === 'unitHead' || role === 'manager')?.unitId;
  const contractors = units.filter(({ kind }) => kind === 'contractor');
  return (
    <KeptDialog<Values>
      form={form}
      keptAs={['project', 'register']}
      title={t('register.title')}
      intro={t('register.intro')}
      okText={t('register.ok')}
      busy={command.isPending}
      error={command.error}
      initialValues={{ ownerUnitId: own }}
      onClose={onClose}
      onSend={(values, clear) =>
        command.mutate(
          { path: '/contractor-projects', body: bodyOf(values) },
          {
            onSuccess: ({ data }) => {
              clear();
              onClose();
              void navigate(`/projects/${data.id}`);
            },
          },
        )
      }
    >
      <Form.Item
        name="name"
        label={t('name')}
        rules={[{ required: true, whitespace: true, message: common('form.needed') }]}
      >
        <Input maxLength={300} autoFocus />
      </Form.Item>
      <UnitChoice name="ownerUnitId" label={t('owner')} units={units.filter(({ kind }) => kind !== 'contractor')} />
      <UnitChoice name="contractorUnitId" label={t('contractor')} units={contractors} />
      <Units name="workUnits" label={t('workUnits')} required />
      <Paper />
      <TextArea name="text" label={t('field.note')} />
    </KeptDialog>
  );
}

function bodyOf({ number, date, files, text, ...values }: Values) {
  return {
    ...values,
    document: sentPaper({ number, date, files }),
    text: typedText(text),
  };
}
