import { describe } from '../moddle-element';
import type { DraftNode } from '../process-draft';
import type { Rule } from './rule';

/**
 * BPMN 2.0.2 §10.6.6: an event-based gateway has two or more outgoing flows; each leads to an intermediate catch event
 * or a receive task, which has no other incoming flow; a receive task there has no boundary events.
 */
export const checkEventGatewayTargetInvalid: Rule = (draft, refuse) => {
  for (const node of draft.nodes) {
    if (node.kind !== 'eventBasedGateway') continue;
    if (node.outgoing.length < 2 && !node.hasBrokenFlow) {
      refuse('EVENT_GATEWAY_TARGET_INVALID', node.element, 'an event-based gateway needs two or more outgoing flows');
    }
    for (const { element, target } of node.outgoing) {
      const fault = findFault(target);
      if (fault) refuse('EVENT_GATEWAY_TARGET_INVALID', element, `${describe(target.element)} ${fault}`);
    }
  }
};

function findFault(target: DraftNode): string | undefined {
  if (target.kind === undefined) return undefined; // refused for itself
  if (target.kind !== 'intermediateCatchEvent' && target.kind !== 'receiveTask') {
    return 'is neither an intermediate catch event nor a receive task, so an event-based gateway cannot wait for it';
  }
  if (target.incoming.length > 1) return 'stands behind an event-based gateway and must have no other incoming flow';
  if (target.boundaryEvents.length > 0) return 'stands behind an event-based gateway and must have no boundary events';
  return undefined;
}
