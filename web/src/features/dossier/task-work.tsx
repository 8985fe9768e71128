import { Button, Flex, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../components/problem-alert';
import { useMe } from '../../lib/use-session';
import { useShortcut } from '../../lib/use-shortcut';
import { AssignDialog } from './dialogs/assign-dialog';
import { ReturnDialog } from './dialogs/return-dialog';
import { SupplementRequestDialog } from './dialogs/supplement-request-dialog';
import type { Done } from './done-notice';
import { TaskForm } from './task-form';
import { useAction } from './use-action';
import { useTask, type Dossier, type DossierTask } from './use-dossier';

export interface TaskWorkProps {
  readonly dossier: Dossier;
  readonly task: DossierTask;
  readonly onDone: (done: Done) => void;
}

type OpenDialog = 'return' | 'supplement' | 'assign' | undefined;

/** One task: take it, fill in its form, complete it, or send the dossier another way. */
export function TaskWork({ dossier, task, onDone }: TaskWorkProps) {
  const { t } = useTranslation('dossier');
  const { accountId } = useMe();
  const { data: page } = useTask(dossier.id, task.instance);
  const [dialog, setDialog] = useState<OpenDialog>();
  const { act, busy, error, forget } = useAction(dossier, onDone);
  const may = (action: string) => task.actions.includes(action);
  const isMine = task.assignee?.id === accountId;
  const send = (what: string, told: string) => act(`tasks/${task.instance}/${what}`, {}, t(told, { step: task.name }));
  const claim = () => send('claim', 'done.claimed');
  useShortcut('mod+Enter', claim, may('claimTask') && !busy);
  const close = () => setDialog(undefined);
  return (
    <>
      <ProblemAlert error={error} onClose={forget} />
      {!isMine && (
        <Typography.Paragraph>
          {task.assignee ? t('task.heldBy', { person: task.assignee.name }) : t('task.free')}
        </Typography.Paragraph>
      )}
      {isMine && may('completeTask') && <TaskForm {...{ dossier, task, onDone }} />}
      <Flex gap={8} wrap className="sodo-no-print">
        {may('claimTask') && (
          <Button type="primary" loading={busy} onClick={claim}>
            {t('task.claim')} (Ctrl+Enter)
          </Button>
        )}
        {may('takeOverTask') && (
          <Button type="primary" loading={busy} onClick={() => send('take-over', 'done.takenOver')}>
            {t('task.takeOver', { person: task.assignee?.name })}
          </Button>
        )}
        {may('requestSupplement') && <Button onClick={() => setDialog('supplement')}>{t('task.supplement')}</Button>}
        {may('returnToStep') && page !== undefined && page.returnTargets.length > 0 && (
          <Button onClick={() => setDialog('return')}>{t('task.return')}</Button>
        )}
        {may('assignTask') && <Button onClick={() => setDialog('assign')}>{t('task.assign')}</Button>}
        {may('releaseTask') && isMine && (
          <Button loading={busy} onClick={() => send('release', 'done.released')}>
            {t('task.release')}
          </Button>
        )}
      </Flex>
      {dialog === 'return' && page && <ReturnDialog {...{ dossier, page, onDone }} onClose={close} />}
      {dialog === 'supplement' && <SupplementRequestDialog {...{ dossier, task, onDone }} onClose={close} />}
      {dialog === 'assign' && <AssignDialog {...{ dossier, task, onDone }} onClose={close} />}
    </>
  );
}
