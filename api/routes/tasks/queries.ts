import type { Pool } from 'pg';
import type { DossierState } from '../../../domain/dossier/dossier-state';
import type { JsonValue } from '../../../domain/json';

export interface TaskPageRow {
  readonly dossierId: string;
  readonly instance: number;
  readonly element: string;
  readonly name: string;
  readonly state: 'open' | 'completed' | 'cancelled';
  readonly suspended: boolean;
  readonly unitId: string;
  readonly role: string;
  readonly assignee: string | null;
  readonly openedAt: Date;
  readonly targetAt: Date | null;
  readonly dossierDueAt: Date | null;
  readonly procedureKey: string;
  readonly status: string;
  /** What the last execution of this step entered. */
  readonly previous: Readonly<Record<string, JsonValue>> | null;
  readonly snapshot: DossierState;
}

export async function readTaskPage(pool: Pool, dossierId: string, instance: number): Promise<TaskPageRow | undefined> {
  const { rows } = await pool.query<TaskPageRow>({
    name: 'task-page',
    text: `select t.dossier_id as "dossierId", t.instance, t.element, t.name, t.state, t.suspended, t.unit_id as "unitId",
        t.role, t.assignee, t.opened_at as "openedAt", t.target_at as "targetAt", t.dossier_due_at as "dossierDueAt",
        d.procedure_key as "procedureKey", d.status, d.form -> 'steps' -> t.element as previous, d.snapshot
      from task t join dossier d on d.id = t.dossier_id where t.dossier_id = $1 and t.instance = $2`,
    values: [dossierId, instance],
  });
  return rows[0];
}
