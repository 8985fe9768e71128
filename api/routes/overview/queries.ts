import type { Pool } from 'pg';
import type { CursorValue } from '../../cursor';

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
