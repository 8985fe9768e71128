import type { Instant } from './instant';
import type { CountingRules, TimeLimit } from './time-limit';

/** Why the legal clock stands still (NĐ 151/2025 App. I Part V.A.II item 10; one-stop rules; stop by written notice). */
export type PauseReason =
  | 'SUPPLEMENT'
  | 'TAX'
  | 'PAYMENT'
  | 'POSTING'
  | 'VIOLATION_HANDLING'
  | 'EXPERT_APPRAISAL'
  | 'INHERITANCE_DIVISION'
  | 'STOP_NOTICE';

/** Every pause reason once, in the order of the law's list. */
export const PAUSE_REASONS = Object.keys({
  SUPPLEMENT: true,
  TAX: true,
  PAYMENT: true,
  POSTING: true,
  VIOLATION_HANDLING: true,
  EXPERT_APPRAISAL: true,
  INHERITANCE_DIVISION: true,
  STOP_NOTICE: true,
} satisfies Record<PauseReason, true>) as readonly PauseReason[];

/** Finished on an earlier date than the due date, on it in time, or after the due instant. */
export type DeadlineOutcome = 'early' | 'onTime' | 'late';

/** What happened to a deadline, in order; `evidence` is the reference of the paper or message it rests on. */
export type DeadlineEntry =
  | { readonly kind: 'paused'; readonly reason: PauseReason; readonly at: Instant; readonly evidence: string }
  | { readonly kind: 'resumed'; readonly reason: PauseReason; readonly at: Instant; readonly evidence: string }
  | { readonly kind: 'restarted'; readonly at: Instant; readonly evidence: string }
  | DeadlineMove;

export interface DeadlineMove {
  /** `moved`: set by a manager; `apology`: form 04, which gives a new date but does not undo lateness. */
  readonly kind: 'moved' | 'apology';
  readonly by: string;
  readonly reason: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly at: Instant;
}

interface OpenPause {
  readonly reason: PauseReason;
  readonly from: Instant;
  readonly evidence: string;
}

export interface DeadlinePause extends OpenPause {
  readonly to: Instant;
  /** What ended it; undefined when the deadline was restarted or stopped over it. */
  readonly endEvidence?: string;
}

/**
 * One running limit, plain JSON. `startedAt`, `limit`, `rules` and `entries` are the truth; `dueAt`, `countedDueAt` and
 * `allowedMs` are derived from them and a calendar (`deriveDue`) and kept so that a reader needs no calendar.
 */
export interface DeadlineState {
  readonly id: string;
  readonly limit: TimeLimit;
  readonly rules: CountingRules;
  readonly startedAt: Instant;
  /** The promised date, printed on form 01: never changes. */
  readonly originalDueAt: Instant;
  /** The date now in force; while paused, the one in force when the pause began. */
  readonly dueAt: Instant;
  /** What the outcome is measured by: `dueAt` without apologies, and without anything that came after it was missed. */
  readonly countedDueAt: Instant;
  /** The time allowed from the start of counting to `dueAt`, pauses not counted: working ms (calendar ms for calendar hours). */
  readonly allowedMs: number;
  /** Version of the calendar the derived fields were computed with. */
  readonly calendarVersion: string;
  /** Standing still since `since` for every reason in `open`; it goes on when the last of them ends. */
  readonly pause?: { readonly since: Instant; readonly open: readonly OpenPause[] };
  readonly entries: readonly DeadlineEntry[];
  readonly stoppedAt?: Instant;
  readonly outcome?: DeadlineOutcome;
}

export type DeadlineStatus = 'running' | 'paused' | 'stopped';

export function deadlineStatus(state: DeadlineState): DeadlineStatus {
  if (state.stoppedAt !== undefined) return 'stopped';
  return state.pause ? 'paused' : 'running';
}

/** The pauses that have ended, in the order in which they began. */
export function listPauses(state: DeadlineState): DeadlinePause[] {
  const open: OpenPause[] = [];
  const ended: DeadlinePause[] = [];
  const endAllOpen = (to: Instant): void => void ended.push(...open.splice(0).map((pause) => ({ ...pause, to })));
  for (const entry of state.entries) {
    if (entry.kind === 'paused') open.push({ reason: entry.reason, from: entry.at, evidence: entry.evidence });
    if (entry.kind === 'restarted') endAllOpen(entry.at);
    if (entry.kind === 'resumed') {
      const index = open.findIndex(({ reason }) => reason === entry.reason);
      ended.push(...open.splice(index, 1).map((pause) => ({ ...pause, to: entry.at, endEvidence: entry.evidence })));
    }
  }
  if (state.stoppedAt !== undefined) endAllOpen(state.stoppedAt);
  return ended.sort((a, b) => a.from - b.from);
}

/** Every new due date it was given, in order. */
export function listMoves(state: DeadlineState): DeadlineMove[] {
  return state.entries.filter((entry): entry is DeadlineMove => entry.kind === 'moved' || entry.kind === 'apology');
}
