import type { FlowNode } from '../bpmn/process-graph';
import type { ElementBehaviour } from './element-behaviour';
import { boundaryEvent } from './elements/boundary-event';
import { catchEvent } from './elements/catch-event';
import { errorEndEvent } from './elements/error-end-event';
import { eventBasedGateway } from './elements/event-based-gateway';
import { exclusiveGateway } from './elements/exclusive-gateway';
import { inclusiveGateway } from './elements/inclusive-gateway';
import { messageEndEvent, messageThrowEvent } from './elements/message-throw';
import { noneEndEvent } from './elements/none-end-event';
import { noneThrowEvent } from './elements/none-throw-event';
import { parallelGateway } from './elements/parallel-gateway';
import { abstractTask, manualTask } from './elements/plain-task';
import { receiveTask } from './elements/receive-task';
import { scriptTask } from './elements/script-task';
import { sendTask } from './elements/send-task';
import { serviceTask } from './elements/service-task';
import { startEvent } from './elements/start-event';
import { subProcess } from './elements/sub-process';
import { terminateEndEvent } from './elements/terminate-end-event';
import { userTask } from './elements/user-task';

/**
 * Every element the engine runs: `kind`, or `kind.event` for events. What has no line here is refused at publication;
 * a new element is one file, one test and one line.
 */
export const registry = {
  'startEvent.none': startEvent,
  'startEvent.message': startEvent,
  'endEvent.none': noneEndEvent,
  'endEvent.terminate': terminateEndEvent,
  'endEvent.error': errorEndEvent,
  'endEvent.message': messageEndEvent,
  'intermediateThrowEvent.none': noneThrowEvent,
  'intermediateThrowEvent.message': messageThrowEvent,
  'intermediateCatchEvent.timer': catchEvent,
  'intermediateCatchEvent.message': catchEvent,
  'boundaryEvent.timer': boundaryEvent,
  'boundaryEvent.message': boundaryEvent,
  'boundaryEvent.error': boundaryEvent,
  task: abstractTask,
  manualTask,
  userTask,
  serviceTask,
  scriptTask,
  sendTask,
  receiveTask,
  exclusiveGateway,
  parallelGateway,
  inclusiveGateway,
  eventBasedGateway,
  subProcess,
} as const;

export type BehaviourKey = keyof typeof registry;

function behaviourKey(node: FlowNode): BehaviourKey {
  return ('event' in node ? `${node.kind}.${node.event.type}` : node.kind) as BehaviourKey;
}

export function behaviourOf(node: FlowNode): ElementBehaviour {
  // Each behaviour is typed by its own element; the key guarantees the match.
  return registry[behaviourKey(node)];
}
