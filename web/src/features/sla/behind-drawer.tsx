import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Drawer, Flex, Grid, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DueBadge } from '../../components/due-badge';
import { LoadMore } from '../../components/load-more';
import { ProblemAlert } from '../../components/problem-alert';
import { StatusTag } from '../../components/status-tag';
import { WideTable } from '../../components/wide-table';
import { get } from '../../lib/api-client';
import { mayDo, useMe } from '../../lib/use-session';
import { useUnits } from '../../lib/use-units';
import type { Behind, BehindDossier, BehindPage } from './board';
import { MoveDeadlineDialog } from './move-deadline-dialog';
import { MoveWorkDialog, type MovableTask } from './move-work-dialog';

interface BehindDrawerProps {
  readonly behind: Behind | undefined;
  readonly onClose: () => void;
}

/** The dossiers behind a number; it stays live, and work and dates are moved from here. */
export function BehindDrawer({ behind, onClose }: BehindDrawerProps) {
  const { t } = useTranslation('sla');
  const { xl } = Grid.useBreakpoint();
  return (
    <Drawer
      open={behind !== undefined}
      onClose={onClose}
      size={xl ? 980 : '100%'}
      destroyOnHidden
      title={behind ? <BehindTitle behind={behind} /> : ''}
      closable={{ 'aria-label': t('close') }}
      styles={{ body: { padding: 12 } }}
    >
      {behind && <BehindList key={JSON.stringify(behind)} behind={behind} />}
    </Drawer>
  );
}

function BehindTitle({ behind }: { readonly behind: Behind }) {
  const { t } = useTranslation('sla');
  const { t: common } = useTranslation();
  const { nameOf } = useUnits();
  const { state, reason, unit, assignee } = behind;
  const parts = [
    reason ? common(`pause.${reason}`, { defaultValue: reason }) : t(`state.${state ?? 'open'}`),
    ...(unit ? [nameOf(unit)] : []),
    ...(assignee === 'none' ? [t('nobody')] : []),
  ];
  return <>{parts.join(' · ')}</>;
}

function BehindList({ behind }: { readonly behind: Behind }) {
  const { t } = useTranslation('sla');
  const me = useMe();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [moving, setMoving] = useState<readonly MovableTask[]>();
  const [dating, setDating] = useState<BehindDossier>();
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['sla', 'dossiers', behind],
    queryFn: ({ pageParam }) =>
      get<BehindPage>('/sla/dossiers', { query: { ...behind, limit: 50, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: 30_000,
  });
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  // What has gone from the list in the meantime is chosen no longer.
  const selected = rows.filter(({ id }) => chosen.includes(id));
  const mayAssign = mayDo(me, 'task.assign');
  const mayDate = mayDo(me, 'dossier.moveDeadline');
  return (
    <>
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {mayAssign && (
        <Flex gap={8} align="center" wrap style={{ marginBottom: 8 }}>
          <Button
            type="primary"
            disabled={selected.length === 0}
            onClick={() => setMoving(selected.flatMap(movableTasks))}
          >
            {t('moveWork', { count: selected.length })}
          </Button>
          <Typography.Text type="secondary">{t('chooseHint')}</Typography.Text>
        </Flex>
      )}
      <WideTable<BehindDossier>
        label={t('list')}
        least={860}
        rowKey="id"
        loading={isPending}
        dataSource={rows}
        locale={{ emptyText: t('none') }}
        {...(mayAssign && {
          rowSelection: {
            selectedRowKeys: selected.map(({ id }) => id),
            onChange: (keys) => setChosen(keys.map(String)),
            getCheckboxProps: (row) => ({
              disabled: movableTasks(row).length === 0,
              'aria-label': t('choose', { code: row.code }),
            }),
          },
        })}
        card={(row) => (
          <>
            <div className="sodo-card-line">
              <Code of={row} /> <RowDue row={row} />
            </div>
            <StatusTag status={row.status} />
            <Steps of={row} />
            {mayDate && <DateButton of={row} onOpen={setDating} />}
          </>
        )}
        columns={[
          { title: t('dossier'), render: (_, row) => <Code of={row} /> },
          { title: t('dueAt'), render: (_, row) => <RowDue row={row} /> },
          { title: t('status'), dataIndex: 'status', render: (status: string) => <StatusTag status={status} /> },
          { title: t('step'), render: (_, row) => <Steps of={row} /> },
          ...(mayDate
            ? [
                {
                  title: t('actions'),
                  render: (_: unknown, row: BehindDossier) => <DateButton of={row} onOpen={setDating} />,
                },
              ]
            : []),
        ]}
      />
      <LoadMore hasMore={hasNextPage} loading={isFetchingNextPage} onMore={() => void fetchNextPage()} />
      {moving && <MoveWorkDialog tasks={moving} onClose={() => setMoving(undefined)} />}
      {dating && <MoveDeadlineDialog dossier={dating} onClose={() => setDating(undefined)} />}
    </>
  );
}

interface CellProps {
  readonly of: BehindDossier;
}

function Code({ of: { id, code } }: CellProps) {
  return (
    <Link to={`/dossiers/${id}`} className="sodo-code">
      {code}
    </Link>
  );
}

function Steps({ of: { tasks } }: CellProps) {
  const { t } = useTranslation('sla');
  return tasks.map(({ instance, name, assignee }) => (
    <div key={instance}>
      {name} · {assignee?.name ?? <em>{t('nobody')}</em>}
    </div>
  ));
}

/** Only a running deadline can be moved. */
function DateButton({ of: row, onOpen }: CellProps & { readonly onOpen: (row: BehindDossier) => void }) {
  const { t } = useTranslation('sla');
  if (!['inTime', 'nearDue', 'overdue'].includes(row.state)) return null;
  return (
    <Button size="small" aria-label={t('moveDeadlineOf', { code: row.code })} onClick={() => onOpen(row)}>
      {t('moveDeadline')}
    </Button>
  );
}

function RowDue({ row }: { readonly row: BehindDossier }) {
  const { t } = useTranslation();
  const state = row.state === 'inTime' ? 'running' : row.state === 'decided' ? 'done' : row.state;
  const reason = row.pauseReasons.map((one) => t(`pause.${one}`, { defaultValue: one })).join(', ');
  return <DueBadge state={state} dueAt={row.dueAt} reason={reason || undefined} />;
}

/** While the citizen supplements, nobody can be given the step. */
function movableTasks({ id, code, tasks }: BehindDossier): MovableTask[] {
  return tasks
    .filter(({ suspended }) => !suspended)
    .map(({ instance, name, assignee }) => ({ dossierId: id, code, instance, name, holder: assignee?.name }));
}
