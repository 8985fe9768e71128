import type { IntermediateThrowEvent } from '../../bpmn/process-graph';
import type { ElementBehaviour } from '../element-behaviour';
import { finishEvent } from '../outgoing';

/** BPMN 2.0.2 §10.5.4: a mark on the way; the token passes. */
export const noneThrowEvent: ElementBehaviour<IntermediateThrowEvent> = {
  kind: 'intermediateThrowEvent',
  activate: (x, node, instance) => finishEvent(x, node, instance),
};
