import type {
  EventDefinition,
  FlowNode,
  MessageDefinition,
  ProcessGraph,
  TimerDefinition,
} from '../bpmn/process-graph';
import { ExpressionFailure, evaluateFeel, evaluateText } from '../expression/feel';
import type { Variables } from '../json';
import { Refusal } from '../refusal';
import type { EngineEvent } from './event';
import { applyEvent } from './evolve';
import { shareLineage } from './lineage';
import { behaviourOf } from './registry';
import type { ElementInstance, EngineState, InstanceId, Lineage, Token } from './state';
import { firstFiring } from './timer-schedule';
import type { Trigger } from './trigger';
import { assignPath, headOf, propagate, visibleVariables, type VariableChanges } from './variables';

/** More element steps than this in one decision means a loop without a wait state. */
export const MAX_STEPS_PER_DECISION = 10_000;

/**
 * One decision in the making: a draft of the state, and the events that lead to it.
 *
 * Invariants
 *  E1  Every change of the draft goes through `emit`; hence `evolve` over the events gives the same state.
 *  E2  Arrivals are worked off first in, first out; an inclusive join is asked only when none is left.
 *  E3  A scope completes exactly once: when its last instance and its last token are gone.
 *  E4  A fault in a model (expression, no way out, a loop without a wait state) fails its element and stops there; other
 *      tokens go on.
 */
export class Execution {
  readonly events: EngineEvent[] = [];
  private readonly arrivals: InstanceId[] = [];
  private steps = 0;

  constructor(
    readonly graph: ProcessGraph,
    /** A copy the caller gives away. */
    readonly state: EngineState,
    /** Epoch ms. */
    readonly now: number,
  ) {}

  emit(event: EngineEvent): void {
    this.events.push(event);
    applyEvent(this.state, event);
  }

  takeId(): InstanceId {
    return this.state.nextId++;
  }

  node(id: string): FlowNode {
    const node = this.graph.nodes[id];
    if (!node) throw new Refusal('ELEMENT_UNKNOWN', `The procedure has no element ${id}.`, { element: id });
    return node;
  }

  instance(id: InstanceId): ElementInstance {
    const instance = this.state.instances[id];
    if (!instance) throw new Refusal('INSTANCE_NOT_ACTIVE', `Nothing with number ${id} is active.`, { instance: id });
    return instance;
  }

  // --- tokens -----------------------------------------------------------------------------------------------------

  /** Gives every entry of a scope a token (BPMN 2.0.2 §13.2): all have theirs before the first one moves. */
  enterScope(scopeId: string, scope: InstanceId, lineage: Lineage): void {
    const entries = this.graph.scopes[scopeId]?.entries ?? [];
    const entered = entries.map((entry) => this.enter(this.node(entry), scope, lineage, []));
    for (const id of entered) this.run(id);
  }

  /** `happened`: the trigger came before the activation (boundary events, events behind a gateway). */
  activate(
    node: FlowNode,
    scope: InstanceId,
    lineage: Lineage,
    consumed: readonly InstanceId[],
    happened?: Trigger,
  ): void {
    this.run(this.enter(node, scope, lineage, consumed), happened);
  }

  private enter(node: FlowNode, scope: InstanceId, lineage: Lineage, consumed: readonly InstanceId[]): InstanceId {
    this.steps += 1;
    const id = this.takeId();
    this.emit({ type: 'ElementActivated', instance: id, element: node.id, scope, lineage, consumed });
    return id;
  }

  private run(id: InstanceId, happened?: Trigger): void {
    const instance = this.state.instances[id];
    if (!instance) return; // cancelled by an entry beside it
    if (this.steps > MAX_STEPS_PER_DECISION) {
      return this.fail(
        id,
        'ENGINE_STEP_LIMIT',
        `more than ${MAX_STEPS_PER_DECISION} steps without a wait state`,
        happened,
      );
    }
    if (happened) return this.resume(instance, happened);
    const node = this.node(instance.element);
    this.guarded(id, () => behaviourOf(node).activate(this, node, instance));
  }

  /** Lets the element go on after what happened to it. */
  resume(instance: ElementInstance, trigger: Trigger): void {
    const node = this.node(instance.element);
    const behaviour = behaviourOf(node);
    const goOn = (behaviour.resume ?? behaviour.trigger)?.bind(behaviour);
    this.guarded(instance.id, () => goOn?.(this, node, instance, trigger), trigger);
  }

  /** Ends the instance normally and sends a token along each of the flows. */
  complete(instance: ElementInstance, flows: readonly string[]): void {
    const node = this.node(instance.element);
    const lineage = 'boundaryEvents' in node ? { ...instance.lineage, [node.id]: instance.id } : instance.lineage;
    this.emit({ type: 'ElementCompleted', instance: instance.id, element: instance.element });
    for (const flow of flows) this.takeFlow(flow, instance.scope, lineage);
  }

  /** Ends the instance, and all that runs inside it, without going on. */
  cancel(instance: ElementInstance): void {
    this.cancelContents(instance.id);
    this.emit({ type: 'ElementCancelled', instance: instance.id, element: instance.element });
  }

  /** Cancels everything in a scope: its instances (innermost first) and its resting tokens. */
  cancelContents(scope: InstanceId): void {
    for (const child of this.instancesIn(scope)) this.cancel(child);
    const tokens = this.tokensIn(scope).map((token) => token.id);
    if (tokens.length > 0) this.emit({ type: 'TokensDiscarded', tokens });
  }

  instancesIn(scope: InstanceId): ElementInstance[] {
    return Object.values(this.state.instances).filter((instance) => instance.scope === scope);
  }

  tokensIn(scope: InstanceId): Token[] {
    return Object.values(this.state.tokens).filter((token) => token.scope === scope);
  }

  // --- waiting ----------------------------------------------------------------------------------------------------

  /** Arms a timer or message for `element`, living as long as `owner`. */
  arm(owner: ElementInstance, element: string, event: EventDefinition): void {
    if (event.type === 'timer') this.setTimer(owner, element, event.timer);
    else if (event.type === 'message') this.subscribe(owner, element, event.message);
  }

  subscribe(owner: ElementInstance, element: string, message: MessageDefinition): void {
    const { name, correlationKey } = this.resolveMessage(message, owner.id);
    this.emit({
      type: 'MessageSubscribed',
      subscription: this.takeId(),
      owner: owner.id,
      element,
      message: name,
      ...(correlationKey === undefined ? {} : { correlationKey }),
    });
  }

  resolveMessage(message: MessageDefinition, scope: InstanceId): { name: string; correlationKey?: string } {
    const variables = this.variablesOf(scope);
    const name = evaluateText(message.name, variables);
    if (!message.correlationKey) return { name };
    return { name, correlationKey: evaluateText(message.correlationKey, variables) };
  }

  private setTimer(owner: ElementInstance, element: string, timer: TimerDefinition): void {
    const value = evaluateText(timer.value, this.variablesOf(owner.id));
    const firing = firstFiring(timer.type, value, this.now);
    // The number is taken last: a value that cannot be used must not use one up (E1).
    if (firing) this.emit({ type: 'TimerSet', timer: this.takeId(), owner: owner.id, element, ...firing });
  }

  // --- variables --------------------------------------------------------------------------------------------------

  /** All variables an element sees: its own, then outwards to the process; `changes` as if they were made already. */
  variablesOf(scope: InstanceId, changes?: VariableChanges): Variables {
    return visibleVariables(this.state, scope, changes);
  }

  setVariables(changes: VariableChanges): void {
    for (const [scope, variables] of changes) this.emit({ type: 'VariablesSet', scope, variables });
  }

  /** Input mappings make local variables (zeebe:ioMapping). */
  applyInputs(node: FlowNode, instance: ElementInstance): void {
    if (node.inputs.length === 0) return;
    const visible = this.variablesOf(instance.scope);
    let local: Variables = {};
    for (const { source, target } of node.inputs) {
      local = assignPath(local, target, evaluateFeel(source, { ...visible, ...local }));
    }
    this.emit({ type: 'VariablesSet', scope: instance.id, variables: local });
  }

  /** The same for an element that may have been activated without beginning: what it waited for had happened already. */
  applyInputsOnce(node: FlowNode, instance: ElementInstance): void {
    if (instance.variables === undefined) this.applyInputs(node, instance);
  }

  /** What the result of an element changes: through its output mappings if it has any, else as it is. */
  outputsOf(node: FlowNode, instance: ElementInstance, result: Variables): VariableChanges {
    if (node.outputs.length === 0) return propagate(this.state, instance.id, result);
    const visible = { ...this.variablesOf(instance.id), ...result };
    const outside = this.variablesOf(instance.scope);
    let mapped: Variables = {};
    for (const { source, target } of node.outputs) {
      const value = evaluateFeel(source, { ...visible, ...mapped });
      mapped = assignPath({ ...headOf(outside, target), ...mapped }, target, value);
    }
    return propagate(this.state, instance.scope, mapped);
  }

  // --- failing ----------------------------------------------------------------------------------------------------

  fail(instance: InstanceId, code: string, message: string, trigger?: Trigger): void {
    const element = this.state.instances[instance]?.element ?? '';
    this.emit({ type: 'ElementFailed', instance, element, code, message, ...(trigger ? { trigger } : {}) });
  }

  /** Runs a behaviour; a fault of the model fails the element instead of the decision (E4). */
  guarded(instance: InstanceId, run: () => void, trigger?: Trigger): void {
    try {
      run();
    } catch (error) {
      if (!(error instanceof ExpressionFailure) || !this.state.instances[instance]) throw error;
      this.fail(instance, error.code, error.message, trigger);
    }
  }

  // --- the run ----------------------------------------------------------------------------------------------------

  takeFlow(flow: string, scope: InstanceId, lineage: Lineage): void {
    const token = this.takeId();
    this.emit({ type: 'FlowTaken', token, flow, scope, lineage });
    this.arrivals.push(token);
  }

  /** Works until every token waits (run to completion). */
  settle(): void {
    do {
      for (let id = this.arrivals.shift(); id !== undefined; id = this.arrivals.shift()) this.arrive(id);
    } while (this.joinAtRest() || this.completeScope());
  }

  private arrive(id: InstanceId): void {
    const token = this.state.tokens[id];
    if (!token) return; // cancelled meanwhile
    const node = this.node(this.graph.flows[token.flow]?.target ?? '');
    const behaviour = behaviourOf(node);
    if (!behaviour.join) this.activate(node, token.scope, token.lineage, [token.id]);
    else if (!behaviour.joinsAtRest) this.tryJoin(node, token.scope);
  }

  private tryJoin(node: FlowNode, scope: InstanceId): boolean {
    const joined = behaviourOf(node).join?.(this, node, scope);
    if (!joined) return false;
    const ids = joined.map((token) => token.id);
    this.activate(node, scope, shareLineage(joined.map((token) => token.lineage)), ids);
    return true;
  }

  /** E2: joins that look at the whole scope; one at a time, for each firing changes what the others see. */
  private joinAtRest(): boolean {
    const tried = new Set<string>();
    for (const token of Object.values(this.state.tokens)) {
      const node = this.node(this.graph.flows[token.flow]?.target ?? '');
      const key = `${token.scope}/${node.id}`;
      if (tried.has(key) || !behaviourOf(node).joinsAtRest) continue;
      tried.add(key);
      if (this.tryJoin(node, token.scope)) return true;
    }
    return false;
  }

  /** E3: completes one scope that has run dry, innermost first. */
  private completeScope(): boolean {
    if (this.state.status !== 'running') return false;
    const busy = new Set<InstanceId>();
    for (const instance of Object.values(this.state.instances)) busy.add(instance.scope);
    for (const token of Object.values(this.state.tokens)) busy.add(token.scope);
    const dry = Object.values(this.state.instances).find(
      (instance) => Object.hasOwn(this.graph.scopes, instance.element) && !busy.has(instance.id) && !instance.failure,
    );
    if (dry) {
      this.resume(dry, { type: 'scopeCompleted' });
      return true;
    }
    if (busy.size > 0) return false;
    this.emit({ type: 'ProcessEnded', status: 'completed' });
    return true;
  }
}
