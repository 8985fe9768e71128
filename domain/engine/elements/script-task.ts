import type { ScriptTask } from '../../bpmn/process-graph';
import { evaluateFeel } from '../../expression/feel';
import { beginActivity, finishActivity } from '../activity-lifecycle';
import type { ElementBehaviour } from '../element-behaviour';
import { createJob } from '../job';
import { assignPath, headOf } from '../variables';

/** BPMN 2.0.2 §10.3.3: FEEL, evaluated at once; without a script it acts as an abstract task. */
export const scriptTask: ElementBehaviour<ScriptTask> = {
  kind: 'scriptTask',
  activate(x, node, instance) {
    beginActivity(x, node, instance);
    if (node.job) {
      createJob(x, instance, node.job);
      return;
    }
    if (!node.script) return finishActivity(x, node, instance, {});
    const visible = x.variablesOf(instance.id);
    const value = evaluateFeel(node.script, visible);
    const target = node.resultVariable;
    const result = target === undefined ? {} : assignPath(headOf(visible, target), target, value);
    finishActivity(x, node, instance, result);
  },
  trigger(x, node, instance, trigger) {
    if (trigger.type === 'jobCompleted') finishActivity(x, node, instance, trigger.variables);
  },
};
