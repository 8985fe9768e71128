import type { InclusiveGateway } from '../../bpmn/process-graph';
import type { ElementBehaviour } from '../element-behaviour';
import type { Execution } from '../execution';
import { selectInclusive } from '../outgoing';
import { flowsAhead, reaches } from '../reachability';
import type { InstanceId, Token } from '../state';

/**
 * BPMN 2.0.2 §13.4.3. Activated when at least one incoming flow has a token, and every token elsewhere from which a path
 * leads to an incoming flow WITHOUT a token (not visiting this gateway) also has a path to one WITH a token. Takes one
 * token from each incoming flow that has one.
 */
export const inclusiveGateway: ElementBehaviour<InclusiveGateway> = {
  kind: 'inclusiveGateway',
  joinsAtRest: true,
  join(x, node, scope) {
    const waiting = x.tokensIn(scope);
    const joined: Token[] = [];
    for (const flow of node.incoming) {
      const token = waiting.find((candidate) => candidate.flow === flow);
      if (token) joined.push(token);
    }
    if (joined.length === 0) return undefined;
    const marked = new Set(joined.map((token) => token.flow));
    const empty = new Set(node.incoming.filter((flow) => !marked.has(flow)));
    if (empty.size === 0) return joined;
    const mustWait = positionsElsewhere(x, scope, node.id, waiting).some(
      (starts) => reaches(x.graph, starts, empty, node.id) && !reaches(x.graph, starts, marked, node.id),
    );
    return mustWait ? undefined : joined;
  },
  activate: (x, node, instance) => x.complete(instance, selectInclusive(x, node, x.variablesOf(instance.scope))),
};

/** For each other token of the scope: the flows it could be on next (its own flow, if it rests on one). */
function positionsElsewhere(x: Execution, scope: InstanceId, gateway: string, waiting: readonly Token[]): string[][] {
  const resting = waiting.filter((token) => x.graph.flows[token.flow]?.target !== gateway).map((token) => [token.flow]);
  const active = x.instancesIn(scope).map((instance) => flowsAhead(x.graph, instance.element));
  return [...resting, ...active];
}
