import { describe, readElement } from '../moddle-element';
import { isActivityType } from '../supported-elements';
import type { Rule } from './rule';

/** BPMN 2.0.2 §10.5.4: `attachedToRef` is an activity, and the event stands beside it. */
export const checkBoundaryNotOnActivity: Rule = (draft, refuse) => {
  for (const { element, kind } of draft.nodes) {
    if (kind !== 'boundaryEvent') continue;
    const host = readElement(element, 'attachedToRef');
    if (!host) {
      refuse('BOUNDARY_NOT_ON_ACTIVITY', element, 'the boundary event is attached to nothing (attachedToRef)');
    } else if (!isActivityType(host.$type)) {
      refuse(
        'BOUNDARY_NOT_ON_ACTIVITY',
        element,
        `the boundary event is attached to ${describe(host)}, not an activity`,
      );
    } else if (host.$parent !== element.$parent) {
      const message = `the boundary event is attached to ${describe(host)} in another process or subprocess`;
      refuse('BOUNDARY_NOT_ON_ACTIVITY', element, message);
    }
  }
};
