import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { CASE_PROJECTORS } from '../../activities';
import { writeCaseIn } from '../../db/projections/write-case';
import { inTransaction } from '../../db/transaction';
import type { CaseCommit } from '../../domain/cases/case-commit';
import { CASE_WORKFLOW_TYPES } from '../../domain/cases/case-registry';
import type { CaseState } from '../../domain/cases/case-state';
import { readCommitsOfAllRuns, type HistoryParts } from './read-commits';

export interface RebuildCasesReport {
  readonly cases: number;
  /** Took steps faster than they could be read: their rows stay as they are; repeat for them. */
  readonly busy: number;
}

/** How often a case that is worked on meanwhile is read anew, and the pause before. */
const TRIES = 6;
const PAUSE_MS = 250;

/** Makes records, events and registers of all cases anew from Temporal alone, as `rebuildProjections` does for dossiers. */
export async function rebuildCases(
  parts: HistoryParts & {
    readonly pool: Pool;
    /** Workflow ids; absent: every case Temporal knows. */
    readonly only?: readonly string[];
    readonly report: (line: string) => void;
  },
): Promise<RebuildCasesReport> {
  const workflowIds = parts.only ?? (await listCases(parts.client));
  let busy = 0;
  for (const workflowId of workflowIds) {
    if (await rebuildCase(parts, workflowId)) continue;
    busy += 1;
    parts.report(`${workflowId}: is being worked on`);
  }
  return { cases: workflowIds.length, busy };
}

async function rebuildCase(parts: HistoryParts & { readonly pool: Pool }, workflowId: string): Promise<boolean> {
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const { cases: commits } = await readCommitsOfAllRuns(parts, workflowId);
    const last = commits.at(-1);
    if (!last) return true;
    // Rows that stay ahead of the workflow itself are a step that never was (C2 of the commit).
    const isUnfounded = attempt === TRIES && (await stepsOf(parts.client, workflowId)) === last.seq;
    if (await rewriteCase(parts.pool, commits, last, isUnfounded)) return true;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * attempt));
  }
  return false;
}

/**
 * One transaction that holds the case's row. Only the newest step writes the register: those before were overwritten long
 * ago, and what they did besides (ending sessions) is done.
 * @returns whether the rows are now those of these commits
 */
function rewriteCase(pool: Pool, commits: readonly CaseCommit[], last: CaseCommit, force: boolean): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ seq: number }>('select seq from case_record where id = $1 for update', [
      last.caseId,
    ]);
    if ((rows[0]?.seq ?? 0) > last.seq && !force) return false;
    await client.query('delete from case_event where case_id = $1 and seq >= $2', [last.caseId, commits[0]?.seq ?? 1]);
    for (const commit of commits)
      await writeCaseIn(client, commit, commit === last ? CASE_PROJECTORS[commit.kind] : () => Promise.resolve());
    return true;
  });
}

async function listCases(client: Client): Promise<string[]> {
  const ids = new Set<string>();
  const types = Object.values(CASE_WORKFLOW_TYPES)
    .map((type) => `'${type}'`)
    .join(', ');
  for await (const { workflowId } of client.workflow.list({ query: `WorkflowType IN (${types})` })) ids.add(workflowId);
  return [...ids];
}

async function stepsOf(client: Client, workflowId: string): Promise<number | undefined> {
  try {
    return (await client.workflow.getHandle(workflowId).query<CaseState>('caseState')).seq;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}
