import type { Client } from '@temporalio/client';
import type { PayloadCodec } from '@temporalio/common';
import type { temporal } from '@temporalio/proto';
import { Worker, type InjectedSinks } from '@temporalio/worker';
import type { Pool } from 'pg';
import { dossierIdOf } from '../../contracts/ids';
import { writeCommit } from '../../db/projections/write-commit';
import type { DossierCommit } from '../../domain/dossier/dossier-commit';
import type { CommitSinks } from '../../workflows/dossier-shell';

export interface RebuildReport {
  readonly dossiers: number;
  readonly steps: number;
  /** Dossiers whose histories Temporal no longer keeps: their rows stay as they are. */
  readonly keptAsTheyAre: number;
}

/**
 * Makes every projection anew from Temporal alone: the histories are replayed through the same workflow code, and each
 * commit it makes again is written again by the same statement. Business data (forms, files, people) stays untouched.
 */
export async function rebuildProjections(parts: {
  readonly pool: Pool;
  readonly client: Client;
  readonly namespace: string;
  readonly codec: PayloadCodec;
  readonly workflowBundle: { code: string };
  /** Workflow ids; absent: every dossier Temporal knows. */
  readonly only?: readonly string[];
  readonly report: (line: string) => void;
}): Promise<RebuildReport> {
  const { pool, client, report, only } = parts;
  const runs = await listRuns(client);
  if (only) for (const id of [...runs.keys()]) if (!only.includes(id)) runs.delete(id);
  let steps = 0;
  for (const [workflowId, runIds] of runs) {
    const commits: DossierCommit[] = [];
    for (const runId of runIds) {
      const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
      commits.push(...(await replayCommits(parts, workflowId, history)));
    }
    await rewriteDossier(pool, dossierIdOf(workflowId), commits);
    steps += commits.length;
    if (commits.length > 0) report(`${workflowId}: ${commits.length} steps`);
  }
  const { rows } = await pool.query<{ count: number }>('select count(*)::int as count from dossier');
  return { dossiers: runs.size, steps, keptAsTheyAre: Math.max((rows[0]?.count ?? 0) - runs.size, 0) };
}

/** Run ids of every dossier, oldest first (a long dossier continues as new). */
async function listRuns(client: Client): Promise<Map<string, string[]>> {
  const runs = new Map<string, { runId: string; startTime: number }[]>();
  for await (const { workflowId, runId, startTime } of client.workflow.list({
    query: `WorkflowType = 'dossierWorkflow'`,
  })) {
    runs.set(workflowId, [...(runs.get(workflowId) ?? []), { runId, startTime: startTime.getTime() }]);
  }
  return new Map(
    [...runs].map(([id, all]) => [id, all.sort((a, b) => a.startTime - b.startTime).map(({ runId }) => runId)]),
  );
}

async function replayCommits(
  parts: { readonly codec: PayloadCodec; readonly workflowBundle: { code: string } },
  workflowId: string,
  history: temporal.api.history.v1.IHistory,
): Promise<DossierCommit[]> {
  const commits: DossierCommit[] = [];
  const sinks: InjectedSinks<CommitSinks> = {
    commits: { replayed: { fn: (_info, commit) => void commits.push(commit), callDuringReplay: true } },
  };
  await Worker.runReplayHistory(
    {
      workflowBundle: parts.workflowBundle,
      dataConverter: { payloadCodecs: [parts.codec] },
      sinks,
    },
    history,
    workflowId,
  );
  return commits;
}

async function rewriteDossier(pool: Pool, dossierId: string, commits: readonly DossierCommit[]): Promise<void> {
  const first = commits[0];
  if (!first) return;
  const client = await pool.connect();
  try {
    await client.query('begin');
    // A dossier resumed from the database begins in the middle: what came before is no longer in any history.
    await client.query('delete from dossier_event where dossier_id = $1 and seq >= $2', [dossierId, first.seq]);
    if (first.seq === 1) await client.query('delete from task where dossier_id = $1', [dossierId]);
    await client.query('delete from deadline_threshold where dossier_id = $1', [dossierId]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
  for (const commit of commits) await writeCommit(pool, commit);
}
