import { describe, readElement } from '../moddle-element';
import type { Rule } from './rule';

/** BPMN 2.0.2 §8.4.13, §10.6.2: the default flow is one of the element's own outgoing flows; a condition on it is ignored. */
export const checkDefaultFlowInvalid: Rule = (draft, refuse) => {
  for (const { id, element } of draft.nodes) {
    const flow = readElement(element, 'default');
    if (!flow) continue;
    if (flow.$type !== 'bpmn:SequenceFlow' || readElement(flow, 'sourceRef') !== element) {
      refuse('DEFAULT_FLOW_INVALID', element, `the default ${describe(flow)} does not leave ${id}`);
    }
  }
};
