import { triggerOf } from '../event-definitions';
import { startEventsOf } from '../process-draft';
import type { Rule } from './rule';

/**
 * BPMN 2.0.2 §10.5.2, §13.2: each start event begins an instance of its own, so with two none start events it is not
 * said where a process that is simply started begins. Message start events may stand beside one of them.
 */
export const checkMultipleNoneStartEvents: Rule = (draft, refuse) => {
  for (const scope of draft.scopes.values()) {
    if (scope.isRefused) continue;
    const [, ...more] = startEventsOf(scope).filter((start) => triggerOf(start.element) === 'none');
    for (const { element } of more) {
      refuse('MULTIPLE_NONE_START_EVENTS', element, `${scope.id} has another start event without a trigger`);
    }
  }
};
