import { triggerOf } from '../event-definitions';
import { readFlag } from '../moddle-element';
import type { Rule } from './rule';

/** BPMN 2.0.2 §10.5.4: an error always interrupts the activity it is caught on. */
export const checkErrorBoundaryNotInterrupting: Rule = (draft, refuse) => {
  for (const { element, kind } of draft.nodes) {
    if (kind === 'boundaryEvent' && triggerOf(element) === 'error' && !readFlag(element, 'cancelActivity')) {
      refuse(
        'ERROR_BOUNDARY_NOT_INTERRUPTING',
        element,
        'an error boundary event must interrupt (cancelActivity="true")',
      );
    }
  }
};
