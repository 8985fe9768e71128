import type { Rule } from './rule';

/** BPMN 2.0.2 §10.5.3: an end event must not be the source of a sequence flow. */
export const checkFlowOutOfEndEvent: Rule = (draft, refuse) => {
  for (const { element, source } of draft.flows) {
    if (source.kind === 'endEvent') {
      refuse('FLOW_OUT_OF_END_EVENT', element, `the flow leaves the end event ${source.id}`);
    }
  }
};
