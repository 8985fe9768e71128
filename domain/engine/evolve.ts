import { cloneJson } from '../json';
import type { EngineEvent } from './event';
import { ROOT_SCOPE, type EngineState, type InstanceId, type Lineage } from './state';

/** The state after one more event. The given state is not touched. */
export function evolve(state: EngineState, event: EngineEvent): EngineState {
  const next = cloneJson(state);
  applyEvent(next, event);
  return next;
}

/** The only place that changes state. Total: an event of an older version never throws. */
export function applyEvent(state: EngineState, event: EngineEvent): void {
  switch (event.type) {
    case 'ProcessStarted':
      state.status = 'running';
      Object.assign(state.variables, event.variables);
      return;
    case 'ElementActivated':
      use(state, event.instance);
      if (event.consumed.length > 1) forgetBeforeJoin(state, event.consumed, event.lineage);
      for (const token of event.consumed) delete state.tokens[token];
      state.instances[event.instance] = {
        id: event.instance,
        element: event.element,
        scope: event.scope,
        lineage: event.lineage,
      };
      return;
    case 'ElementCompleted':
    case 'ElementCancelled':
      endInstance(state, event.instance);
      return;
    case 'ElementFailed': {
      const instance = state.instances[event.instance];
      const { code, message, trigger } = event;
      if (instance) instance.failure = trigger ? { code, message, trigger } : { code, message };
      return;
    }
    case 'ElementRetried':
      delete state.instances[event.instance]?.failure;
      return;
    case 'FlowTaken':
      use(state, event.token);
      state.tokens[event.token] = {
        id: event.token,
        flow: event.flow,
        scope: event.scope,
        lineage: event.lineage,
      };
      return;
    case 'TokensDiscarded':
      for (const token of event.tokens) delete state.tokens[token];
      return;
    case 'VariablesSet': {
      if (event.scope === ROOT_SCOPE) Object.assign(state.variables, event.variables);
      else {
        const instance = state.instances[event.scope];
        if (instance) instance.variables = { ...instance.variables, ...event.variables };
      }
      return;
    }
    case 'TimerSet':
      use(state, event.timer);
      state.timers[event.timer] = {
        id: event.timer,
        owner: event.owner,
        element: event.element,
        dueAt: event.dueAt,
        ...(event.repeat ? { repeat: event.repeat } : {}),
      };
      return;
    case 'TimerFired':
      delete state.timers[event.timer];
      return;
    case 'MessageSubscribed':
      use(state, event.subscription);
      state.subscriptions[event.subscription] = {
        id: event.subscription,
        owner: event.owner,
        element: event.element,
        message: event.message,
        ...(event.correlationKey === undefined ? {} : { correlationKey: event.correlationKey }),
      };
      return;
    case 'MessageReceived':
      if (event.closes && event.subscription !== undefined) delete state.subscriptions[event.subscription];
      return;
    case 'JobCreated': {
      const instance = state.instances[event.instance];
      if (instance) instance.job = { type: event.jobType, headers: event.headers };
      return;
    }
    case 'ProcessEnded':
      state.status = event.status;
      state.instances = {};
      state.tokens = {};
      state.timers = {};
      state.subscriptions = {};
      return;
    case 'MessageThrown':
    case 'ErrorThrown':
    case 'ReturnedToStep':
      return;
  }
}

function use(state: EngineState, id: InstanceId): void {
  if (id >= state.nextId) state.nextId = id + 1;
}

/**
 * Steps the joined tokens do not share cannot be repeated once the join is passed, not even by a token that left such a
 * branch on the side (boundary event, implicit fork): alone it would never pass the join again.
 */
function forgetBeforeJoin(state: EngineState, joined: readonly InstanceId[], shared: Lineage): void {
  const gone = new Set<InstanceId>();
  for (const token of joined) {
    for (const [element, execution] of Object.entries(state.tokens[token]?.lineage ?? {})) {
      if (shared[element] !== execution) gone.add(execution);
    }
  }
  if (gone.size === 0) return;
  for (const holder of [...Object.values(state.instances), ...Object.values(state.tokens)]) {
    const kept = Object.entries(holder.lineage).filter(([, execution]) => !gone.has(execution));
    holder.lineage = Object.fromEntries(kept);
  }
}

/** What an instance waited for ends with it. */
function endInstance(state: EngineState, id: InstanceId): void {
  delete state.instances[id];
  for (const timer of Object.values(state.timers)) if (timer.owner === id) delete state.timers[timer.id];
  for (const subscription of Object.values(state.subscriptions)) {
    if (subscription.owner === id) delete state.subscriptions[subscription.id];
  }
}
