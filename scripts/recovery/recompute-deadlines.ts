import { ApplicationFailure } from '@temporalio/common';
import { WorkflowNotFoundError, WorkflowUpdateFailedError, type Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { referenceTo } from '../../contracts/content';
import { dossierWorkflowId } from '../../contracts/ids';
import { changeCalendarUpdate } from '../../workflows/messages';

export interface RecomputeReport {
  readonly recomputed: number;
  /** Closed meanwhile: nothing to derive. */
  readonly skipped: number;
  /** Still on the old calendar, each reported with its reason: repeat for them. */
  readonly failed: number;
}

/** How many dossiers are asked at a time: people's steps go on beside it. */
const AT_ONCE = 8;
/** A dossier that does not answer by then is reported, and the others go on. */
const ASK_TIMEOUT_MS = 15_000;

interface Publication {
  readonly version: string;
  readonly publishedAt: Date;
}

/**
 * The holiday table changed: every open dossier takes up the current calendar and derives its deadline anew; the date
 * promised on form 01 stays. May be repeated: a dossier answers the same publication once.
 */
export async function recomputeDeadlines(parts: {
  readonly pool: Pool;
  readonly client: Client;
  readonly report: (line: string) => void;
}): Promise<RecomputeReport> {
  const { pool, client, report } = parts;
  const { rows: current } = await pool.query<Publication>(
    'select version, published_at as "publishedAt" from calendar_version where current',
  );
  const [calendar] = current;
  if (!calendar) throw new Error('No calendar is published.');
  const { rows } = await pool.query<{ id: string }>(
    'select id from dossier where closed_at is null and clock_stopped_at is null order by id',
  );
  const left = rows.map(({ id }) => id);
  const counts = { recomputed: 0, skipped: 0, failed: 0 };
  const work = async () => {
    for (let id = left.pop(); id !== undefined; id = left.pop()) {
      try {
        counts[await recomputeOne(pool, client, id, calendar)] += 1;
      } catch (error) {
        counts.failed += 1;
        report(`dossier ${id} keeps its old calendar: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  report(`${counts.recomputed} of ${rows.length} open dossiers have taken up the calendar`);
  return counts;
}

async function recomputeOne(
  pool: Pool,
  client: Client,
  id: string,
  { version, publishedAt }: Publication,
): Promise<'recomputed' | 'skipped'> {
  // A calendar that is taken up again after another one is a publication of its own.
  const requestKey = `calendar/${version}/${publishedAt.getTime()}`;
  try {
    await client.withDeadline(Date.now() + ASK_TIMEOUT_MS, () =>
      client.workflow.getHandle(dossierWorkflowId(id)).executeUpdate(changeCalendarUpdate, {
        updateId: requestKey,
        args: [{ type: 'recomputeDeadlines', requestKey, actor: { id: 'system' } }, referenceTo(version)],
      }),
    );
    return 'recomputed';
  } catch (error) {
    if (mayBeClosed(error) && (await isClosed(pool, id))) return 'skipped';
    throw error;
  }
}

function mayBeClosed(error: unknown): boolean {
  if (error instanceof WorkflowNotFoundError) return true;
  if (!(error instanceof WorkflowUpdateFailedError) || !(error.cause instanceof ApplicationFailure)) return false;
  return error.cause.type === 'ACTION_NOT_ALLOWED' || error.cause.type === 'AcceptedUpdateCompletedWorkflow';
}

async function isClosed(pool: Pool, id: string): Promise<boolean> {
  const { rows } = await pool.query('select from dossier where id = $1 and closed_at is not null', [id]);
  return rows.length > 0;
}
