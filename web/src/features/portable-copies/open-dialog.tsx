import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Choice, TextArea } from '../../components/form-fields';
import { KeptDialog } from '../../components/kept-dialog';
import { useCommand } from '../../lib/use-command';
import type { CopyRow } from './copy';

interface Values {
  readonly kind: CopyRow['kind'];
  readonly reason: string;
}

const KINDS = ['database', 'scans'] as const satisfies readonly CopyRow['kind'][];

/** A copy besides the regular ones. */
export function OpenDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('copies');
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const command = useCommand<{ readonly id: string }>();
  return (
    <KeptDialog<Values>
      form={form}
      keptAs={['copy', 'ask']}
      title={t('ask.title')}
      intro={t('ask.intro')}
      okText={t('ask.ok')}
      busy={command.isPending}
      error={command.error}
      initialValues={{ kind: 'database' }}
      onClose={onClose}
      onSend={(body, clear) =>
        command.mutate(
          { path: '/portable-copies', body },
          {
            onSuccess: ({ data }) => {
              clear();
              onClose();
              void navigate(`/portable-copies/${data.id}`);
            },
          },
        )
      }
    >
      <Choice
        name="kind"
        label={t('kind.label')}
        options={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      <TextArea name="reason" label={t('field.reason')} required />
    </KeptDialog>
  );
}
