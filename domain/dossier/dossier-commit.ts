import { nearDueInstant, percentUsedAtNewDate, thresholdInstants } from '../clock/deadline-progress';
import type { DeadlineState } from '../clock/deadline-state';
import type { EngineEvent } from '../engine/event';
import type { DossierCommand } from './dossier-command';
import type { DossierDecision } from './decide-dossier';
import { dossierEffects, type OutboxItem } from './dossier-effects';
import type { DossierEntry } from './dossier-log';
import type { DossierState, TaskState } from './dossier-state';
import { isTerminal, publicStateOf } from './dossier-status';
import type { DossierContext } from './dossier-step';

/** A row of the task projection; times are epoch ms, absent values `null`. */
export interface TaskRow {
  readonly instance: number;
  readonly element: string;
  readonly name: string;
  readonly state: 'open' | 'completed' | 'cancelled';
  readonly unit: string;
  readonly role: string;
  readonly assignee: string | null;
  readonly openedAt: number;
  readonly targetAt: number | null;
  readonly closedAt: number | null;
  readonly closedBy: string | null;
}

export interface ThresholdRow {
  readonly deadlineId: string;
  readonly cycle: number;
  readonly percent: number;
  readonly at: number;
  readonly dueAt: number;
}

/**
 * Everything one step writes, in one transaction: plain rows without personal data, made by pure code so that the commit
 * only writes, and a rebuild writes the very same.
 */
export interface DossierCommit {
  readonly dossierId: string;
  readonly seq: number;
  /** The dossier's own time of the step, epoch ms. */
  readonly at: number;
  readonly command: string;
  readonly actor: string;
  readonly requestKey: string;
  readonly submission: string | null;
  /** Element whose form the submission fills, for a completed task. */
  readonly submissionElement: string | null;
  readonly entries: readonly DossierEntry[];
  readonly snapshot: DossierState;
  readonly dossier: {
    readonly status: string;
    readonly publicState: number;
    readonly promisedAt: number | null;
    readonly dueAt: number | null;
    /** From when on the deadline is near its end; `null` while the clock stands still. */
    readonly nearDueAt: number | null;
    readonly pauseReasons: readonly string[];
    readonly clockStoppedAt: number | null;
    readonly outcome: string | null;
    readonly closedAt: number | null;
    readonly suspended: boolean;
  };
  /** Every open task, and those closed by this step. */
  readonly tasks: readonly TaskRow[];
  /** Every threshold of the running deadline; none while it is paused or stopped. */
  readonly thresholds: readonly ThresholdRow[];
  readonly outbox: readonly OutboxItem[];
}

export function commitOf(
  context: DossierContext,
  before: DossierState,
  command: DossierCommand,
  decision: DossierDecision,
  now: number,
): DossierCommit {
  const { state, entries } = decision;
  const { deadline } = state;
  const completed = command.type === 'completeTask' ? before.tasks[command.task] : undefined;
  return {
    dossierId: state.id,
    seq: state.seq,
    at: now,
    command: command.type,
    actor: command.actor.id,
    requestKey: command.requestKey,
    submission: command.submission ?? null,
    submissionElement: completed?.element ?? null,
    entries: entries.map(withoutBookkeeping),
    snapshot: state,
    dossier: {
      status: state.status,
      publicState: publicStateOf[state.status],
      promisedAt: deadline?.originalDueAt ?? null,
      dueAt: deadline?.dueAt ?? null,
      nearDueAt: (deadline && nearDueInstant(context.calendar, deadline, context.procedure.rules.nearDue)) ?? null,
      pauseReasons: deadline?.pause?.open.map(({ reason }) => reason) ?? [],
      clockStoppedAt: deadline?.stoppedAt ?? null,
      outcome: deadline?.outcome ?? null,
      closedAt: isTerminal(state.status) ? now : null,
      suspended: state.supplement !== undefined,
    },
    tasks: taskRows(context, before, state, entries, command.actor.id, now),
    thresholds: thresholdsOf(context, deadline),
    outbox: state.simulated ? [] : dossierEffects(command, state, entries),
  };
}

/**
 * Thresholds of a running deadline; none while it is paused or stopped. A later date begins a count of its own, in which
 * what had been used up by then is not raised a second time.
 */
export function thresholdsOf(context: DossierContext, deadline: DeadlineState | undefined): ThresholdRow[] {
  if (!deadline) return [];
  const cycle = deadline.entries.filter(({ kind }) => kind !== 'paused' && kind !== 'resumed').length;
  const alreadyUsed = percentUsedAtNewDate(context.calendar, deadline);
  const percents = context.procedure.rules.thresholds.filter((percent) => percent > alreadyUsed);
  return thresholdInstants(context.calendar, deadline, percents).map(({ percent, at }) => ({
    deadlineId: deadline.id,
    cycle,
    percent,
    at,
    dueAt: deadline.dueAt,
  }));
}

function taskRows(
  context: DossierContext,
  before: DossierState,
  after: DossierState,
  entries: readonly DossierEntry[],
  actor: string,
  now: number,
): TaskRow[] {
  const rows: TaskRow[] = [];
  const rowOf = (task: TaskState, closed: Pick<TaskRow, 'state' | 'closedAt' | 'closedBy'>): TaskRow => ({
    instance: task.instance,
    element: task.element,
    name: context.procedure.graph.nodes[task.element]?.name ?? task.element,
    unit: task.unit,
    role: task.role,
    assignee: task.assignee ?? null,
    openedAt: task.openedAt,
    targetAt: task.targetAt ?? null,
    ...closed,
  });
  for (const task of Object.values(after.tasks))
    rows.push(rowOf(task, { state: 'open', closedAt: null, closedBy: null }));
  for (const entry of entries) {
    if (entry.type !== 'TaskCompleted' && entry.type !== 'TaskCancelled') continue;
    const task = before.tasks[entry.task];
    if (!task) continue; // opened and closed within the step: nobody ever saw it
    const state = entry.type === 'TaskCompleted' ? 'completed' : 'cancelled';
    rows.push(rowOf(task, { state, closedAt: now, closedBy: actor }));
  }
  return rows;
}

/** The log keeps what happened; tokens' lineages are bookkeeping of the snapshot. */
function withoutBookkeeping(entry: DossierEntry): DossierEntry {
  if (entry.type !== 'Engine' || !('lineage' in entry.event)) return entry;
  const { lineage: _lineage, ...event } = entry.event;
  return { type: 'Engine', event: event as EngineEvent };
}
