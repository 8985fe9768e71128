import type { Pool } from 'pg';
import type { DoneStep } from '../../../domain/clock/step-durations';
import { dueStateSql } from '../sla/due-state';
import { HOLDERS_SQL } from '../sla/holders';

/** Undecided open dossiers that are alike. */
export interface LoadCell {
  readonly accountId: string | null;
  readonly displayName: string | null;
  readonly unitId: string;
  readonly state: 'running' | 'overdue' | 'paused';
  /** Which of the days asked for it is due on, in real time, whatever clock a dossier runs by; their number when later. */
  readonly day: number | null;
  readonly count: number;
}

/** Ends of the days, in order; see `comingWorkingDays`. */
export interface LoadQuestion {
  readonly units: readonly string[];
  readonly now: Date;
  readonly dayEnds: readonly Date[];
}

// PostgreSQL itself sorts the due dates into days: hardly two are the same, and as many rows would come here.
const open = `select id, handling_unit_id, case when state in ('inTime', 'nearDue') then 'running' else state end as state,
    case when state in ('inTime', 'nearDue') then width_bucket(due, $3::timestamptz[]) end as day
  from (
    select d.id, d.handling_unit_id, ${dueStateSql('$2')} as state,
      d.due_at - d.clock_offset_ms * interval '1 millisecond' as due
    from dossier d where d.closed_at is null and d.clock_stopped_at is null and d.handling_unit_id = any($1)) judged`;

export async function readUnitLoad(pool: Pool, { units, now, dayEnds }: LoadQuestion): Promise<LoadCell[]> {
  const { rows } = await pool.query<LoadCell>({
    name: 'workload-units',
    text: `select null::uuid as "accountId", null::text as "displayName", o.handling_unit_id as "unitId", o.state, o.day,
        count(*)::int as count
      from (${open}) o group by 3, 4, 5`,
    values: [units, now, dayEnds],
  });
  return rows;
}

/** Each dossier counts once for everybody who holds a task of it. */
export async function readPersonLoad(pool: Pool, { units, now, dayEnds }: LoadQuestion): Promise<LoadCell[]> {
  const { rows } = await pool.query<LoadCell>({
    name: 'workload-people',
    text: `with counted as (
        select h.assignee, case when h.assignee is null then o.handling_unit_id end as unit, o.state, o.day,
          count(*)::int as count
        from (${HOLDERS_SQL}) h join (${open}) o on o.id = h.dossier_id group by 1, 2, 3, 4
      )
      select c.assignee as "accountId", a.display_name as "displayName", coalesce(a.unit_id, c.unit) as "unitId",
        c.state, c.day, c.count
      from counted c left join account a on a.id = c.assignee`,
    values: [units, now, dayEnds],
  });
  return rows;
}

/** The latest steps done in a period, at most `limit`. Copies that run ahead in time are no work anybody has done. */
export async function readDoneSteps(
  pool: Pool,
  asked: {
    readonly key: string;
    readonly regime: string;
    readonly units: readonly string[];
    readonly from: Date;
    readonly to: Date;
    readonly limit: number;
  },
): Promise<DoneStep[]> {
  const { rows } = await pool.query<{ element: string; openedAt: number; closedAt: number }>({
    name: 'heat-steps',
    text: `select t.element, (extract(epoch from t.opened_at) * 1000)::float8 as "openedAt",
        (extract(epoch from t.closed_at) * 1000)::float8 as "closedAt"
      from task t join dossier d on d.id = t.dossier_id
      where t.state = 'completed' and t.unit_id = any($3) and t.closed_at >= $4 and t.closed_at < $5
        and d.procedure_key = $1 and d.regime = $2 and d.clock_offset_ms = 0
      order by t.closed_at desc limit $6`,
    values: [asked.key, asked.regime, asked.units, asked.from, asked.to, asked.limit],
  });
  return rows;
}
