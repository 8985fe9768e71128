import { Card, Segmented, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { formatDate, formatDateTime } from '../../lib/format';
import { useMe } from '../../lib/use-session';
import { useUnits } from '../../lib/use-units';
import type { Done } from './done-notice';
import { TaskWork } from './task-work';
import type { Dossier, DossierTask } from './use-dossier';

interface AskedNowProps {
  readonly dossier: Dossier;
  readonly onDone: (done: Done) => void;
}

/** What is asked of me now: my task with its form, else one I may take, else who has the dossier in hand. */
export function AskedNow({ dossier, onDone }: AskedNowProps) {
  const { t } = useTranslation('dossier');
  const { accountId } = useMe();
  const asked = (useLocation().state as { readonly task?: number } | null)?.task;
  const open = dossier.tasks.filter(({ state }) => state === 'open');
  const mine = open
    .filter(({ actions }) => actions.length > 0)
    .sort((a, b) => rank(a, accountId) - rank(b, accountId) || a.instance - b.instance);
  const [chosen, setChosen] = useState(asked);
  const task = mine.find(({ instance }) => instance === chosen) ?? mine[0];
  return (
    <Card
      size="small"
      className="dossier-card"
      title={
        <h2 className="dossier-card-title">{task ? t('asked.title', { step: task.name }) : t('asked.nothing')}</h2>
      }
      extra={task?.targetAt && <span>{t('asked.target', { date: formatDate(task.targetAt) })}</span>}
    >
      {mine.length > 1 && (
        <Segmented
          aria-label={t('asked.choose')}
          value={task?.instance}
          onChange={setChosen}
          options={mine.map(({ instance, name }) => ({ value: instance, label: name }))}
          style={{ marginBottom: 12 }}
        />
      )}
      {task ? (
        <TaskWork key={task.instance} dossier={dossier} task={task} onDone={onDone} />
      ) : (
        <Waiting dossier={dossier} open={open} />
      )}
    </Card>
  );
}

/** Mine first, then what I may take, then what I may only give to others. */
function rank({ assignee, actions }: DossierTask, accountId: string): number {
  if (assignee?.id === accountId) return 0;
  if (actions.includes('claimTask')) return 1;
  return actions.includes('takeOverTask') ? 2 : 3;
}

function Waiting({ dossier, open }: { readonly dossier: Dossier; readonly open: readonly DossierTask[] }) {
  const { t } = useTranslation('dossier');
  const { nameOf } = useUnits();
  if (dossier.closedAt !== null) {
    return (
      <Typography.Text>
        {t('asked.closed', { status: t(`common:status.${dossier.status}`), at: formatDateTime(dossier.closedAt) })}
      </Typography.Text>
    );
  }
  return (
    <>
      {dossier.supplement && (
        <Typography.Paragraph style={{ margin: 0 }}>
          {t('asked.supplement', { date: formatDate(dossier.supplement.windowEndsAt) })}
        </Typography.Paragraph>
      )}
      {open.length === 0 && !dossier.supplement && <Typography.Text>{t('asked.waiting')}</Typography.Text>}
      <ul className="dossier-steps">
        {open.map(({ instance, name, unitId, role, assignee }) => (
          <li key={instance}>
            {assignee
              ? t('asked.heldBy', { step: name, person: assignee.name, unit: nameOf(unitId) })
              : t('asked.heldByNobody', { step: name, role: t(`common:role.${role}`), unit: nameOf(unitId) })}
          </li>
        ))}
      </ul>
    </>
  );
}
