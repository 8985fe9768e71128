import type { Pool } from 'pg';
import type { DossierEntry } from '../../domain/dossier/dossier-log';
import type { DossierState } from '../../domain/dossier/dossier-state';
import { isTerminal } from '../../domain/dossier/dossier-status';
import type { PlannedEscalation, SimulationEvent, SimulationResult } from '../../domain/dossier/simulation';

/** What the copy went through after its `before`th step, in the order of its own time. */
export async function readSimulationResult(pool: Pool, id: string, before: number): Promise<SimulationResult> {
  const [steps, raised, end] = await Promise.all([
    pool.query<{ at: Date; entries: DossierEntry[] }>(
      'select at, entries from dossier_event where dossier_id = $1 and seq > $2 order by seq',
      [id, before],
    ),
    readRaised(pool, id),
    pool.query<{ snapshot: DossierState; offset: string }>(
      'select snapshot, clock_offset_ms as "offset" from dossier where id = $1',
      [id],
    ),
  ]);
  const [last] = end.rows;
  if (!last) throw new Error('the copy is gone');
  const events: SimulationEvent[] = [
    ...steps.rows
      .filter(({ entries }) => entries.length > 0)
      .map(({ at, entries }) => ({ kind: 'step' as const, at: at.getTime(), entries })),
    ...raised.map(({ at, percent, dueAt }) => ({ kind: 'escalation' as const, at, percent, dueAt })),
  ];
  const { snapshot } = last;
  const { deadline } = snapshot;
  const at = Date.now() + Number(last.offset);
  const running = deadline !== undefined && deadline.stoppedAt === undefined && !deadline.pause?.open.length;
  return {
    events: events.sort((a, b) => a.at - b.at),
    end: {
      at,
      status: snapshot.status,
      dueAt: deadline?.dueAt ?? null,
      overdue: running && !isTerminal(snapshot.status) && deadline.dueAt < at,
      openTasks: Object.values(snapshot.tasks).map(({ element }) => element),
    },
  };
}

/** Of the thresholds the copy was taken to, those the sweeper has raised. */
async function readRaised(pool: Pool, id: string): Promise<PlannedEscalation[]> {
  const { rows } = await pool.query<PlannedEscalation>(
    `select p.cycle, p.percent, p.at, p."dueAt" from simulation s,
       jsonb_to_recordset(coalesce(s.result -> 'planned', '[]')) as p(cycle integer, percent integer, at float8, "dueAt" float8)
     where s.id = $1 and exists (select from escalation e where e.dossier_id = s.id and (e.cycle, e.percent) = (p.cycle, p.percent))`,
    [id],
  );
  return rows;
}
