import type { Rule } from './rule';

/** BPMN 2.0.2 §10.5.2: a start event must not be the target of a sequence flow. */
export const checkFlowIntoStartEvent: Rule = (draft, refuse) => {
  for (const { element, target } of draft.flows) {
    if (target.kind === 'startEvent') {
      refuse('FLOW_INTO_START_EVENT', element, `the flow leads into the start event ${target.id}`);
    }
  }
};
