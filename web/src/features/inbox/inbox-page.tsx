import { Badge, Tabs } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Page } from '../../components/page';
import { ProblemAlert } from '../../components/problem-alert';
import { mayDo, useMe } from '../../lib/use-session';
import { BulkActions } from './bulk-actions';
import { InboxFilters } from './inbox-filters';
import { InboxTable } from './inbox-table';
import { NextTaskButton } from './next-task-button';
import { SavedViews } from './saved-views';
import { keyOf, useInbox, useInboxAddress, type InboxTask, type View } from './use-inbox';

/** My work: what I hold, what waits for my groups, and the one thing to do next. */
export function InboxPage() {
  const { t } = useTranslation('inbox');
  const me = useMe();
  const navigate = useNavigate();
  const { view, filters, show } = useInboxAddress();
  const { tasks, counts, error, refetch, isPending, see, readOn } = useInbox(view, filters);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  // What is no longer in the list is no longer chosen: nothing is done to a task nobody sees.
  const selected = useMemo(() => {
    const keys = new Set(chosen);
    return keys.size === 0 ? [] : tasks.filter((task) => keys.has(keyOf(task)));
  }, [tasks, chosen]);
  const views: readonly View[] = mayDo(me, 'task.assign') ? ['mine', 'groups', 'unit'] : ['mine', 'groups'];
  const selectedKeys = useMemo(() => selected.map(keyOf), [selected]);
  const open = useCallback(
    ({ dossierId, instance }: InboxTask) => void navigate(`/dossiers/${dossierId}`, { state: { task: instance } }),
    [navigate],
  );
  return (
    <Page title={t('title')} actions={<NextTaskButton />}>
      <Tabs
        activeKey={view}
        onChange={(next) => {
          setChosen([]);
          show(next as View, filters);
        }}
        items={views.map((name) => ({
          key: name,
          label: (
            <>
              {t(`view.${name}`)} <Badge count={counts?.[name] ?? 0} overflowCount={999} color="#0b5cad" />
            </>
          ),
        }))}
        tabBarStyle={{ marginBottom: 8 }}
      />
      <InboxFilters
        filters={filters}
        onChange={(next) => show(view, next)}
        beside={<SavedViews view={view} filters={filters} onOpen={show} />}
      />
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      <BulkActions tasks={selected} onDone={() => setChosen([])} />
      <InboxTable
        tasks={tasks}
        view={view}
        loading={isPending}
        chosen={selectedKeys}
        onChoose={setChosen}
        onOpen={open}
        onSee={see}
        onEnd={readOn}
        empty={Object.keys(filters).length > 0 ? t('nothingFits') : t(`nothing.${view}`)}
      />
    </Page>
  );
}
