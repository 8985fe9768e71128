import { describe } from '../moddle-element';
import { entriesOf, startEventsOf } from '../process-draft';
import type { Rule } from './rule';

/**
 * BPMN 2.0.2 §10.5.2, §13.2: a scope begins at its start events, or without any at every element that no sequence flow
 * leads to. With neither, nothing in it could ever run.
 */
export const checkScopeWithoutEntry: Rule = (draft, refuse) => {
  for (const scope of draft.scopes.values()) {
    if (scope.isRefused) continue;
    if (scope.nodes.some((node) => node.hasBrokenFlow)) continue;
    if (startEventsOf(scope).length === 0 && entriesOf(scope).length === 0) {
      const isEmpty = scope.nodes.length === 0;
      // An empty subprocess has nothing to do and completes at once.
      if (isEmpty && scope.parent !== undefined) continue;
      const what = isEmpty ? 'is empty' : 'has no start event and no element to begin with';
      refuse('SCOPE_WITHOUT_ENTRY', scope.element, `${describe(scope.element)} ${what}`);
    }
  }
};
