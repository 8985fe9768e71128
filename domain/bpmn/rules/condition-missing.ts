import { readElement } from '../moddle-element';
import type { Rule } from './rule';

/**
 * BPMN 2.0.2 §10.6.2, §10.6.3, §13.4.2, §13.4.3: a diverging exclusive or inclusive gateway decides by the conditions of
 * its outgoing flows; only the default flow has none.
 */
export const checkConditionMissing: Rule = (draft, refuse) => {
  for (const node of draft.nodes) {
    if (node.kind !== 'exclusiveGateway' && node.kind !== 'inclusiveGateway') continue;
    if (node.outgoing.length < 2) continue;
    const defaultFlow = readElement(node.element, 'default');
    for (const { element } of node.outgoing) {
      if (element !== defaultFlow && !readElement(element, 'conditionExpression')) {
        const message = `the flow out of gateway ${node.id} has no condition and is not its default flow`;
        refuse('CONDITION_MISSING', element, message);
      }
    }
  }
};
