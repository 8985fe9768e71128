import type { Pool } from 'pg';
import type { DueState } from '../../../contracts/sla.schema';
import { dueStateSql } from './due-state';
import { HOLDERS_SQL } from './holders';

/** Dossiers that are alike in everything the board shows. */
export interface BoardCell {
  readonly unit: string;
  readonly procedure: string;
  readonly status: string;
  readonly state: DueState;
  readonly reasons: readonly string[];
  readonly count: number;
}

/** One pass over the open dossiers of these units; every row and column of the board is a sum of its cells. */
export async function readBoard(pool: Pool, units: readonly string[], now: Date): Promise<BoardCell[]> {
  const { rows } = await pool.query<BoardCell>({
    name: 'sla-board',
    text: `select d.handling_unit_id as unit, d.procedure_key as procedure, d.status, ${dueStateSql('$2')} as state,
        d.pause_reasons as reasons, count(*)::int as count
      from dossier d where d.closed_at is null and d.handling_unit_id = any($1)
      group by 1, 2, 3, 4, 5`,
    values: [units, now],
  });
  return rows;
}

interface Totals {
  open: number;
  running: number;
  nearDue: number;
  overdue: number;
  decided: number;
  readonly paused: Record<string, number>;
  readonly byStatus: Record<string, number>;
}

/** The totals of each group, in the order of their keys. */
export function sumBoard(
  cells: readonly BoardCell[],
  keyOf: (cell: BoardCell) => string,
): (readonly [string, Readonly<Totals>])[] {
  const groups = new Map<string, Totals>();
  for (const cell of cells) {
    const key = keyOf(cell);
    const totals = groups.get(key) ?? emptyTotals();
    groups.set(key, totals);
    const { state, count, status } = cell;
    totals.open += count;
    totals.byStatus[status] = (totals.byStatus[status] ?? 0) + count;
    if (state === 'decided') totals.decided += count;
    else if (state === 'paused')
      for (const reason of cell.reasons) totals.paused[reason] = (totals.paused[reason] ?? 0) + count;
    else totals.running += count;
    if (state === 'nearDue') totals.nearDue += count;
    if (state === 'overdue') totals.overdue += count;
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

function emptyTotals(): Totals {
  return { open: 0, running: 0, nearDue: 0, overdue: 0, decided: 0, paused: {}, byStatus: {} };
}

export interface PersonRow {
  readonly accountId: string | null;
  readonly displayName: string | null;
  readonly unitId: string;
  readonly open: number;
  readonly nearDue: number;
  readonly overdue: number;
  readonly paused: number;
  readonly decided: number;
}

/** Each dossier counts once for everybody who holds a task of it. */
export async function readPeople(pool: Pool, units: readonly string[], now: Date): Promise<PersonRow[]> {
  const { rows } = await pool.query<PersonRow>({
    name: 'sla-people',
    text: `with held as (
        select h.assignee, case when h.assignee is null then d.handling_unit_id end as unit, ${dueStateSql('$2')} as state
        from (${HOLDERS_SQL}) h join dossier d on d.id = h.dossier_id
        where d.closed_at is null and d.handling_unit_id = any($1)
      ), counted as (
        select assignee, unit, count(*)::int as open, count(*) filter (where state = 'nearDue')::int as near_due,
          count(*) filter (where state = 'overdue')::int as overdue, count(*) filter (where state = 'paused')::int as paused,
          count(*) filter (where state = 'decided')::int as decided
        from held group by assignee, unit
      )
      select c.assignee as "accountId", a.display_name as "displayName", coalesce(a.unit_id, c.unit) as "unitId",
        c.open, c.near_due as "nearDue", c.overdue, c.paused, c.decided
      from counted c left join account a on a.id = c.assignee
      order by c.overdue desc, c.near_due desc, c.open desc, a.display_name, 3`,
    values: [units, now],
  });
  return rows;
}
