import type { ServiceTask } from '../../bpmn/process-graph';
import { beginActivity, finishActivity } from '../activity-lifecycle';
import type { ElementBehaviour } from '../element-behaviour';
import { createJob } from '../job';

/** BPMN 2.0.2 §10.3.3: a connector does the work outside the engine; its answer completes the task. */
export const serviceTask: ElementBehaviour<ServiceTask> = {
  kind: 'serviceTask',
  activate(x, node, instance) {
    beginActivity(x, node, instance);
    createJob(x, instance, node.job);
  },
  trigger(x, node, instance, trigger) {
    if (trigger.type === 'jobCompleted') finishActivity(x, node, instance, trigger.variables);
  },
};
