import { Alert, Button, Flex, Progress } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeProblem } from '../../components/problem-alert';
import { mayDo, useMe } from '../../lib/use-session';
import { BulkAssign } from './bulk-assign';
import { useBulk, type Bulk } from './use-bulk';
import { keyOf, type InboxTask } from './use-inbox';

interface BulkActionsProps {
  readonly tasks: readonly InboxTask[];
  readonly onDone: () => void;
}

/** What can be done to all chosen tasks at once, and what became of each. */
export function BulkActions({ tasks, onDone }: BulkActionsProps) {
  const { t } = useTranslation('inbox');
  const me = useMe();
  const { bulk, run, forget } = useBulk(onDone);
  const [assigning, setAssigning] = useState(false);
  const busy = bulk !== undefined && bulk.results.length < bulk.total;
  const free = tasks.filter(({ assignee }) => assignee === null);
  const mine = tasks.filter(({ assignee }) => assignee === me.accountId);
  return (
    <>
      {bulk && <Results bulk={bulk} onClose={forget} />}
      {tasks.length > 0 && (
        <Flex gap={8} wrap align="center" style={{ marginBottom: 8 }} role="toolbar" aria-label={t('bulk.label')}>
          <span>{t('bulk.chosen', { count: tasks.length })}</span>
          {free.length > 0 && (
            <Button disabled={busy} onClick={() => void run('claim', free)}>
              {t('bulk.claim', { count: free.length })}
            </Button>
          )}
          {mine.length > 0 && (
            <Button disabled={busy} onClick={() => void run('release', mine)}>
              {t('bulk.release', { count: mine.length })}
            </Button>
          )}
          {mayDo(me, 'task.assign') && (
            <Button disabled={busy} onClick={() => setAssigning(true)}>
              {t('bulk.assign', { count: tasks.length })}
            </Button>
          )}
        </Flex>
      )}
      {assigning && tasks[0] && (
        <BulkAssign
          task={tasks[0]}
          count={tasks.length}
          onClose={() => setAssigning(false)}
          onChoose={(assignee) => {
            setAssigning(false);
            void run('assign', tasks, { assignee });
          }}
        />
      )}
    </>
  );
}

function Results({ bulk, onClose }: { readonly bulk: Bulk; readonly onClose: () => void }) {
  const { t } = useTranslation('inbox');
  const { total, results, action } = bulk;
  const refused = results.filter(({ error }) => error !== undefined);
  const running = results.length < total;
  return (
    <Alert
      role="status"
      type={refused.length > 0 ? 'warning' : running ? 'info' : 'success'}
      showIcon
      closable={running ? false : { onClose }}
      title={t(`bulk.done.${action}`, { done: results.length - refused.length, total })}
      description={
        <>
          {running && <Progress percent={Math.round((results.length / total) * 100)} />}
          {results.length > 0 && (
            <ul className="inbox-results" aria-label={t('bulk.results')}>
              {[...refused, ...results.filter(({ error }) => error === undefined)].map(({ task, error }) => (
                <li key={keyOf(task)}>
                  <span className="sodo-code">{task.dossierCode}</span> · {task.name}:{' '}
                  {error === undefined ? t('bulk.ok') : <Refused error={error} />}
                </li>
              ))}
            </ul>
          )}
        </>
      }
      style={{ marginBottom: 8 }}
    />
  );
}

function Refused({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  const { title, code } = describeProblem(error, t);
  return (
    <strong>
      {title} {code && <small className="sodo-code">({code})</small>}
    </strong>
  );
}
