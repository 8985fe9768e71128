import { elementName, readElement, type ModdleElement } from '../moddle-element';
import { isActivityType } from '../supported-elements';
import type { Rule } from './rule';

/**
 * Parts of BPMN 2.0.2 that change what an otherwise supported element does and that the engine does not run: loops and
 * multi-instance (§13.3.6, §13.3.7), compensation handlers (§10.7), token quantities (§13.3.2), instantiating receive
 * tasks (§10.3.3) and gateways (§10.6.6), and events that wait for all of their triggers (§10.5.1).
 */
export const checkUnsupportedAttribute: Rule = (draft, refuse) => {
  for (const { element } of draft.nodes) {
    for (const attribute of listUnsupported(element)) {
      refuse('UNSUPPORTED_ATTRIBUTE', element, `${attribute} is not supported on ${elementName(element)}`);
    }
    const loop = readElement(element, 'loopCharacteristics');
    if (loop) refuse('UNSUPPORTED_ELEMENT', element, `${elementName(loop)} is not supported`);
  }
};

function listUnsupported(element: ModdleElement): string[] {
  const isSet: Record<string, boolean> = {
    'isForCompensation="true"': element.isForCompensation === true,
    'instantiate="true"': element.instantiate === true,
    'eventGatewayType="Parallel"': element.eventGatewayType === 'Parallel',
    'parallelMultiple="true"': element.parallelMultiple === true,
  };
  if (isActivityType(element.$type)) {
    for (const quantity of ['startQuantity', 'completionQuantity']) {
      const value = element[quantity];
      isSet[`${quantity}="${String(value)}"`] = value !== undefined && value !== 1;
    }
  }
  return Object.keys(isSet).filter((attribute) => isSet[attribute]);
}
