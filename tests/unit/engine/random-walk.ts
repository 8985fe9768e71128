import type { ProcessGraph } from '../../../domain/bpmn/process-graph';
import type { EngineCommand } from '../../../domain/engine/command';
import { decide } from '../../../domain/engine/decide';
import type { EngineEvent } from '../../../domain/engine/event';
import { applyEvent, evolve } from '../../../domain/engine/evolve';
import { returnTargets } from '../../../domain/engine/return-to-step';
import { initialState, type EngineState } from '../../../domain/engine/state';
import { cloneJson, type Variables } from '../../../domain/json';
import { provePlainJson } from '../../support/plain-json';
import { EIGHT_OCLOCK } from './engine-driver';

/** Extra turns a walk may take; what only goes forward is free. */
export interface Budget {
  /** Events that leave everything else as it is: non-interrupting boundary events, failed jobs. */
  extras: number;
  returns: number;
}

interface Move {
  readonly command: EngineCommand;
  readonly now: number;
  readonly costs?: keyof Budget;
}

export interface Walk {
  readonly state: EngineState;
  readonly events: readonly EngineEvent[];
  readonly commands: readonly EngineCommand[];
}

const MAX_MOVES = 3_000;

/** A repeatable source of numbers in [0, limit). */
export function randomNumbers(seed: number): (limit: number) => number {
  let at = seed | 0;
  return (limit) => {
    at = (at + 0x6d2b79f5) | 0;
    let mixed = Math.imul(at ^ (at >>> 15), 1 | at);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

/**
 * Walks a process to its end by random legal commands. At every step it proves that the state rebuilt from JSON decides
 * the same, and that the events alone, folded by `evolve` from the state before, give the state `decide` returned.
 */
export function walk(graph: ProcessGraph, variables: Variables, seed: number, budget: Budget): Walk {
  const random = randomNumbers(seed);
  const left = { ...budget };
  const restoredGraph = cloneJson(graph);
  const events: EngineEvent[] = [];
  const commands: EngineCommand[] = [];
  let now = EIGHT_OCLOCK;
  let state = initialState();
  let move: Move | undefined = { command: { type: 'start', variables }, now };
  while (move) {
    now = Math.max(now, move.now);
    if (move.costs) left[move.costs] -= 1;
    commands.push(move.command);
    const decision = decide(graph, state, move.command, now);
    proveRestore(restoredGraph, state, move.command, now, decision);
    proveFold(state, decision);
    events.push(...decision.events);
    state = decision.state;
    if (commands.length > MAX_MOVES) throw new Error('the walk does not come to an end');
    const moves = movesIn(graph, state, now, left);
    move = moves[random(Math.max(moves.length, 1))];
  }
  return { state, events, commands };
}

type Decision = ReturnType<typeof decide>;

function proveRestore(
  graph: ProcessGraph,
  state: EngineState,
  command: EngineCommand,
  now: number,
  seen: Decision,
): void {
  const restored = decide(graph, cloneJson(state), command, now);
  same(restored.state, seen.state, 'the state after restoring the snapshot');
  same(restored.events, seen.events, 'the events after restoring the snapshot');
}

function proveFold(before: EngineState, { events, state }: Decision): void {
  const [first, ...rest] = events;
  // `evolve` once, for its copy; then the same function it applies, as a copy for each event would be quadratic.
  const folded = first ? evolve(before, cloneJson(first)) : cloneJson(before);
  for (const event of rest) applyEvent(folded, cloneJson(event));
  same(folded, state, 'the state folded from the events');
}

/** To the letter, order of keys included; and neither holds anything a snapshot would lose. */
function same(actual: unknown, expected: unknown, what: string): void {
  provePlainJson(actual, what);
  provePlainJson(expected, `${what}, as it was before`);
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what} differs:\n${a}\n${b}`);
}

function movesIn(graph: ProcessGraph, state: EngineState, now: number, left: Budget): Move[] {
  if (state.status !== 'running') return [];
  const moves: Move[] = [];
  for (const instance of Object.values(state.instances)) {
    const node = graph.nodes[instance.element];
    const { id } = instance;
    const add = (command: EngineCommand, costs?: keyof Budget) =>
      moves.push({ command, now, ...(costs ? { costs } : {}) });
    if (node?.kind === 'userTask') {
      add({ type: 'completeTask', instance: id, variables: {} });
      if (left.returns > 0) {
        for (const to of returnTargets(graph, state, id))
          add({ type: 'returnToStep', from: id, to, reason: '' }, 'returns');
      }
    }
    if (instance.job) {
      add({ type: 'completeJob', instance: id, variables: {} });
      if (left.extras > 0) add({ type: 'failJob', instance: id, message: 'down' }, 'extras');
      const catches = node && 'boundaryEvents' in node && node.boundaryEvents.some((event) => isError(graph, event));
      if (catches) add({ type: 'throwJobError', instance: id, code: 'E' });
    }
    if (instance.failure) add({ type: 'retry', instance: id });
  }
  for (const timer of Object.values(state.timers)) {
    const costs = isExtra(graph, timer.element) ? 'extras' : undefined;
    if (!costs || left.extras > 0) {
      moves.push({ command: { type: 'fireTimer', timer: timer.id }, now: timer.dueAt, ...(costs ? { costs } : {}) });
    }
  }
  for (const { id, element } of Object.values(state.subscriptions)) {
    const costs = isExtra(graph, element) ? 'extras' : undefined;
    if (!costs || left.extras > 0) {
      const command = { type: 'receiveMessage', subscription: id, variables: {} } as const;
      moves.push({ command, now, ...(costs ? { costs } : {}) });
    }
  }
  return moves;
}

function isExtra(graph: ProcessGraph, element: string): boolean {
  const node = graph.nodes[element];
  return node?.kind === 'boundaryEvent' && !node.interrupting;
}

function isError(graph: ProcessGraph, element: string): boolean {
  const node = graph.nodes[element];
  return node?.kind === 'boundaryEvent' && node.event.type === 'error';
}
