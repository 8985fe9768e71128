import type { Pool } from 'pg';
import type { OutboxRow } from '../../db/projections/outbox-queue';
import { createBatchedRead } from './batched-read';

/** An open task and who holds it. */
export interface OpenTask {
  readonly unitId: string;
  readonly assignee: { readonly name: string; readonly address: string } | null;
}

/** What an escalation mail is made from. No name of the applicant (templates/mail/escalation-mail.ts). */
export interface EscalationSource {
  readonly code: string;
  readonly procedureName: string;
  readonly handlingUnitId: string;
  readonly handlingUnitName: string;
  /** `null` when the record is gone (projections being rebuilt). */
  readonly thresholdAt: Date | null;
  readonly recordedAt: Date | null;
  readonly openTasks: readonly OpenTask[];
}

interface Key {
  readonly dossierId: string;
  readonly deadlineId: string;
  readonly percent: number;
  readonly dueAt: string;
}

/** Reads the sources of escalation items; those asked for at the same moment in one statement. */
export function createEscalationRead(pool: Pool): (item: OutboxRow) => Promise<EscalationSource | undefined> {
  const read = createBatchedRead((keys: readonly Key[]) => readMany(pool, keys));
  return ({ dossierId, payload }) =>
    read({
      dossierId,
      deadlineId: String(payload.deadlineId),
      percent: Number(payload.percent),
      dueAt: String(payload.dueAt),
    });
}

async function readMany(pool: Pool, keys: readonly Key[]): Promise<(EscalationSource | undefined)[]> {
  const { rows } = await pool.query<EscalationSource & { place: number }>({
    name: 'read-escalation-sources',
    text: `select k.place::int, d.code, p.name as "procedureName", d.handling_unit_id as "handlingUnitId",
        h.name as "handlingUnitName", e.threshold_at as "thresholdAt", e.recorded_at as "recordedAt",
        coalesce(t.open, '[]') as "openTasks"
      from unnest($1::uuid[], $2::text[], $3::smallint[], $4::timestamptz[])
        with ordinality as k(dossier_id, deadline_id, percent, due_at, place)
      join dossier d on d.id = k.dossier_id
      join procedure_version p on (p.key, p.regime, p.version) = (d.procedure_key, d.regime, d.procedure_version)
      join unit h on h.id = d.handling_unit_id
      left join lateral (
        select threshold_at, recorded_at from escalation
        where dossier_id = d.id and deadline_id = k.deadline_id and percent = k.percent and due_at = k.due_at
        order by cycle desc limit 1
      ) e on true
      left join lateral (
        select jsonb_agg(jsonb_build_object('unitId', task.unit_id, 'assignee', case when a.id is not null
          then jsonb_build_object('name', a.display_name, 'address', a.email) end) order by task.instance) as open
        from task left join account a on a.id = task.assignee and a.active
        where task.dossier_id = d.id and task.state = 'open'
      ) t on true`,
    values: [
      keys.map(({ dossierId }) => dossierId),
      keys.map(({ deadlineId }) => deadlineId),
      keys.map(({ percent }) => percent),
      keys.map(({ dueAt }) => dueAt),
    ],
  });
  const byPlace = new Map(rows.map((row) => [row.place, row]));
  return keys.map((_, index) => byPlace.get(index + 1));
}
