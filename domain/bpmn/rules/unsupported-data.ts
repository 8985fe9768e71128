import { elementName, readElement, readElements, type ModdleElement } from '../moddle-element';
import type { Rule } from './rule';

/**
 * Data and correlation of BPMN 2.0.2 that would change what a process does: data associations that compute (§10.4.2) and
 * context-based correlation (§8.4.2). Variables are moved by `zeebe:ioMapping`, messages correlate by `zeebe:subscription`.
 */
export const checkUnsupportedData: Rule = (draft, refuse) => {
  for (const subscription of readElements(draft.element, 'correlationSubscriptions')) {
    refuse('UNSUPPORTED_ELEMENT', subscription, 'correlationSubscription is not supported, use zeebe:subscription');
  }
  for (const { element } of draft.nodes) {
    for (const association of dataAssociationsOf(element)) {
      const computing = readElement(association, 'transformation') ?? readElements(association, 'assignment')[0];
      if (!computing) continue;
      const message = `${elementName(association)} that computes its value is not supported, use zeebe:ioMapping`;
      refuse('UNSUPPORTED_ELEMENT', association, message);
    }
  }
};

function dataAssociationsOf(element: ModdleElement): readonly ModdleElement[] {
  return [...readElements(element, 'dataInputAssociations'), ...readElements(element, 'dataOutputAssociations')];
}
