import type { CaseCommand, CaseData, CaseEvent, CaseKind, CaseState } from './case-state';

/** What lists show of a case; written by its commit. */
export interface CaseRecord {
  /** Whose case it is: rights are judged on it. */
  readonly unitId: string | null;
  /** The next instant something happens by itself, epoch ms. */
  readonly dueAt: number | null;
}

/**
 * The rules of one kind of case, pure: `decide` says what a command leads to, `expire` what the passing of time has led to,
 * `evolve` applies it. Statuses, commands and events are closed unions; `allowed` is exhaustive by its type.
 */
export interface CaseRules<Status extends string, Data, Command extends CaseCommand, Event extends CaseEvent> {
  readonly kind: CaseKind;
  readonly initial: { readonly status: Status; readonly data: Data };
  /** Which commands are taken in which status. */
  readonly allowed: Readonly<Record<Status, readonly Command['type'][]>>;
  /** Statuses in which the workflow ends. */
  readonly terminal: readonly Status[];
  /** @throws Refusal; nothing has changed then */
  decide(state: CaseState<Status, Data>, command: Command, now: number): readonly Event[];
  /** The next thing that has come due by `now`, each with the instant it fell due; asked again until there is none. */
  expire(state: CaseState<Status, Data>, now: number): { readonly event: Event; readonly at: number } | undefined;
  /** @param at epoch ms */
  evolve(state: CaseState<Status, Data>, event: Event, at: number): { readonly status: Status; readonly data: Data };
  /** When `expire` would next have something, epoch ms. */
  nextDue(state: CaseState<Status, Data>): number | undefined;
  describe(state: CaseState<Status, Data>): CaseRecord;
}

/** Rules whose own types are put aside: what the shell, the commit and the recovery work with. */
export type AnyCaseRules = CaseRules<string, CaseData, CaseCommand, CaseEvent>;

/** A command always meets the rules of its own kind: the registry and the name of the workflow see to that. */
export function withoutOwnTypes<Status extends string, Data, Command extends CaseCommand, Event extends CaseEvent>(
  rules: CaseRules<Status, Data, Command, Event>,
): AnyCaseRules {
  return rules as unknown as AnyCaseRules;
}
