import type { Rule } from './rule';

/** BPMN 2.0.2 §10.5.4: an event attached to a boundary must not be the target of a sequence flow. */
export const checkFlowIntoBoundaryEvent: Rule = (draft, refuse) => {
  for (const { element, target } of draft.flows) {
    if (target.kind === 'boundaryEvent') {
      refuse('FLOW_INTO_BOUNDARY_EVENT', element, `the flow leads into the boundary event ${target.id}`);
    }
  }
};
