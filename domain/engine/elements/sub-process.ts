import type { SubProcess } from '../../bpmn/process-graph';
import { beginActivity, finishActivity } from '../activity-lifecycle';
import type { ElementBehaviour } from '../element-behaviour';

/** BPMN 2.0.2 §10.3.5, §13.3.4: an embedded subprocess runs its content as a scope of its own and completes when that is dry. */
export const subProcess: ElementBehaviour<SubProcess> = {
  kind: 'subProcess',
  activate(x, node, instance) {
    beginActivity(x, node, instance);
    x.enterScope(node.id, instance.id, instance.lineage);
  },
  trigger(x, node, instance, trigger) {
    if (trigger.type === 'scopeCompleted') finishActivity(x, node, instance, {});
  },
};
