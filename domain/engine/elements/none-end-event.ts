import type { EndEvent } from '../../bpmn/process-graph';
import type { ElementBehaviour } from '../element-behaviour';
import { finishEvent } from '../outgoing';

/** BPMN 2.0.2 §10.5.3: uses up its token; the scope completes when no other is left. */
export const noneEndEvent: ElementBehaviour<EndEvent> = {
  kind: 'endEvent',
  activate: (x, node, instance) => finishEvent(x, node, instance),
};
