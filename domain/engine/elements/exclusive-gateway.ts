import type { ExclusiveGateway } from '../../bpmn/process-graph';
import type { ElementBehaviour } from '../element-behaviour';
import { selectExclusive } from '../outgoing';

/** BPMN 2.0.2 §13.4.2: every token passes on its own, along the first flow whose condition is true. */
export const exclusiveGateway: ElementBehaviour<ExclusiveGateway> = {
  kind: 'exclusiveGateway',
  activate: (x, node, instance) => x.complete(instance, selectExclusive(x, node, x.variablesOf(instance.scope))),
};
