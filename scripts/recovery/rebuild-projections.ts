import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { Pool } from 'pg';
import { dossierIdOf } from '../../contracts/ids';
import type { DossierState } from '../../domain/dossier/dossier-state';
import { readCommits, type HistoryParts } from './read-commits';
import { rewriteDossier } from './rewrite-dossier';

export interface RebuildReport {
  readonly dossiers: number;
  readonly steps: number;
  /** Dossiers whose histories Temporal no longer keeps: their rows stay as they are. */
  readonly keptAsTheyAre: number;
  /** Dossiers in which steps came faster than they could be read: their rows stay as they are; repeat for them. */
  readonly busy: number;
}

interface RebuildParts extends HistoryParts {
  readonly pool: Pool;
  /** Workflow ids; absent: every dossier Temporal knows. */
  readonly only?: readonly string[];
  readonly report: (line: string) => void;
}

/** How often a dossier that is worked on meanwhile is read anew, and the pause before. */
const TRIES = 6;
const PAUSE_MS = 250;

/**
 * Makes every projection anew from Temporal alone: the histories are replayed through the same workflow code, and each
 * commit it makes again is written again by the same statement. Business data (forms, files, people) stays untouched.
 * People may go on working: a dossier is rewritten only with a history that holds its newest step.
 */
export async function rebuildProjections(parts: RebuildParts): Promise<RebuildReport> {
  const { pool, client, report, only } = parts;
  const workflowIds = only ?? (await listDossiers(client));
  let steps = 0;
  let busy = 0;
  for (const workflowId of workflowIds) {
    const written = await rebuildDossier(parts, workflowId);
    if (written === undefined) busy += 1;
    steps += written ?? 0;
    if (written !== 0) report(`${workflowId}: ${written === undefined ? 'is being worked on' : `${written} steps`}`);
  }
  const { rows } = await pool.query<{ count: number }>('select count(*)::int as count from dossier');
  const keptAsTheyAre = Math.max((rows[0]?.count ?? 0) - workflowIds.length, 0);
  return { dossiers: workflowIds.length, steps, keptAsTheyAre, busy };
}

/** @returns how many steps were written; `undefined` when the rows stayed ahead of the history */
async function rebuildDossier(parts: RebuildParts, workflowId: string): Promise<number | undefined> {
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const { dossier: commits } = await readCommits(parts, workflowId);
    const last = commits.at(-1);
    if (!last) return 0;
    // A step is in the rows a moment before it is in the history. Rows that stay ahead of the workflow itself are a step
    // that never was (C2 of the commit): they are taken back.
    const isUnfounded = attempt === TRIES && (await stepsOf(parts.client, workflowId)) === last.seq;
    if (await rewriteDossier(parts.pool, dossierIdOf(workflowId), commits, isUnfounded)) return commits.length;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * attempt));
  }
  return undefined;
}

async function listDossiers(client: Client): Promise<string[]> {
  const ids = new Set<string>();
  for await (const { workflowId } of client.workflow.list({ query: `WorkflowType = 'dossierWorkflow'` }))
    ids.add(workflowId);
  return [...ids];
}

/** Number of the last step the workflow itself knows of; `undefined` when it cannot be asked. */
async function stepsOf(client: Client, workflowId: string): Promise<number | undefined> {
  try {
    return (await client.workflow.getHandle(workflowId).query<DossierState>('dossierState')).seq;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}
