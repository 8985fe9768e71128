import type { BoundaryEvent } from '../../bpmn/process-graph';
import type { ElementBehaviour } from '../element-behaviour';
import type { Execution } from '../execution';
import { finishEvent } from '../outgoing';
import type { ElementInstance } from '../state';
import { contentOf, type Trigger } from '../trigger';

/** The event happened: an interrupting one ends its host, any other leaves the host (and itself) listening. */
export function fireBoundary(x: Execution, node: BoundaryEvent, host: ElementInstance, trigger: Trigger): void {
  if (node.interrupting) x.cancel(host);
  // A side path remembers the execution it came from: when that is withdrawn, so is the path (`returnToStep`).
  const lineage = node.interrupting ? host.lineage : { ...host.lineage, [node.id]: host.id };
  x.activate(node, host.scope, lineage, [], trigger);
}

/** BPMN 2.0.2 §10.5.4, §13.5.3. Listening begins and ends with the host activity (`beginActivity`). */
export const boundaryEvent: ElementBehaviour<BoundaryEvent> = {
  kind: 'boundaryEvent',
  activate: (x, node, instance) => finishEvent(x, node, instance),
  trigger: fireBoundary,
  resume: (x, node, instance, trigger) => finishEvent(x, node, instance, contentOf(trigger)),
};
