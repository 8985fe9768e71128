import type { Pool } from 'pg';
import type { DossierEntry } from '../../domain/dossier/dossier-log';
import type { DossierState } from '../../domain/dossier/dossier-state';
import { isTerminal } from '../../domain/dossier/dossier-status';
import type { SimulationEvent, SimulationResult } from '../../domain/dossier/simulation';

/** What the copy went through after its `before`th step, in the order of its own time. */
export async function readSimulationResult(pool: Pool, id: string, before: number): Promise<SimulationResult> {
  const [steps, kept, end] = await Promise.all([
    pool.query<{ at: Date; entries: DossierEntry[] }>(
      'select at, entries from dossier_event where dossier_id = $1 and seq > $2 order by seq',
      [id, before],
    ),
    pool.query<{ events: SimulationEvent[] | null }>(
      `select result -> 'events' as events from simulation where id = $1`,
      [id],
    ),
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
    ...(kept.rows[0]?.events ?? []),
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
