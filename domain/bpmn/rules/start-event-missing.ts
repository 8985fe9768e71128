import { startEventsOf } from '../process-draft';
import type { Rule } from './rule';

/** BPMN 2.0.2 §10.5.2: where there is an end event, there must be at least one start event. */
export const checkStartEventMissing: Rule = (draft, refuse) => {
  for (const scope of draft.scopes.values()) {
    if (scope.isRefused || startEventsOf(scope).length > 0) continue;
    const end = scope.nodes.find((node) => node.kind === 'endEvent');
    if (end) refuse('START_EVENT_MISSING', end.element, `${scope.id} has an end event but no start event`);
  }
};
