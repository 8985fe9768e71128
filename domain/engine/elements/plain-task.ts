import type { ElementKind, PlainTask } from '../../bpmn/process-graph';
import { beginActivity, finishActivity } from '../activity-lifecycle';
import type { ElementBehaviour } from '../element-behaviour';

/** BPMN 2.0.2 §10.3.3, §13.3.3: an abstract task, and a manual task (work no system follows), complete at once. */
function plainTask(kind: ElementKind): ElementBehaviour<PlainTask> {
  return {
    kind,
    activate(x, node, instance) {
      beginActivity(x, node, instance);
      finishActivity(x, node, instance, {});
    },
  };
}

export const abstractTask = plainTask('task');
export const manualTask = plainTask('manualTask');
