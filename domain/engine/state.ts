import type { Variables } from '../json';
import type { Trigger } from './trigger';

/** Id of an element instance, token, timer or subscription: a counter, so every run of the same commands gives the same ids. */
export type InstanceId = number;

/** The process itself as a scope of tokens and variables. */
export const ROOT_SCOPE: InstanceId = 0;

/**
 * Causal history of a token: which execution (instance id) of each activity every path to this token went through.
 * At a join only what all joined tokens share is kept, and what is not is forgotten by every other token too: so each
 * entry is a step that can be repeated as a whole. On the side path of a non-interrupting boundary event, the event's
 * own id stands for the execution of its host that it came from.
 */
export type Lineage = Readonly<Record<string, InstanceId>>;

export interface ElementFailure {
  readonly code: string;
  readonly message: string;
  /** What had woken the element when it failed: `retry` goes on from there. Absent: it failed on entry, or its job failed. */
  readonly trigger?: Trigger;
}

/** A running element: it holds one token. A subprocess instance is also a scope. */
export interface ElementInstance {
  readonly id: InstanceId;
  readonly element: string;
  /** Scope instance it runs in: `ROOT_SCOPE` or the instance id of a subprocess. */
  readonly scope: InstanceId;
  lineage: Lineage;
  /** Local variables (input mappings, subprocess scope). Absent: none. */
  variables?: Variables;
  /** Set while a connector's answer is awaited. */
  job?: { readonly type: string; readonly headers: Readonly<Record<string, string>> };
  /** Set when the element could not go on; `retry` tries again. */
  failure?: ElementFailure;
}

/** A token resting on a sequence flow, before a join that waits for others. */
export interface Token {
  readonly id: InstanceId;
  readonly flow: string;
  readonly scope: InstanceId;
  lineage: Lineage;
}

export interface Timer {
  readonly id: InstanceId;
  /** Instance whose life the timer shares (for a boundary event: the activity it is attached to). */
  readonly owner: InstanceId;
  /** The timer event itself. */
  readonly element: string;
  /** Epoch milliseconds. */
  readonly dueAt: number;
  readonly repeat?: TimerRepeat;
}

/** How a cycle goes on. */
export interface TimerRepeat {
  readonly interval: string;
  /** Remaining firings after this one; `null`: without end. */
  readonly left: number | null;
  /** Epoch ms from which the intervals are counted, and how many of them lie before this firing. */
  readonly start?: number;
  readonly turn?: number;
}

export interface Subscription {
  readonly id: InstanceId;
  readonly owner: InstanceId;
  /** The message event or receive task. */
  readonly element: string;
  readonly message: string;
  /** Absent: the name alone correlates. */
  readonly correlationKey?: string;
}

/** The whole state of one process instance. Plain JSON; nothing else decides what happens next. */
export interface EngineState {
  readonly format: 'engine-state/1';
  status: 'created' | 'running' | 'completed' | 'terminated' | 'cancelled';
  nextId: InstanceId;
  variables: Variables;
  /** By id; integer keys keep the order of creation. */
  instances: Record<InstanceId, ElementInstance>;
  tokens: Record<InstanceId, Token>;
  timers: Record<InstanceId, Timer>;
  subscriptions: Record<InstanceId, Subscription>;
}

export function initialState(): EngineState {
  return {
    format: 'engine-state/1',
    status: 'created',
    nextId: 1,
    variables: {},
    instances: {},
    tokens: {},
    timers: {},
    subscriptions: {},
  };
}

export function instancesOf(state: EngineState): ElementInstance[] {
  return Object.values(state.instances);
}

/** The timer that is due first (then the oldest), if any. */
export function nextTimer(state: EngineState): Timer | undefined {
  let first: Timer | undefined;
  for (const timer of Object.values(state.timers)) {
    if (!first || timer.dueAt < first.dueAt) first = timer;
  }
  return first;
}

/** Subscriptions a message reaches, oldest first. A subscription without a key takes any message of its name. */
export function matchingSubscriptions(state: EngineState, message: string, correlationKey?: string): Subscription[] {
  return Object.values(state.subscriptions).filter(
    (subscription) =>
      subscription.message === message &&
      (subscription.correlationKey === undefined || subscription.correlationKey === correlationKey),
  );
}
