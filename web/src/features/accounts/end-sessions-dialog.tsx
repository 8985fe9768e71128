import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { TextArea } from '../../components/form-fields';
import { KeptDialog } from '../../components/kept-dialog';
import { useCommand } from '../../lib/use-command';

interface EndSessionsDialogProps {
  /** @param ended how many there were */
  readonly onDone: (ended: number) => void;
  readonly onClose: () => void;
}

/** Signs everybody out but oneself, with a reason. */
export function EndSessionsDialog({ onDone, onClose }: EndSessionsDialogProps) {
  const { t } = useTranslation('accounts');
  const [form] = Form.useForm<{ readonly text: string }>();
  const command = useCommand<{ readonly ended: number }>();
  return (
    <KeptDialog<{ readonly text: string }>
      form={form}
      keptAs={['sessions', 'end']}
      title={t('everybody.end')}
      intro={t('everybody.intro')}
      okText={t('ok')}
      danger
      busy={command.isPending}
      error={command.error}
      initialValues={{}}
      onClose={onClose}
      onSend={({ text }, clear) =>
        command.mutate(
          { path: '/sessions/end', body: { reason: text } },
          {
            onSuccess: ({ data }) => {
              clear();
              onClose();
              onDone(data.ended);
            },
          },
        )
      }
    >
      <TextArea name="text" label={t('reason')} required max={1000} />
    </KeptDialog>
  );
}
