import type { EndEvent } from '../../bpmn/process-graph';
import type { ElementBehaviour } from '../element-behaviour';
import { finishEvent } from '../outgoing';
import { ROOT_SCOPE } from '../state';

/**
 * BPMN 2.0.2 §10.5.3, §13.5.3: ends everything in its own scope at once. In a subprocess only that subprocess: the
 * scope is then dry, and completes like any other.
 */
export const terminateEndEvent: ElementBehaviour<EndEvent> = {
  kind: 'endEvent',
  activate(x, node, instance) {
    finishEvent(x, node, instance);
    x.cancelContents(instance.scope);
    if (instance.scope === ROOT_SCOPE) x.emit({ type: 'ProcessEnded', status: 'terminated' });
  },
};
