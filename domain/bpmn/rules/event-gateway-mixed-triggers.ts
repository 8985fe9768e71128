import { triggerOf } from '../event-definitions';
import type { Rule } from './rule';

/** BPMN 2.0.2 §10.6.6: message catch events and receive tasks must not stand behind the same event-based gateway. */
export const checkEventGatewayMixedTriggers: Rule = (draft, refuse) => {
  for (const node of draft.nodes) {
    if (node.kind !== 'eventBasedGateway') continue;
    const targets = node.outgoing.map((flow) => flow.target);
    const hasReceiveTask = targets.some((target) => target.kind === 'receiveTask');
    const hasMessageEvent = targets.some(
      (target) => target.kind === 'intermediateCatchEvent' && triggerOf(target.element) === 'message',
    );
    if (hasReceiveTask && hasMessageEvent) {
      const message = 'the gateway waits with message events and with receive tasks; use only one of the two';
      refuse('EVENT_GATEWAY_MIXED_TRIGGERS', node.element, message);
    }
  }
};
