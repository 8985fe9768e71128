import type { ParallelGateway } from '../../bpmn/process-graph';
import type { ElementBehaviour } from '../element-behaviour';
import type { Token } from '../state';

/**
 * BPMN 2.0.2 §13.4.1: activated when there is a token on EACH incoming flow; takes exactly one from each. Two tokens on
 * one flow do not stand for another flow: the second stays for the next activation.
 */
export const parallelGateway: ElementBehaviour<ParallelGateway> = {
  kind: 'parallelGateway',
  join(x, node, scope) {
    const waiting = x.tokensIn(scope);
    const joined: Token[] = [];
    for (const flow of node.incoming) {
      const token = waiting.find((candidate) => candidate.flow === flow);
      if (!token) return undefined;
      joined.push(token);
    }
    return joined;
  },
  activate: (x, node, instance) => x.complete(instance, node.outgoing),
};
