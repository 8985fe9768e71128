import type { IntermediateCatchEvent } from '../../bpmn/process-graph';
import type { ElementBehaviour } from '../element-behaviour';
import { finishEvent } from '../outgoing';
import { contentOf } from '../trigger';

/** BPMN 2.0.2 §10.5.4: waits for its timer or message. Behind an event-based gateway it is activated only when it happened. */
export const catchEvent: ElementBehaviour<IntermediateCatchEvent> = {
  kind: 'intermediateCatchEvent',
  activate(x, node, instance) {
    x.applyInputs(node, instance);
    x.arm(instance, node.id, node.event);
  },
  trigger: (x, node, instance, trigger) => finishEvent(x, node, instance, contentOf(trigger)),
};
