import type { EventBasedGateway } from '../../bpmn/process-graph';
import type { ElementBehaviour } from '../element-behaviour';

/**
 * BPMN 2.0.2 §13.4.4: the token waits here for whichever of the following events happens first; the others are given up
 * with the gateway's own instance, which held their timers and subscriptions.
 */
export const eventBasedGateway: ElementBehaviour<EventBasedGateway> = {
  kind: 'eventBasedGateway',
  activate(x, node, instance) {
    for (const flow of node.outgoing) {
      const target = x.node(x.graph.flows[flow]?.target ?? '');
      if (target.kind === 'receiveTask') x.subscribe(instance, target.id, target.message);
      else if (target.kind === 'intermediateCatchEvent') x.arm(instance, target.id, target.event);
    }
  },
  trigger(x, node, instance, trigger) {
    if (trigger.type !== 'timer' && trigger.type !== 'message') return;
    const target = x.node(trigger.element);
    const flow = node.outgoing.find((id) => x.graph.flows[id]?.target === target.id);
    if (flow === undefined) return;
    x.emit({ type: 'ElementCompleted', instance: instance.id, element: node.id });
    const token = x.takeId();
    x.emit({ type: 'FlowTaken', token, flow, scope: instance.scope, lineage: instance.lineage });
    // The event has happened already: the target does not wait once more.
    x.activate(target, instance.scope, instance.lineage, [token], trigger);
  },
};
