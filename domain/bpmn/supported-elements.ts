import type { EventDefinition, FlowNode } from './process-graph';

/** The flow nodes that the engine runs, by moddle type. Every other flow node is refused with UNSUPPORTED_ELEMENT. */
export const SUPPORTED_FLOW_NODES: Readonly<Record<string, FlowNode['kind']>> = {
  'bpmn:StartEvent': 'startEvent',
  'bpmn:EndEvent': 'endEvent',
  'bpmn:IntermediateCatchEvent': 'intermediateCatchEvent',
  'bpmn:IntermediateThrowEvent': 'intermediateThrowEvent',
  'bpmn:BoundaryEvent': 'boundaryEvent',
  'bpmn:Task': 'task',
  'bpmn:ManualTask': 'manualTask',
  'bpmn:UserTask': 'userTask',
  'bpmn:ServiceTask': 'serviceTask',
  'bpmn:ScriptTask': 'scriptTask',
  'bpmn:SendTask': 'sendTask',
  'bpmn:ReceiveTask': 'receiveTask',
  'bpmn:ExclusiveGateway': 'exclusiveGateway',
  'bpmn:ParallelGateway': 'parallelGateway',
  'bpmn:InclusiveGateway': 'inclusiveGateway',
  'bpmn:EventBasedGateway': 'eventBasedGateway',
  'bpmn:SubProcess': 'subProcess',
};

type EventKind = Extract<FlowNode, { event: EventDefinition }>['kind'];

/** Which triggers and results each kind of event may have (`none`: no event definition). */
export const SUPPORTED_EVENTS = {
  startEvent: ['none', 'message'],
  endEvent: ['none', 'terminate', 'error', 'message'],
  intermediateCatchEvent: ['timer', 'message'],
  intermediateThrowEvent: ['none', 'message'],
  boundaryEvent: ['timer', 'message', 'error'],
} as const satisfies Record<EventKind, readonly EventDefinition['type'][]>;

/** Flow elements that carry data or meaning for people and no token. */
export const SILENT_FLOW_ELEMENTS: ReadonlySet<string> = new Set([
  'bpmn:DataObject',
  'bpmn:DataObjectReference',
  'bpmn:DataStoreReference',
]);

/** Root elements that do nothing by themselves: definitions referred to by others, collaboration, and the process. */
export const SUPPORTED_ROOT_ELEMENTS: ReadonlySet<string> = new Set(
  [
    ...['Process', 'Collaboration', 'Message', 'Error', 'Signal', 'Escalation', 'ItemDefinition', 'DataStore'],
    ...['Interface', 'EndPoint', 'Category', 'Resource', 'PartnerEntity', 'PartnerRole', 'CorrelationProperty'],
    ...['MessageEventDefinition', 'TimerEventDefinition', 'ErrorEventDefinition', 'TerminateEventDefinition'],
    ...['SignalEventDefinition', 'EscalationEventDefinition', 'ConditionalEventDefinition', 'LinkEventDefinition'],
    ...['CompensateEventDefinition', 'CancelEventDefinition'],
  ].map((name) => `bpmn:${name}`),
);

const ACTIVITIES: ReadonlySet<string> = new Set(
  ['Task', 'ManualTask', 'UserTask', 'ServiceTask', 'ScriptTask', 'SendTask', 'ReceiveTask', 'BusinessRuleTask']
    .concat(['SubProcess', 'Transaction', 'AdHocSubProcess', 'CallActivity'])
    .map((name) => `bpmn:${name}`),
);

/** Activities with flow elements of their own; also true for those that are refused. */
export function isSubprocessType(type: string): boolean {
  return type === 'bpmn:SubProcess' || type === 'bpmn:Transaction' || type === 'bpmn:AdHocSubProcess';
}

/** Also true for the activities that are refused. */
export function isActivityType(type: string): boolean {
  return ACTIVITIES.has(type);
}

/** Also true for the flow nodes that are refused: everything a sequence flow may connect. */
export function isFlowNodeType(type: string): boolean {
  return isActivityType(type) || /^bpmn:(?:.*Event|.*Gateway|.*Choreography.*)$/.test(type);
}
