import type { SendTask } from '../../bpmn/process-graph';
import { beginActivity, finishActivity } from '../activity-lifecycle';
import type { ElementBehaviour } from '../element-behaviour';
import { composeMessage, createJob } from '../job';

/** BPMN 2.0.2 §10.3.3: sends its message and completes; with a zeebe:taskDefinition a connector sends it. */
export const sendTask: ElementBehaviour<SendTask> = {
  kind: 'sendTask',
  activate(x, node, instance) {
    beginActivity(x, node, instance);
    if (node.job) {
      createJob(x, instance, node.job);
      return;
    }
    const message = node.message && composeMessage(x, instance, node.message);
    finishActivity(x, node, instance, {});
    if (message) x.emit(message);
  },
  trigger(x, node, instance, trigger) {
    if (trigger.type === 'jobCompleted') finishActivity(x, node, instance, trigger.variables);
  },
};
