import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { PayloadCodec } from '@temporalio/common';
import type { temporal } from '@temporalio/proto';
import { Worker, type InjectedSinks } from '@temporalio/worker';
import type { CaseCommit } from '../../domain/cases/case-commit';
import type { DossierCommit } from '../../domain/dossier/dossier-commit';
import type { CommitSinks } from '../../workflows/commit-sinks';

export interface HistoryParts {
  readonly client: Client;
  readonly codec: PayloadCodec;
  readonly workflowBundle: { code: string };
}

/** What a workflow has committed, oldest first; a workflow is a dossier or a case. */
export interface ReplayedCommits {
  readonly dossier: readonly DossierCommit[];
  readonly cases: readonly CaseCommit[];
}

/** All commits of a workflow whose histories are kept, run by run (a long one continues as new). */
export async function readCommits(parts: HistoryParts, workflowId: string): Promise<ReplayedCommits> {
  const { runs } = await readChain(parts, workflowId, undefined);
  return joined(runs);
}

/** As `readCommits`, also of the runs before one that ended and was begun anew: a case that was closed and taken up again. */
export async function readCommitsOfAllRuns(parts: HistoryParts, workflowId: string): Promise<ReplayedCommits> {
  let { runs, runIds } = await readChain(parts, workflowId, undefined);
  const others: { runId: string; startTime: Date }[] = [];
  for await (const run of parts.client.workflow.list({ query: `WorkflowId = '${workflowId}'` })) others.push(run);
  others.sort((a, b) => b.startTime.getTime() - a.startTime.getTime());
  for (const { runId } of others) {
    if (runIds.includes(runId)) continue;
    const earlier = await readChain(parts, workflowId, runId);
    runs = [...earlier.runs, ...runs];
    runIds = [...runIds, ...earlier.runIds];
  }
  return joined(runs);
}

function joined(runs: readonly ReplayedCommits[]): ReplayedCommits {
  return { dossier: runs.flatMap(({ dossier }) => dossier), cases: runs.flatMap(({ cases }) => cases) };
}

/** A run and those it was continued from, oldest first. @param from absent: the newest run */
async function readChain(parts: HistoryParts, workflowId: string, from: string | undefined) {
  const runs: ReplayedCommits[] = [];
  const runIds: string[] = [];
  for (let runId = from, isFirst = true; isFirst || runId; isFirst = false) {
    const history = await fetchRun(parts.client, workflowId, runId);
    if (!history) break;
    runs.unshift(await replayCommits(parts, workflowId, history));
    const started = history.events?.[0]?.workflowExecutionStartedEventAttributes;
    runIds.push(started?.originalExecutionRunId ?? runId ?? '');
    runId = started?.continuedExecutionRunId ?? undefined;
  }
  return { runs, runIds };
}

/** @param runId absent: the newest run. @returns `undefined` when it is no longer kept */
async function fetchRun(client: Client, workflowId: string, runId: string | undefined) {
  try {
    return await client.workflow.getHandle(workflowId, runId).fetchHistory();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

async function replayCommits(
  { codec, workflowBundle }: HistoryParts,
  workflowId: string,
  history: temporal.api.history.v1.IHistory,
): Promise<ReplayedCommits> {
  const dossier: DossierCommit[] = [];
  const cases: CaseCommit[] = [];
  const sinks: InjectedSinks<CommitSinks> = {
    commits: {
      replayed: { fn: (_info, commit) => void dossier.push(commit), callDuringReplay: true },
      caseReplayed: { fn: (_info, commit) => void cases.push(commit), callDuringReplay: true },
    },
  };
  await Worker.runReplayHistory(
    { workflowBundle, dataConverter: { payloadCodecs: [codec] }, sinks },
    history,
    workflowId,
  );
  return { dossier, cases };
}
