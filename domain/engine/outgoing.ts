import type { Activity, ExclusiveGateway, FlowNode, InclusiveGateway } from '../bpmn/process-graph';
import { ExpressionFailure, evaluateCondition } from '../expression/feel';
import type { Variables } from '../json';
import type { Execution } from './execution';
import type { ElementInstance } from './state';

/** No condition was true and there is no default flow (BPMN 2.0.2 §13.4.2, §13.4.3: an exception is thrown). */
function noWayOut(node: FlowNode): ExpressionFailure {
  return new ExpressionFailure(
    'EXPRESSION_FAILED',
    `no outgoing flow of ${node.id} has a true condition, and none is the default`,
  );
}

/** The first flow, in the order of the gateway's outgoing flows, whose condition is true; else the default (§13.4.2). */
export function selectExclusive(x: Execution, node: ExclusiveGateway, variables: Variables): string[] {
  if (node.outgoing.length === 0) return [];
  for (const flow of node.outgoing) {
    if (flow === node.defaultFlow) continue;
    const condition = x.graph.flows[flow]?.condition;
    if (!condition || evaluateCondition(condition, variables)) return [flow];
  }
  if (node.defaultFlow) return [node.defaultFlow];
  throw noWayOut(node);
}

/** Every flow without a condition or with a true one; the default only if there is none (§13.4.3, §13.2.1 for activities). */
export function selectInclusive(x: Execution, node: InclusiveGateway | Activity, variables: Variables): string[] {
  if (node.outgoing.length === 0) return [];
  const taken = node.outgoing.filter((flow) => {
    if (flow === node.defaultFlow) return false;
    const condition = x.graph.flows[flow]?.condition;
    return !condition || evaluateCondition(condition, variables);
  });
  if (taken.length > 0) return taken;
  if (node.defaultFlow) return [node.defaultFlow];
  throw noWayOut(node);
}

/** Ends an event: its local variables unless it has them already; its result goes to the variables, tokens along every outgoing flow. */
export function finishEvent(x: Execution, node: FlowNode, instance: ElementInstance, result: Variables = {}): void {
  x.applyInputsOnce(node, instance);
  x.setVariables(x.outputsOf(node, instance, result));
  x.complete(instance, node.outgoing);
}
