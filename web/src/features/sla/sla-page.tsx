import { useQuery } from '@tanstack/react-query';
import { Segmented, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Page } from '../../components/page';
import { PageLoading } from '../../components/page-loading';
import { ProblemAlert } from '../../components/problem-alert';
import { get } from '../../lib/api-client';
import { formatTime } from '../../lib/format';
import { useUnits } from '../../lib/use-units';
import { BEHIND_KEYS, sumUnits, type Behind, type Board, type BoardRow, type People } from './board';
import { BoardTable } from './board-table';
import { BehindDrawer } from './behind-drawer';
import { Escalations } from './escalations';
import { TotalTiles } from './total-tiles';

/** What is near due changes by the mere passing of time: read anew at least this often. */
const READ_ANEW_MS = 30_000;

type View = 'units' | 'procedures' | 'people';

/** How the open dossiers of my units stand, and what is behind every number. */
export function SlaPage() {
  const { t } = useTranslation('sla');
  const [view, setView] = useState<View>('units');
  const [behind, setBehind] = useBehind();
  const { data, error, refetch } = useQuery({
    queryKey: ['sla', 'board'],
    queryFn: () => get<Board>('/sla'),
    refetchInterval: READ_ANEW_MS,
  });
  const people = useQuery({
    queryKey: ['sla', 'people'],
    queryFn: () => get<People>('/sla/people'),
    refetchInterval: READ_ANEW_MS,
    enabled: view === 'people',
  });
  const rows = useRows(view, data, people.data);
  return (
    <Page
      title={t('title')}
      beside={data && <Typography.Text type="secondary">{t('at', { time: formatTime(data.at) })}</Typography.Text>}
      actions={
        <Segmented<View>
          aria-label={t('by')}
          value={view}
          onChange={setView}
          options={(['units', 'procedures', 'people'] as const).map((value) => ({ value, label: t(`view.${value}`) }))}
        />
      }
    >
      <ProblemAlert error={error ?? people.error} onRetry={() => void refetch()} />
      {!data ? (
        !error && <PageLoading />
      ) : (
        <>
          <TotalTiles totals={sumUnits(data.units)} onOpen={setBehind} />
          <BoardTable
            title={t(`view.${view}`)}
            rows={rows}
            loading={view === 'people' && people.isPending}
            showsRunning={view !== 'people'}
            onOpen={setBehind}
          />
          <Escalations />
        </>
      )}
      <BehindDrawer behind={behind} onClose={() => setBehind(undefined)} />
    </Page>
  );
}

/** Kept in the address: a link to "overdue in my unit" can be passed on, and Back closes the list. */
function useBehind(): readonly [Behind | undefined, (behind: Behind | undefined) => void] {
  const [search, setSearch] = useSearchParams();
  const found = BEHIND_KEYS.flatMap((key) => {
    const value = search.get(key);
    return value === null ? [] : [[key, value] as const];
  });
  const behind = search.has('list') ? (Object.fromEntries(found) as Behind) : undefined;
  const change = (next: Behind | undefined) => setSearch(next ? { list: '1', ...next } : {});
  return [behind, change];
}

function useRows(view: View, board: Board | undefined, people: People | undefined): readonly BoardRow[] {
  const { t } = useTranslation('sla');
  const { nameOf } = useUnits();
  if (view === 'units')
    return (board?.units ?? []).map((unit) => {
      return { ...unit, key: unit.unitId, name: unit.unitName, behind: { unit: unit.unitId } };
    });
  if (view === 'procedures')
    return (board?.procedures ?? []).map((procedure) => ({
      ...procedure,
      key: procedure.procedureKey,
      name: procedure.procedureName,
      behind: { procedure: procedure.procedureKey },
    }));
  return (people?.people ?? []).map((person) => ({
    ...person,
    key: person.accountId ?? person.unitId,
    name: `${person.displayName ?? t('nobody')} · ${nameOf(person.unitId)}`,
    running: 0,
    paused: Object.fromEntries(person.paused > 0 ? [['', person.paused]] : []),
    behind: person.accountId === null ? { assignee: 'none', unit: person.unitId } : { assignee: person.accountId },
  }));
}
