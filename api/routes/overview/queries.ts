import type { Pool } from 'pg';
import type { CursorValue } from '../../cursor';

export interface SlaRow {
  readonly unitId: string;
  readonly open: number;
  readonly running: number;
  readonly nearDue: number;
  readonly overdue: number;
  readonly decided: number;
  readonly paused: Record<string, number>;
  readonly byStatus: Record<string, number>;
}

/** One pass over the open dossiers of these units, by the partial index of open ones; each is judged at its own time. */
export async function readSla(pool: Pool, units: readonly string[] | 'all', now: Date): Promise<SlaRow[]> {
  const { rows } = await pool.query<SlaRow>({
    name: 'sla-overview',
    text: `with open as (
        select d.handling_unit_id as unit, d.status, d.pause_reasons, d.clock_stopped_at is not null as decided,
          d.due_at, d.near_due_at, $2::timestamptz + d.clock_offset_ms * interval '1 millisecond' as at
        from dossier d where d.closed_at is null and ($1::text[] is null or d.handling_unit_id = any($1))
      ), judged as (
        select *, not decided and pause_reasons = '{}' as running from open
      ), totals as (
        select unit, count(*)::int as open, count(*) filter (where running)::int as running,
          count(*) filter (where running and due_at >= at and near_due_at <= at)::int as near_due,
          count(*) filter (where running and due_at < at)::int as overdue,
          count(*) filter (where decided)::int as decided
        from judged group by unit
      ), statuses as (
        select unit, jsonb_object_agg(status, n) as by_status
        from (select unit, status, count(*)::int as n from judged group by unit, status) s group by unit
      ), pauses as (
        select unit, jsonb_object_agg(reason, n) as paused
        from (select unit, reason, count(*)::int as n from judged, unnest(pause_reasons) as p(reason) where not decided
          group by unit, reason) p group by unit
      )
      select unit as "unitId", open, running, near_due as "nearDue", overdue, decided,
        coalesce(paused, '{}') as paused, by_status as "byStatus"
      from totals join statuses using (unit) left join pauses using (unit) order by unit`,
    values: [units === 'all' ? null : units, now],
  });
  return rows;
}

export interface EscalationRow {
  readonly dossierId: string;
  readonly dossierCode: string;
  readonly handlingUnitId: string;
  readonly percent: number;
  readonly dueAt: Date;
  readonly thresholdAt: Date;
  readonly recordedAt: Date;
  readonly caughtUp: boolean;
  /** `recordedAt` with all its digits, for the cursor. */
  readonly position: string;
}

export async function listEscalationRows(
  pool: Pool,
  units: readonly string[] | 'all',
  after: readonly CursorValue[] | undefined,
  limit: number,
): Promise<EscalationRow[]> {
  const { rows } = await pool.query<EscalationRow>({
    name: 'list-escalations',
    text: `select e.dossier_id as "dossierId", d.code as "dossierCode", d.handling_unit_id as "handlingUnitId", e.percent,
        e.due_at as "dueAt", e.threshold_at as "thresholdAt", e.recorded_at as "recordedAt", e.caught_up as "caughtUp",
        e.recorded_at::text as position
      from escalation e join dossier d on d.id = e.dossier_id
      where ($1::text[] is null or d.handling_unit_id = any($1))
        and ($2::timestamptz is null or (e.recorded_at <= $2 and (e.recorded_at < $2 or (e.dossier_id, e.percent) > ($3::uuid, $4::smallint))))
      order by e.recorded_at desc, e.dossier_id, e.percent limit $5`,
    values: [units === 'all' ? null : units, after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit],
  });
  return rows;
}
