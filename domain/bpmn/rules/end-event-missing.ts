import { startEventsOf } from '../process-draft';
import type { Rule } from './rule';

/** BPMN 2.0.2 §10.5.3: where there is a start event, there must be at least one end event, on the same level. */
export const checkEndEventMissing: Rule = (draft, refuse) => {
  for (const scope of draft.scopes.values()) {
    if (scope.isRefused || scope.nodes.some((node) => node.kind === 'endEvent')) continue;
    const [start] = startEventsOf(scope);
    if (start) refuse('END_EVENT_MISSING', start.element, `${scope.id} has a start event but no end event`);
  }
};
