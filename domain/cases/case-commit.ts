import type { CaseRecord, CaseRules } from './case-rules';
import type { CaseCommand, CaseEvent, CaseState } from './case-state';
import type { CaseDecision, DatedEvent } from './decide-case';

/** Everything one step of a case writes, in one transaction: plain rows without personal data, made by pure code. */
export interface CaseCommit {
  readonly caseId: string;
  readonly kind: CaseState['kind'];
  readonly seq: number;
  /** The case's own time of the step, epoch ms. */
  readonly at: number;
  readonly command: string;
  readonly actor: string;
  readonly requestKey: string;
  readonly submission: string | null;
  readonly events: readonly DatedEvent[];
  readonly snapshot: CaseState;
  readonly record: CaseRecord;
  readonly closed: boolean;
}

export function caseCommitOf<Status extends string, Data, Command extends CaseCommand, Event extends CaseEvent>(
  rules: CaseRules<Status, Data, Command, Event>,
  command: CaseCommand,
  { state, events }: CaseDecision<Status, Data, Event>,
  now: number,
): CaseCommit {
  return {
    caseId: state.id,
    kind: state.kind,
    seq: state.seq,
    at: now,
    command: command.type,
    actor: command.actor.id,
    requestKey: command.requestKey,
    submission: command.submission ?? null,
    events,
    snapshot: state as unknown as CaseState,
    record: rules.describe(state),
    closed: rules.terminal.includes(state.status),
  };
}
