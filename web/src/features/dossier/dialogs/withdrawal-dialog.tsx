import { useTranslation } from 'react-i18next';
import { ActionDialog, type DialogProps } from './action-dialog';
import { TextField } from './text-field';

/** The citizen takes the dossier back. */
export function WithdrawalDialog(props: DialogProps) {
  const { t } = useTranslation('dossier');
  return (
    <ActionDialog<{ readonly reason: string }>
      {...props}
      title={t('action.withdraw')}
      intro={t('withdraw.intro')}
      okText={t('withdraw.ok')}
      danger
      path="withdrawal"
      told={t('done.withdrawn')}
      bodyOf={(values) => values}
    >
      <TextField name="reason" label={t('withdraw.reason')} required max={2000} rows={3} autoFocus />
    </ActionDialog>
  );
}
