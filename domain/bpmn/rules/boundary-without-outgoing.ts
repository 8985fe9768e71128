import { triggerOf } from '../event-definitions';
import type { Rule } from './rule';

/** BPMN 2.0.2 §10.5.4: a boundary event (other than compensation) must be the source of a sequence flow. */
export const checkBoundaryWithoutOutgoing: Rule = (draft, refuse) => {
  for (const node of draft.nodes) {
    if (node.kind !== 'boundaryEvent' || node.hasBrokenFlow || triggerOf(node.element) === 'unsupported') continue;
    if (node.outgoing.length === 0) {
      refuse('BOUNDARY_WITHOUT_OUTGOING', node.element, 'no sequence flow leaves the boundary event');
    }
  }
};
