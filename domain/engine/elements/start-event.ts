import type { StartEvent } from '../../bpmn/process-graph';
import type { ElementBehaviour } from '../element-behaviour';
import { finishEvent } from '../outgoing';

/** BPMN 2.0.2 §10.5.2: none start, and message start (the message's content is set on the process by `start`). */
export const startEvent: ElementBehaviour<StartEvent> = {
  kind: 'startEvent',
  activate: (x, node, instance) => finishEvent(x, node, instance),
};
