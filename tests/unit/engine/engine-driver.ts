import type { ProcessGraph } from '../../../domain/bpmn/process-graph';
import type { EngineCommand } from '../../../domain/engine/command';
import { decide } from '../../../domain/engine/decide';
import type { EngineEvent, EngineEventType } from '../../../domain/engine/event';
import { evolve } from '../../../domain/engine/evolve';
import { initialState, instancesOf, matchingSubscriptions, type EngineState } from '../../../domain/engine/state';
import { addDuration } from '../../../domain/expression/feel';
import { cloneJson, type Variables } from '../../../domain/json';
import { provePlainJson } from '../../support/plain-json';
import { Refusal } from '../../../domain/refusal';

export const EIGHT_OCLOCK = Date.parse('2023-03-01T08:00:00+07:00');

/** Drives one process by element names. Every step also proves that the events alone rebuild the state (E1). */
export class EngineDriver {
  state: EngineState = initialState();
  now = EIGHT_OCLOCK;
  readonly events: EngineEvent[] = [];

  constructor(readonly graph: ProcessGraph) {}

  command(command: EngineCommand): this {
    const before = cloneJson(this.state);
    const { state, events } = decide(this.graph, this.state, command, this.now);
    expect(this.state).toEqual(before);
    expect(events.reduce<EngineState>((folded, event) => evolve(folded, event), before)).toEqual(state);
    provePlainJson(state, 'the state');
    this.state = cloneJson(state);
    expect(this.state).toEqual(state);
    this.events.push(...events);
    return this;
  }

  start(variables: Variables = {}, startEvent?: string): this {
    return this.command({ type: 'start', variables, ...(startEvent ? { startEvent } : {}) });
  }
  complete(element: string, variables: Variables = {}): this {
    return this.command({ type: 'completeTask', instance: this.idOf(element), variables });
  }
  answer(element: string, variables: Variables = {}): this {
    return this.command({ type: 'completeJob', instance: this.idOf(element), variables });
  }
  failJob(element: string, message = 'down'): this {
    return this.command({ type: 'failJob', instance: this.idOf(element), message });
  }
  throwError(element: string, code: string, variables?: Variables): this {
    return this.command({
      type: 'throwJobError',
      instance: this.idOf(element),
      code,
      ...(variables ? { variables } : {}),
    });
  }
  retry(element: string): this {
    return this.command({ type: 'retry', instance: this.idOf(element) });
  }
  returnTo(from: string, to: string, reason = 'sai thửa'): this {
    return this.command({ type: 'returnToStep', from: this.idOf(from), to, reason });
  }
  /** The oldest subscription that the message reaches. */
  receive(name: string, variables: Variables = {}, correlationKey?: string): this {
    const [subscription] = matchingSubscriptions(this.state, name, correlationKey);
    if (!subscription) throw new Error(`nobody waits for ${name}`);
    return this.command({ type: 'receiveMessage', subscription: subscription.id, variables });
  }
  /** Fires the timer of the element, at the time it is due. */
  fire(element: string): this {
    const timer = Object.values(this.state.timers).find((set) => set.element === element);
    if (!timer) throw new Error(`no timer is set for ${element}`);
    this.now = Math.max(this.now, timer.dueAt);
    return this.command({ type: 'fireTimer', timer: timer.id });
  }
  advance(duration: string): this {
    this.now = addDuration(this.now, duration);
    return this;
  }

  idOf(element: string): number {
    const instance = instancesOf(this.state).find((candidate) => candidate.element === element);
    if (!instance) throw new Error(`${element} is not active; active: ${this.active.join(', ')}`);
    return instance.id;
  }

  /** Elements with an instance, oldest first. */
  get active(): string[] {
    return instancesOf(this.state).map((instance) => instance.element);
  }
  /** Sequence flows on which tokens rest. */
  get resting(): string[] {
    return Object.values(this.state.tokens).map((token) => token.flow);
  }
  get timers(): string[] {
    return Object.values(this.state.timers).map((timer) => timer.element);
  }
  get subscriptions(): string[] {
    return Object.values(this.state.subscriptions).map((subscription) => subscription.element);
  }
  get status(): EngineState['status'] {
    return this.state.status;
  }
  get variables(): Variables {
    return this.state.variables;
  }
  failureOf(element: string): { code: string; message: string } | undefined {
    return this.state.instances[this.idOf(element)]?.failure;
  }

  of<T extends EngineEventType>(type: T): Extract<EngineEvent, { type: T }>[] {
    return this.events.filter((event): event is Extract<EngineEvent, { type: T }> => event.type === type);
  }
  /** Elements in the order in which they got a token. */
  get path(): string[] {
    return this.of('ElementActivated').map((event) => event.element);
  }
  get cancelled(): string[] {
    return this.of('ElementCancelled').map((event) => event.element);
  }
  get flows(): string[] {
    return this.of('FlowTaken').map((event) => event.flow);
  }
  /** How often the element has completed. */
  runs(element: string): number {
    return this.of('ElementCompleted').filter((event) => event.element === element).length;
  }
  /** Milliseconds from the start to the timers' due times. */
  get dueAfter(): number[] {
    return Object.values(this.state.timers).map((timer) => timer.dueAt - EIGHT_OCLOCK);
  }

  expectEnded(status: 'completed' | 'terminated' | 'cancelled' = 'completed'): void {
    expect(this.of('ProcessEnded').map((event) => event.status)).toEqual([status]);
    expect(this.state).toMatchObject({ status, instances: {}, tokens: {}, timers: {}, subscriptions: {} });
  }
}

export function run(graph: { build(): ProcessGraph }, variables: Variables = {}): EngineDriver {
  return new EngineDriver(graph.build()).start(variables);
}

/** The refusal of the act; fails when it is carried out. */
export function refusalOf(act: () => unknown): Refusal {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
