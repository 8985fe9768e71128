import type { UserTask } from '../../bpmn/process-graph';
import { beginActivity, finishActivity } from '../activity-lifecycle';
import type { ElementBehaviour } from '../element-behaviour';

/** BPMN 2.0.2 §10.3.4: open until a person completes it. Who may do so is the host's business, not the engine's. */
export const userTask: ElementBehaviour<UserTask> = {
  kind: 'userTask',
  activate: beginActivity,
  trigger(x, node, instance, trigger) {
    if (trigger.type === 'taskCompleted') finishActivity(x, node, instance, trigger.variables);
  },
};
