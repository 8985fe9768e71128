import type { ProcessGraph, TextOrFeel } from '../bpmn/process-graph';
import { ExpressionFailure, evaluateText } from '../expression/feel';
import { cloneJson, type Variables } from '../json';
import { Refusal } from '../refusal';
import type { EngineCommand } from './command';
import { throwError } from './errors';
import type { EngineEvent } from './event';
import { Execution } from './execution';
import { createJob } from './job';
import { behaviourOf } from './registry';
import { returnToStep } from './return-to-step';
import { ROOT_SCOPE, type ElementInstance, type EngineState, type InstanceId } from './state';
import { nextFiring } from './timer-schedule';
import type { Trigger } from './trigger';

export interface Decision {
  readonly events: readonly EngineEvent[];
  /** `events` folded over the given state by `evolve`. */
  readonly state: EngineState;
}

/**
 * What the command leads to, up to the next wait state of every token. Pure: the same arguments give the same decision.
 * @param now epoch ms
 * @throws Refusal when the command cannot be carried out in this state; nothing has changed then.
 */
export function decide(graph: ProcessGraph, state: EngineState, command: EngineCommand, now: number): Decision {
  const expected = command.type === 'start' ? 'created' : 'running';
  if (state.status !== expected) {
    throw new Refusal('PROCESS_NOT_RUNNING', `The process is ${state.status}.`, { status: state.status });
  }
  const x = new Execution(graph, cloneJson(state), now);
  carryOut(x, command);
  x.settle();
  return { events: x.events, state: x.state };
}

function carryOut(x: Execution, command: EngineCommand): void {
  switch (command.type) {
    case 'start':
      return start(x, command.variables, command.startEvent);
    case 'completeTask':
      return wake(x, openTask(x, command.instance), { type: 'taskCompleted', variables: command.variables });
    case 'completeJob':
      return wake(x, openJob(x, command.instance), { type: 'jobCompleted', variables: command.variables });
    case 'failJob':
      return x.fail(openJob(x, command.instance).id, 'JOB_FAILED', command.message);
    case 'throwJobError': {
      const job = openJob(x, command.instance);
      const variables = command.variables ?? {};
      return x.guarded(job.id, () => throwError(x, job, command.code, command.message ?? command.code, variables));
    }
    case 'fireTimer':
      return fireTimer(x, command.timer);
    case 'receiveMessage':
      return receiveMessage(x, command.subscription, command.variables);
    case 'returnToStep':
      return returnToStep(x, openTask(x, command.from), command.to, command.reason);
    case 'setVariables':
      return x.emit({ type: 'VariablesSet', scope: ROOT_SCOPE, variables: command.variables });
    case 'retry':
      return retry(x, command.instance);
    case 'cancel':
      x.cancelContents(ROOT_SCOPE);
      return x.emit({ type: 'ProcessEnded', status: 'cancelled', reason: command.reason });
  }
}

function start(x: Execution, variables: Variables, startEvent: string | undefined): void {
  x.emit({ type: 'ProcessStarted', variables });
  if (startEvent === undefined) {
    if ((x.graph.scopes[x.graph.id]?.entries ?? []).length === 0) {
      throw new Refusal('START_NEEDS_MESSAGE', `${x.graph.id} starts only by a message.`, {});
    }
    x.enterScope(x.graph.id, ROOT_SCOPE, {});
    return;
  }
  const node = x.node(startEvent);
  if (!x.graph.messageStartEvents.includes(startEvent) || node.kind !== 'startEvent' || node.event.type !== 'message') {
    throw new Refusal('START_EVENT_UNKNOWN', `${startEvent} is not a message start event.`, { element: startEvent });
  }
  const message = startMessageName(x, node.event.message.name);
  x.emit({ type: 'MessageReceived', element: startEvent, message, closes: false });
  x.activate(node, ROOT_SCOPE, {}, []);
}

/** There is no element yet that could fail: a name that cannot be computed refuses the start. */
function startMessageName(x: Execution, name: TextOrFeel): string {
  try {
    return evaluateText(name, x.variablesOf(ROOT_SCOPE));
  } catch (error) {
    if (error instanceof ExpressionFailure) throw new Refusal(error.code, error.message);
    throw error;
  }
}

function wake(x: Execution, instance: ElementInstance, trigger: Trigger): void {
  const node = x.node(instance.element);
  if (instance.failure) x.emit({ type: 'ElementRetried', instance: instance.id, element: instance.element });
  x.guarded(instance.id, () => behaviourOf(node).trigger?.(x, node, instance, trigger), trigger);
}

/** A timer or message wakes the element it belongs to: the owner itself, one of its boundary events, or an event behind its gateway. */
function wakeThrough(x: Execution, owner: ElementInstance, element: string, trigger: Trigger): void {
  const node = x.node(element);
  if (node.kind === 'boundaryEvent') behaviourOf(node).trigger?.(x, node, owner, trigger);
  else wake(x, owner, trigger);
}

function fireTimer(x: Execution, id: InstanceId): void {
  const timer = x.state.timers[id];
  if (!timer) throw new Refusal('TIMER_NOT_SET', `Timer ${id} is not set.`, { timer: id });
  if (timer.dueAt > x.now) throw new Refusal('TIMER_NOT_DUE', `Timer ${id} is not due yet.`, { timer: id });
  x.emit({ type: 'TimerFired', timer: id, element: timer.element });
  const owner = x.instance(timer.owner);
  wakeThrough(x, owner, timer.element, { type: 'timer', element: timer.element });
  // A cycle goes on as long as its owner lives.
  const next = nextFiring(timer);
  if (next && x.state.instances[owner.id]) {
    x.emit({ type: 'TimerSet', timer: x.takeId(), owner: owner.id, element: timer.element, ...next });
  }
}

function receiveMessage(x: Execution, id: InstanceId, variables: Variables): void {
  const subscription = x.state.subscriptions[id];
  if (!subscription) throw new Refusal('MESSAGE_NOT_AWAITED', `Subscription ${id} is not open.`, { subscription: id });
  const { element, message, owner } = subscription;
  const node = x.node(element);
  const closes = !(node.kind === 'boundaryEvent' && !node.interrupting);
  x.emit({ type: 'MessageReceived', subscription: id, element, message, closes });
  wakeThrough(x, x.instance(owner), element, { type: 'message', element, variables });
}

function retry(x: Execution, id: InstanceId): void {
  const instance = x.instance(id);
  const { failure } = instance;
  if (!failure) throw new Refusal('INSTANCE_NOT_FAILED', `${instance.element} has not failed.`, { instance: id });
  const node = x.node(instance.element);
  x.emit({ type: 'ElementRetried', instance: id, element: instance.element });
  // What had woken the element is not asked for again: a message, a person's work, a connector's answer is never lost.
  if (failure.trigger) return x.resume(instance, failure.trigger);
  // Only the connector is asked again: the activity goes on, and so do the deadlines on its boundary.
  if (instance.job && 'job' in node && node.job) {
    const { job } = node;
    return x.guarded(id, () => {
      x.applyInputs(node, instance);
      createJob(x, instance, job);
    });
  }
  // It failed on entry: entered anew with the same token; what the failed attempt had armed goes with it.
  x.cancel(instance);
  x.activate(node, instance.scope, instance.lineage, []);
}

function openTask(x: Execution, id: InstanceId): ElementInstance {
  const instance = x.instance(id);
  if (x.node(instance.element).kind !== 'userTask') {
    throw new Refusal('NOT_A_USER_TASK', `${instance.element} is not a user task.`, { element: instance.element });
  }
  return instance;
}

function openJob(x: Execution, id: InstanceId): ElementInstance {
  const instance = x.instance(id);
  if (!instance.job) throw new Refusal('NO_JOB_OPEN', `${instance.element} awaits no connector.`, { instance: id });
  return instance;
}
