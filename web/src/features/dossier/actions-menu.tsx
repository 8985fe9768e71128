import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../components/problem-alert';
import { DeadlineDialog } from './dialogs/deadline-dialog';
import { PaymentDialog } from './dialogs/payment-dialog';
import { RefusalDialog } from './dialogs/refusal-dialog';
import { StopDialog } from './dialogs/stop-dialog';
import { SupplementDialog } from './dialogs/supplement-dialog';
import { WithdrawalDialog } from './dialogs/withdrawal-dialog';
import type { Done } from './done-notice';
import { useAction } from './use-action';
import type { Dossier } from './use-dossier';

interface ActionsMenuProps {
  readonly dossier: Dossier;
  readonly onDone: (done: Done) => void;
}

/** What may be done to the dossier itself, each in a dialog of its own. The first one is what the citizen comes for. */
const dialogs = {
  receiveSupplement: SupplementDialog,
  recordPayment: PaymentDialog,
  moveDeadline: DeadlineDialog,
  refuse: RefusalDialog,
  withdraw: WithdrawalDialog,
  stop: StopDialog,
} as const;
type DialogName = keyof typeof dialogs;
const dangerous: readonly string[] = ['refuse', 'withdraw', 'stop'];

export function ActionsMenu({ dossier, onDone }: ActionsMenuProps) {
  const { t } = useTranslation('dossier');
  const [open, setOpen] = useState<DialogName>();
  const { act, busy, error, forget } = useAction(dossier, onDone);
  const offered = (Object.keys(dialogs) as DialogName[]).filter((name) => dossier.actions.includes(name));
  const [first, ...others] = offered;
  const failed = dossier.actions.includes('retryElement') ? dossier.diagram.failed : [];
  const Dialog = open && dialogs[open];
  const prominent = first === 'receiveSupplement' ? first : undefined;
  const rest = prominent ? others : offered;
  return (
    <>
      <ProblemAlert error={error} onClose={forget} />
      {failed.map(({ instance, element }) => (
        <Button
          key={instance}
          loading={busy}
          onClick={() => act('retry', { instance }, t('done.retried'))}
        >{`${t('action.retryElement')}: ${element}`}</Button>
      ))}
      {prominent && (
        <Button type="primary" onClick={() => setOpen(prominent)}>
          {t(`action.${prominent}`)}
        </Button>
      )}
      {rest.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: rest.map((name) => ({ key: name, label: t(`action.${name}`), danger: dangerous.includes(name) })),
            onClick: ({ key }) => setOpen(key as DialogName),
          }}
        >
          <Button>
            {t('action.more')} <DownOutlined />
          </Button>
        </Dropdown>
      )}
      {Dialog && <Dialog dossier={dossier} onDone={onDone} onClose={() => setOpen(undefined)} />}
    </>
  );
}
