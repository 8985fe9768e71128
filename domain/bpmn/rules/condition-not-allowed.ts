import { describe, readElement } from '../moddle-element';
import { isActivityType } from '../supported-elements';
import type { Rule } from './rule';

/**
 * BPMN 2.0.2 §8.4.13 (conditionExpression): a condition may stand on a flow out of an exclusive or inclusive gateway or
 * an activity. Elsewhere it would not be looked at.
 */
export const checkConditionNotAllowed: Rule = (draft, refuse) => {
  for (const { element, source } of draft.flows) {
    if (!readElement(element, 'conditionExpression')) continue;
    const type = source.element.$type;
    const isAllowed = isActivityType(type) || /^bpmn:(?:Exclusive|Inclusive|Complex)Gateway$/.test(type);
    if (!isAllowed) {
      refuse('CONDITION_NOT_ALLOWED', element, `a flow out of ${describe(source.element)} must not have a condition`);
    }
  }
};
