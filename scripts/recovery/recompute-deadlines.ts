import { WorkflowNotFoundError, WorkflowUpdateFailedError, type Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { referenceTo } from '../../contracts/content';
import { dossierWorkflowId } from '../../contracts/ids';
import { changeCalendarUpdate } from '../../workflows/messages';

export interface RecomputeReport {
  readonly recomputed: number;
  /** Closed meanwhile, or not running: nothing to derive. */
  readonly skipped: number;
}

/** How many dossiers are asked at a time: people's steps go on beside it. */
const AT_ONCE = 8;

/**
 * The holiday table changed: every open dossier takes up the current calendar and derives its deadline anew; the date
 * promised on form 01 stays. May be repeated: a dossier answers the same calendar once.
 */
export async function recomputeDeadlines(parts: {
  readonly pool: Pool;
  readonly client: Client;
  readonly report: (line: string) => void;
}): Promise<RecomputeReport> {
  const { pool, client, report } = parts;
  const { rows: current } = await pool.query<{ version: string }>('select version from calendar_version where current');
  const calendar = current[0]?.version;
  if (!calendar) throw new Error('No calendar is published.');
  const { rows } = await pool.query<{ id: string }>(
    'select id from dossier where closed_at is null and clock_stopped_at is null order by id',
  );
  const left = rows.map(({ id }) => id);
  let recomputed = 0;
  const work = async () => {
    for (let id = left.pop(); id !== undefined; id = left.pop())
      if (await recomputeOne(client, id, calendar)) recomputed++;
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  report(`${recomputed} of ${rows.length} open dossiers have taken up the calendar`);
  return { recomputed, skipped: rows.length - recomputed };
}

async function recomputeOne(client: Client, id: string, calendar: string): Promise<boolean> {
  const requestKey = `calendar/${calendar}`;
  try {
    await client.workflow.getHandle(dossierWorkflowId(id)).executeUpdate(changeCalendarUpdate, {
      updateId: requestKey,
      args: [{ type: 'recomputeDeadlines', requestKey, actor: { id: 'system' } }, referenceTo(calendar)],
    });
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError || error instanceof WorkflowUpdateFailedError) return false;
    throw error;
  }
}
