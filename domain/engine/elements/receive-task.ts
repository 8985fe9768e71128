import type { ReceiveTask } from '../../bpmn/process-graph';
import { beginActivity, finishActivity } from '../activity-lifecycle';
import type { ElementBehaviour } from '../element-behaviour';

/** BPMN 2.0.2 §10.3.3: waits for its message. Behind an event-based gateway it is activated only when that has come. */
export const receiveTask: ElementBehaviour<ReceiveTask> = {
  kind: 'receiveTask',
  activate(x, node, instance) {
    beginActivity(x, node, instance);
    x.subscribe(instance, node.id, node.message);
  },
  trigger(x, node, instance, trigger) {
    if (trigger.type === 'message') finishActivity(x, node, instance, trigger.variables);
  },
  resume(x, node, instance, trigger) {
    x.applyInputsOnce(node, instance);
    if (trigger.type === 'message') finishActivity(x, node, instance, trigger.variables);
  },
};
