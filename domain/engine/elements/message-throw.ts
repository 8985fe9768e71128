import type { EndEvent, IntermediateThrowEvent } from '../../bpmn/process-graph';
import type { ElementBehaviour } from '../element-behaviour';
import { composeMessage, createJob } from '../job';
import { finishEvent } from '../outgoing';

/** BPMN 2.0.2 §10.5.3, §10.5.4: throws its message at once, or hands it to a connector (zeebe:taskDefinition) and waits for it. */
function messageThrow<N extends EndEvent | IntermediateThrowEvent>(kind: N['kind']): ElementBehaviour<N> {
  return {
    kind,
    activate(x, node, instance) {
      x.applyInputs(node, instance);
      if (node.job) {
        createJob(x, instance, node.job);
        return;
      }
      const message = node.event.type === 'message' && composeMessage(x, instance, node.event.message);
      finishEvent(x, node, instance);
      if (message) x.emit(message);
    },
    trigger(x, node, instance, trigger) {
      if (trigger.type === 'jobCompleted') finishEvent(x, node, instance, trigger.variables);
    },
  };
}

export const messageEndEvent = messageThrow<EndEvent>('endEvent');
export const messageThrowEvent = messageThrow<IntermediateThrowEvent>('intermediateThrowEvent');
