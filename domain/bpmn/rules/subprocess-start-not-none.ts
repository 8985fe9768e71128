import { triggerOf } from '../event-definitions';
import { startEventsOf } from '../process-draft';
import type { Rule } from './rule';

/** BPMN 2.0.2 §10.5.2: an embedded subprocess is entered by its incoming flow; its start event has no trigger. */
export const checkSubprocessStartNotNone: Rule = (draft, refuse) => {
  for (const scope of draft.scopes.values()) {
    if (scope.isRefused) continue;
    if (scope.parent === undefined) continue;
    for (const { element } of startEventsOf(scope)) {
      if (triggerOf(element) !== 'none') {
        refuse('SUBPROCESS_START_NOT_NONE', element, 'the start event of a subprocess must have no event definition');
      }
    }
  }
};
