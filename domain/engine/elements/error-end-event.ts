import type { EndEvent } from '../../bpmn/process-graph';
import { evaluateText } from '../../expression/feel';
import type { ElementBehaviour } from '../element-behaviour';
import { throwError } from '../errors';

/** BPMN 2.0.2 §10.5.3: throws its error outwards; what runs beside it in the scope is cancelled by the catching activity. */
export const errorEndEvent: ElementBehaviour<EndEvent> = {
  kind: 'endEvent',
  activate(x, node, instance) {
    if (node.event.type !== 'error') return;
    x.applyInputs(node, instance);
    const code = node.event.code ? evaluateText(node.event.code, x.variablesOf(instance.id)) : '';
    throwError(x, instance, code, node.event.name ?? node.name ?? code, {});
  },
};
