import { Refusal } from '../refusal';
import type { CaseRules } from './case-rules';
import {
  REMEMBERED_CASE_ANSWERS,
  type CaseAnswer,
  type CaseCommand,
  type CaseEvent,
  type CaseState,
} from './case-state';

/** An event with the instant it counts from: one that fell due while everything was down counts from when it fell due. */
export interface DatedEvent<Event extends CaseEvent = CaseEvent> {
  readonly event: Event;
  /** Epoch ms. */
  readonly at: number;
}

export interface CaseDecision<Status extends string, Data, Event extends CaseEvent> {
  readonly state: CaseState<Status, Data>;
  /** Empty for a request answered before. */
  readonly events: readonly DatedEvent<Event>[];
  readonly answer: CaseAnswer;
}

/** The command of a timer; understood in every status. */
export const WAKE = 'wake';

export function initialCase<Status extends string, Data, Command extends CaseCommand, Event extends CaseEvent>(
  rules: CaseRules<Status, Data, Command, Event>,
  id: string,
): CaseState<Status, Data> {
  return { id, kind: rules.kind, seq: 0, ...rules.initial, answered: [] };
}

/**
 * What a command leads to, or why it is refused.
 *
 * K1. A request key acts once; repeated, it gets its first answer.
 * K2. What has come due is carried out before any command, however late the timer: a command never meets a state that
 *     should no longer be.
 * @param now epoch ms
 * @throws Refusal with a stable code; nothing has changed then
 */
export function decideCase<Status extends string, Data, Command extends CaseCommand, Event extends CaseEvent>(
  rules: CaseRules<Status, Data, Command, Event>,
  before: CaseState<Status, Data>,
  command: Command | CaseCommand<typeof WAKE>,
  now: number,
): CaseDecision<Status, Data, Event> {
  const earlier = before.answered.find(({ key }) => key === command.requestKey);
  if (earlier) return { state: before, events: [], answer: earlier.answer };
  const { expectedSeq } = command;
  if (expectedSeq !== undefined && expectedSeq !== before.seq)
    throw new Refusal('VERSION_CONFLICT', 'There is a newer version: read it, then decide.', { current: before.seq });

  const events: DatedEvent<Event>[] = [];
  let state = before;
  const apply = (dated: DatedEvent<Event>) => {
    state = { ...state, ...rules.evolve(state, dated.event, dated.at) };
    events.push(dated);
  };
  for (let due = rules.expire(state, now); due; due = rules.expire(state, now)) apply(due);
  if (!isWake(command)) {
    refuseWrongTime(rules, state, command);
    for (const event of rules.decide(state, command, now)) apply({ event, at: now });
  }
  if (events.length === 0) return { state: before, events, answer: { seq: before.seq, status: before.status } };
  const answer = { seq: before.seq + 1, status: state.status };
  const answered = [...before.answered.slice(1 - REMEMBERED_CASE_ANSWERS), { key: command.requestKey, answer }];
  return { state: { ...state, seq: answer.seq, answered }, events, answer };
}

function isWake<Command extends CaseCommand>(
  command: Command | CaseCommand<typeof WAKE>,
): command is CaseCommand<typeof WAKE> {
  return command.type === WAKE;
}

function refuseWrongTime<Status extends string, Data, Command extends CaseCommand, Event extends CaseEvent>(
  rules: CaseRules<Status, Data, Command, Event>,
  { status }: CaseState<Status, Data>,
  command: Command,
): void {
  const allowed = rules.allowed[status];
  if (allowed.includes(command.type)) return;
  throw new Refusal('ACTION_NOT_ALLOWED', `What is ${status} takes no ${command.type}.`, { status, allowed });
}
