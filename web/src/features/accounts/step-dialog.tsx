import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { KeptDialog } from '../../components/kept-dialog';
import { useCommand } from '../../lib/use-command';
import { ACCOUNT_STEPS, type StepValues } from './account-steps';
import type { AccountCase, IssuedSecret } from './accounts';

interface StepDialogProps {
  readonly account: AccountCase;
  readonly name: string;
  readonly onDone: (answer: Partial<IssuedSecret>) => void;
  readonly onClose: () => void;
}

/** One step of an account with its fields. */
export function StepDialog({ account, name, onDone, onClose }: StepDialogProps) {
  const { t } = useTranslation('accounts');
  const [form] = Form.useForm<StepValues>();
  const command = useCommand<Partial<IssuedSecret>>();
  const step = ACCOUNT_STEPS[name];
  if (!step) return null;
  return (
    <KeptDialog<StepValues>
      form={form}
      keptAs={[account.id, name]}
      title={t(`step.${name}`)}
      intro={t(`intro.${name}`, { name: account.fullName })}
      okText={t('ok')}
      danger={step.danger}
      busy={command.isPending}
      error={command.error}
      initialValues={step.initial?.(account) ?? {}}
      onClose={onClose}
      onSend={(values, clear) =>
        command.mutate(
          { path: `/accounts/${account.id}/${step.path}`, body: step.body(values), ifMatch: `"${account.seq}"` },
          {
            onSuccess: ({ data }) => {
              clear();
              onClose();
              onDone(data);
            },
          },
        )
      }
    >
      {step.fields(t, account)}
    </KeptDialog>
  );
}
