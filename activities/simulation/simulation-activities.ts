import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { heartbeat } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { dossierWorkflowId } from '../../contracts/ids';
import type { PlannedEscalation } from '../../domain/dossier/simulation';
import { passTime } from '../../platform/time-skipping';
import { readSimulationResult } from './read-result';
import { removeCopy, startCopy } from './simulation-copy';

export interface SimulationActivities {
  /** Lets a copy of the dossier run ahead to the end of the simulation, keeps what it went through, and removes it. */
  readonly runSimulation: (simulationId: string) => Promise<void>;
  /** The simulation could not be carried out; says so, and removes what is left of it. */
  readonly failSimulation: (simulationId: string) => Promise<void>;
}

interface SimulationParts {
  readonly pool: Pool;
  readonly client: Client;
  readonly namespace: string;
  readonly taskQueueSuffix?: string;
}

/** How far behind a threshold we look: the sweep has to see it as something that is over. */
const JUST_AFTER_MS = 2_000;
/** Longer than a sweep and the commit before it. */
const SWEPT_WITHIN_MS = 15_000;
const MOST_JUMPS = 200;

/**
 * S1  The copy is stopped at each threshold, so that the sweeper raises it as it would in life.
 * S2  Where the copy stands is read from its own row; a worker that takes over goes on from there.
 * S3  The dossier itself is only read.
 */
export function createSimulationActivities(parts: SimulationParts): SimulationActivities {
  const { pool } = parts;
  return {
    async runSimulation(simulationId) {
      const beat = setInterval(() => heartbeat(), 2_000);
      try {
        const { rows } = await pool.query<{ dossierId: string; until: Date; status: string }>(
          'select dossier_id as "dossierId", until, status from simulation where id = $1',
          [simulationId],
        );
        const [simulation] = rows;
        if (simulation?.status === 'running') {
          const before = await startCopy(parts, simulationId, simulation.dossierId);
          await runAhead(parts, simulationId, simulation.until.getTime());
          const result = await readSimulationResult(pool, simulationId, before);
          await pool.query(
            `update simulation set status = 'done', result = $2, finished_at = now() where id = $1 and status = 'running'`,
            [simulationId, JSON.stringify(result)],
          );
        }
        await removeCopy(parts, simulationId);
      } finally {
        clearInterval(beat);
      }
    },

    async failSimulation(simulationId) {
      await pool.query(
        `update simulation set status = 'failed', finished_at = now() where id = $1 and status = 'running'`,
        [simulationId],
      );
      await removeCopy(parts, simulationId);
    },
  };
}

/** Jumps from threshold to threshold until the end, or until the copy is closed. */
async function runAhead(parts: SimulationParts, id: string, until: number): Promise<void> {
  for (let jumps = 0; jumps < MOST_JUMPS; jumps += 1) {
    const { now, closed, next } = await readPlace(parts.pool, id);
    if (closed || now >= until) return;
    const target = Math.min(until, next === undefined ? until : next.at + JUST_AFTER_MS);
    if (next !== undefined && target > next.at) await planEscalation(parts.pool, id, next);
    await jumpAhead(parts, id, Math.max(1_000, target - now));
    await awaitSweep(parts.pool, id);
  }
  throw new Error(`more than ${MOST_JUMPS} jumps`);
}

/** The copy's own clock, and the threshold that comes due next on it. */
async function readPlace(pool: Pool, id: string): Promise<{ now: number; closed: boolean; next?: PlannedEscalation }> {
  const { rows } = await pool.query<{
    offset: string;
    closed: boolean;
    cycle: number | null;
    percent: number;
    at: Date;
    dueAt: Date;
  }>(
    `select d.clock_offset_ms as "offset", d.closed_at is not null as closed, t.cycle, t.percent, t.at, t.due_at as "dueAt"
     from dossier d left join lateral
       (select * from deadline_threshold where dossier_id = d.id order by at, percent limit 1) t on true
     where d.id = $1`,
    [id],
  );
  const [row] = rows;
  if (!row) throw new Error('the copy is gone');
  const offset = Number(row.offset);
  const place = { now: Date.now() + offset, closed: row.closed };
  if (row.cycle === null) return place;
  // Thresholds are kept in our time (db/projections/write-commit.ts), due dates in the dossier's own.
  const { cycle, percent } = row;
  return { ...place, next: { cycle, percent, at: row.at.getTime() + offset, dueAt: row.dueAt.getTime() } };
}

/**
 * The instant of a threshold on the copy's clock is known only before the jump to it, so it is noted then; whether it was raised
 * is known from the escalation itself (`read-result.ts`). A worker that dies in between loses neither.
 */
async function planEscalation(pool: Pool, id: string, planned: PlannedEscalation): Promise<void> {
  await pool.query(
    `update simulation set result = jsonb_build_object('planned', coalesce(result -> 'planned', '[]') || $2::jsonb)
     where id = $1 and not coalesce(result -> 'planned', '[]') @> $2::jsonb`,
    [id, JSON.stringify([planned])],
  );
}

/** Lets the time pass, and has the copy write down where its clock stands. */
async function jumpAhead({ client, namespace }: SimulationParts, id: string, ms: number): Promise<void> {
  const workflowId = dossierWorkflowId(id);
  const jump = randomUUID();
  await passTime(client, namespace, workflowId, { id: jump, ms });
  try {
    await client.workflow.getHandle(workflowId).executeUpdate('wake', {
      args: [{ type: 'wake', requestKey: `simulation/${jump}`, actor: { id: 'system' } }],
      updateId: jump,
    });
  } catch (error) {
    // It was closed on the way, by a timer of its own.
    const closed = /ACTION_NOT_ALLOWED|already completed|not found/i;
    const { message, cause } = error as Error;
    if (!closed.test(`${message} ${String((cause as Error | undefined)?.message)} ${JSON.stringify(cause ?? {})}`))
      throw error;
  }
}

async function awaitSweep(pool: Pool, id: string): Promise<void> {
  const end = Date.now() + SWEPT_WITHIN_MS;
  for (;;) {
    const { rows } = await pool.query<{ due: boolean }>(
      'select exists (select from deadline_threshold where dossier_id = $1 and at <= now()) as due',
      [id],
    );
    if (!rows[0]?.due) return;
    if (Date.now() > end) throw new Error('the thresholds of the copy were not swept');
    await sleep(250);
  }
}
