import * as fc from 'fast-check';
import type { FlowNode, ProcessGraph } from '../../../domain/bpmn/process-graph';
import type { EngineCommand } from '../../../domain/engine/command';
import { decide } from '../../../domain/engine/decide';
import { initialState, type EngineState } from '../../../domain/engine/state';
import { cloneJson, type Variables } from '../../../domain/json';
import { modelOf, procedures } from '../../support/random-model';
import { EIGHT_OCLOCK } from './engine-driver';
import { randomNumbers } from './random-walk';

// The oracle here is the engine itself on another drawing of the same procedure: changes that mean nothing in BPMN must
// leave everything that can happen from outside as it was, at every step.

interface Move {
  readonly label: string;
  readonly command: EngineCommand;
  readonly at: number;
}

/** What can happen next, named by elements and in the order of the names. */
function movesIn(state: EngineState): Move[] {
  const moves: Move[] = [];
  for (const { id, element, job, failure } of Object.values(state.instances)) {
    expect(failure).toBeUndefined();
    if (job)
      moves.push({ label: `answer ${element}`, command: { type: 'completeJob', instance: id, variables: {} }, at: 0 });
    else if (/^(?:user|host|decide|side)\d+$/.test(element))
      moves.push({
        label: `complete ${element}`,
        command: { type: 'completeTask', instance: id, variables: {} },
        at: 0,
      });
  }
  for (const { id, element, dueAt } of Object.values(state.timers))
    moves.push({ label: `fire ${element}`, command: { type: 'fireTimer', timer: id }, at: dueAt });
  for (const { id, element } of Object.values(state.subscriptions))
    moves.push({
      label: `send ${element}`,
      command: { type: 'receiveMessage', subscription: id, variables: {} },
      at: 0,
    });
  return moves.sort((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : 0));
}

/** The choices at every step of a run that a seed decides, and how it ended. */
function story(graph: ProcessGraph, variables: Variables, seed: number): string[] {
  const random = randomNumbers(seed);
  let now = EIGHT_OCLOCK;
  let { state } = decide(graph, initialState(), { type: 'start', variables }, now);
  const told: string[] = [];
  for (let turn = 0; state.status === 'running' && turn < 60; turn += 1) {
    const moves = movesIn(state);
    const move = moves[random(Math.max(moves.length, 1))];
    told.push(`${moves.map(({ label }) => label).join(', ')} → ${move?.label ?? 'stuck'}`);
    if (!move) break;
    now = Math.max(now, move.at);
    state = decide(graph, state, move.command, now).state;
  }
  return [...told, state.status, JSON.stringify(Object.entries(state.variables).sort())];
}

type Redrawing = (graph: ProcessGraph) => void;
type Writable<T> = T extends object ? { -readonly [K in keyof T]: Writable<T[K]> } : T;

function redrawn(graph: ProcessGraph, redraw: Redrawing): ProcessGraph {
  const copy = cloneJson(graph);
  redraw(copy);
  return copy;
}

const writable = <T>(value: T) => value as Writable<T>;
const bare = { properties: {}, inputs: [], outputs: [] };

/** A none intermediate event on every flow (but where an event-based gateway must see its events). */
const withMarks: Redrawing = (graph) => {
  const { nodes, flows, scopes } = writable(graph);
  for (const flow of Object.values(flows)) {
    const [source, target] = [nodes[flow.source]!, nodes[flow.target]!];
    if (source.kind === 'eventBasedGateway') continue;
    const [mark, rest] = [`${flow.id}:mark`, `${flow.id}:rest`];
    const event = { type: 'none' as const };
    nodes[mark] = {
      id: mark,
      kind: 'intermediateThrowEvent',
      event,
      scope: source.scope,
      incoming: [flow.id],
      outgoing: [rest],
      ...bare,
    };
    flows[rest] = { id: rest, source: mark, target: target.id };
    target.incoming = target.incoming.map((id) => (id === flow.id ? rest : id));
    flow.target = mark;
    scopes[source.scope]?.elements.push(mark);
  }
};

/** Every task in an embedded subprocess of its own. */
const withWrappedTasks: Redrawing = (graph) => {
  const { nodes, flows, scopes } = writable(graph);
  for (const node of Object.values(nodes)) {
    if (!('boundaryEvents' in node) || node.kind === 'subProcess') continue;
    const isRaced = node.incoming.some((flow) => nodes[flows[flow]?.source ?? '']?.kind === 'eventBasedGateway');
    if (isRaced) continue;
    const id = `${node.id}:scope`;
    const wrapper = {
      ...bare,
      id,
      kind: 'subProcess',
      scope: node.scope,
      incoming: node.incoming,
      outgoing: node.outgoing,
      boundaryEvents: node.boundaryEvents,
    };
    nodes[id] = wrapper as unknown as Writable<FlowNode>;
    for (const flow of node.incoming) flows[flow]!.target = id;
    for (const flow of node.outgoing) flows[flow]!.source = id;
    for (const boundary of node.boundaryEvents) Object.assign(nodes[boundary]!, { attachedTo: id });
    scopes[id] = { id, parent: node.scope, entries: [node.id], elements: [node.id] };
    Object.assign(node, { scope: id, incoming: [], outgoing: [], boundaryEvents: [] });
  }
};

/** The flows of parallel and inclusive gateways in the other order. */
const withSwappedBranches: Redrawing = (graph) => {
  for (const node of Object.values(writable(graph).nodes)) {
    if (node.kind !== 'parallelGateway' && node.kind !== 'inclusiveGateway') continue;
    node.outgoing.reverse();
    node.incoming.reverse();
  }
};

describe('drawings that mean the same run the same', () => {
  it.each<[string, Redrawing]>([
    ['a mark on every flow', withMarks],
    ['every task in a subprocess', withWrappedTasks],
    ['parallel and inclusive branches in the other order', withSwappedBranches],
  ])('%s', (_what, redraw) => {
    fc.assert(
      fc.property(procedures(), fc.integer(), (block, seed) => {
        const { graph, variables } = modelOf(block);
        expect(story(redrawn(graph, redraw), variables, seed)).toEqual(story(graph, variables, seed));
      }),
      { numRuns: 150 },
    );
  });
});
