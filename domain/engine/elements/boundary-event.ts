import type { BoundaryEvent } from '../../bpmn/process-graph';
import type { Variables } from '../../json';
import type { ElementBehaviour } from '../element-behaviour';
import type { Execution } from '../execution';
import { finishEvent } from '../outgoing';
import type { ElementInstance } from '../state';

/** The event happened: an interrupting one ends its host, any other leaves the host (and itself) listening. */
export function fireBoundary(x: Execution, node: BoundaryEvent, host: ElementInstance, variables: Variables): void {
  if (node.interrupting) x.cancel(host);
  x.activate(node, host.scope, host.lineage, [], (instance) => finishEvent(x, node, instance, variables));
}

/** BPMN 2.0.2 §10.5.4, §13.5.3. Listening begins and ends with the host activity (`beginActivity`). */
export const boundaryEvent: ElementBehaviour<BoundaryEvent> = {
  kind: 'boundaryEvent',
  activate: (x, node, instance) => finishEvent(x, node, instance),
  trigger: (x, node, host, trigger) => fireBoundary(x, node, host, trigger.type === 'message' ? trigger.variables : {}),
};
