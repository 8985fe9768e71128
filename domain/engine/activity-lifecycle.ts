import type { Activity } from '../bpmn/process-graph';
import type { Variables } from '../json';
import type { Execution } from './execution';
import { selectInclusive } from './outgoing';
import type { ElementInstance } from './state';

/** What every activity does first: local variables, then its boundary events begin to listen (BPMN 2.0.2 §13.3.2, §10.5.4). */
export function beginActivity(x: Execution, node: Activity, instance: ElementInstance): void {
  x.applyInputs(node, instance);
  for (const id of node.boundaryEvents) {
    const boundary = x.node(id);
    if ('event' in boundary) x.arm(instance, id, boundary.event);
  }
}

/**
 * What every activity does last: the result goes to the variables, then tokens leave. The way out is found before
 * anything is changed, so that one that cannot leave can be retried without counting its result twice.
 */
export function finishActivity(x: Execution, node: Activity, instance: ElementInstance, result: Variables): void {
  const changes = x.outputsOf(node, instance, result);
  const flows = selectInclusive(x, node, x.variablesOf(instance.scope, changes));
  x.setVariables(changes);
  x.complete(instance, flows);
}
