import type { ElementKind, FlowNode } from '../bpmn/process-graph';
import type { Execution } from './execution';
import type { ElementInstance, InstanceId, Token } from './state';
import type { Trigger } from './trigger';

/**
 * How one kind of BPMN element behaves: one file in `elements/`, one line in `registry.ts`.
 * `activate` runs once for each token that arrives (or, with `join`, for each set of tokens that is joined); it either
 * completes the instance, or arms what it waits for and leaves the rest to `trigger`.
 */
export interface ElementBehaviour<N extends FlowNode = FlowNode> {
  readonly kind: ElementKind;
  /** Tokens to consume together for one activation, or `undefined` when the element must wait for more. */
  join?(x: Execution, node: N, scope: InstanceId): readonly Token[] | undefined;
  /** `true`: `join` depends on tokens elsewhere and is asked again whenever the run comes to rest. */
  readonly joinsAtRest?: boolean;
  activate(x: Execution, node: N, instance: ElementInstance): void;
  /** `owner` is the instance that held the timer or subscription: for a boundary event, its host. */
  trigger?(x: Execution, node: N, owner: ElementInstance, trigger: Trigger): void;
  /**
   * Goes on after a trigger that came before the activation (boundary events, events behind a gateway) or whose first
   * attempt failed. Absent: as `trigger`.
   */
  resume?(x: Execution, node: N, instance: ElementInstance, trigger: Trigger): void;
}
