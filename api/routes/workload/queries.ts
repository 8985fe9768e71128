import type { Pool } from 'pg';
import type { DoneStep } from '../../../domain/clock/step-durations';
import { dueStateSql } from '../sla/due-state';

/** Undecided open dossiers that are alike; `due` in real time, whatever clock a dossier runs by. */
export interface LoadCell {
  readonly accountId: string | null;
  readonly displayName: string | null;
  readonly unitId: string;
  readonly state: 'inTime' | 'nearDue' | 'overdue' | 'paused';
  readonly due: Date | null;
  readonly count: number;
}

const due = `case when x.state in ('inTime', 'nearDue') then x.due end`;
const open = `select d.id, d.handling_unit_id, ${dueStateSql('$2')} as state,
    d.due_at - d.clock_offset_ms * interval '1 millisecond' as due
  from dossier d where d.closed_at is null and d.clock_stopped_at is null and d.handling_unit_id = any($1)`;

export async function readUnitLoad(pool: Pool, units: readonly string[], now: Date): Promise<LoadCell[]> {
  const { rows } = await pool.query<LoadCell>({
    name: 'workload-units',
    text: `select null::uuid as "accountId", null::text as "displayName", x.handling_unit_id as "unitId", x.state,
        ${due} as due, count(*)::int as count
      from (${open}) x group by 3, 4, 5`,
    values: [units, now],
  });
  return rows;
}

/** Each dossier counts once for everybody who holds a task of it. */
export async function readPersonLoad(pool: Pool, units: readonly string[], now: Date): Promise<LoadCell[]> {
  const { rows } = await pool.query<LoadCell>({
    name: 'workload-people',
    text: `with x as (
        select distinct o.id, t.assignee, case when t.assignee is null then o.handling_unit_id end as unit, o.state, o.due
        from (${open}) o join task t on t.dossier_id = o.id and t.state = 'open'
      )
      select x.assignee as "accountId", a.display_name as "displayName", coalesce(a.unit_id, x.unit) as "unitId", x.state,
        ${due} as due, count(*)::int as count
      from x left join account a on a.id = x.assignee group by 1, 2, 3, 4, 5`,
    values: [units, now],
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
