/** What BPMN 2.0.2 has (process execution), for comparison with what the engine runs. Nothing here says what is supported. */

/** Triggers and results of events by position (BPMN 2.0.2, table 10.93). */
export const STANDARD_EVENTS = {
  startEvent: ['none', 'message', 'timer', 'conditional', 'signal', 'multiple', 'parallelMultiple'],
  intermediateCatchEvent: ['message', 'timer', 'conditional', 'link', 'signal', 'multiple', 'parallelMultiple'],
  intermediateThrowEvent: ['none', 'message', 'escalation', 'compensation', 'link', 'signal', 'multiple'],
  boundaryEvent: [
    'message',
    'timer',
    'error',
    'escalation',
    'cancel',
    'compensation',
    'conditional',
    'signal',
    'multiple',
    'parallelMultiple',
  ],
  endEvent: ['none', 'message', 'error', 'escalation', 'cancel', 'compensation', 'signal', 'terminate', 'multiple'],
} as const;

export type EventPosition = keyof typeof STANDARD_EVENTS;

/** Columns of the table, in reading order. */
export const EVENT_POSITIONS = {
  startEvent: 'start',
  intermediateCatchEvent: 'intermediate, catching',
  intermediateThrowEvent: 'intermediate, throwing',
  boundaryEvent: 'boundary',
  endEvent: 'end',
} as const satisfies Record<EventPosition, string>;

export const TRIGGERS = [
  'none',
  'message',
  'timer',
  'error',
  'terminate',
  'escalation',
  'signal',
  'conditional',
  'link',
  'compensation',
  'cancel',
  'multiple',
  'parallelMultiple',
] as const;

/** Activities and gateways, with how we read them where the standard leaves it open or people often ask. */
export const STANDARD_ELEMENTS = {
  task: 'completes at once',
  manualTask: 'completes at once',
  userTask: 'open until a person completes it; `zeebe:assignmentDefinition`, `zeebe:formDefinition`',
  serviceTask: 'a connector does it; `zeebe:taskDefinition`',
  scriptTask: 'FEEL (`zeebe:script`), or a connector',
  sendTask: 'delivers its message, or a connector does it; without a message a connector named after the task',
  receiveTask: 'not instantiating',
  businessRuleTask: '',
  subProcess:
    'embedded; one none start event or none at all; not triggered by an event; an empty one completes at once',
  transaction: '',
  adHocSubProcess: '',
  callActivity: '',
  exclusiveGateway:
    'first true condition in the order of its `<outgoing>` (else of the file), else the default flow, else an incident',
  parallelGateway: 'joins one token from each incoming flow',
  inclusiveGateway: 'joins as §13.4.3 says ([ADR 9](adr/0009-inclusive-join-and-boundary-paths.md))',
  eventBasedGateway: 'exclusive, not instantiating; catch events or receive tasks behind it',
  complexGateway: '',
} as const;

/** Parts of an element that change what it does and that are refused (`domain/bpmn/rules/unsupported-*.ts`). */
export const REFUSED_PARTS: readonly (readonly [part: string, code: string])[] = [
  ['standard loop, multi-instance (`loopCharacteristics`)', 'UNSUPPORTED_ELEMENT'],
  ['event subprocess (`triggeredByEvent`)', 'UNSUPPORTED_ELEMENT'],
  ['compensation handler (`isForCompensation`)', 'UNSUPPORTED_ATTRIBUTE'],
  ['instantiating receive task or event-based gateway (`instantiate`)', 'UNSUPPORTED_ATTRIBUTE'],
  ['parallel event-based gateway (`eventGatewayType`)', 'UNSUPPORTED_ATTRIBUTE'],
  ['token quantities (`startQuantity`, `completionQuantity` other than 1)', 'UNSUPPORTED_ATTRIBUTE'],
  ['more than one event definition on an event', 'UNSUPPORTED_EVENT_DEFINITION'],
  ['data association with an assignment or a transformation', 'UNSUPPORTED_ELEMENT'],
  ['context-based correlation (`correlationSubscription`)', 'UNSUPPORTED_ELEMENT'],
  [
    'expressions in another language than FEEL, also by the file’s `expressionLanguage` (but XPath, its default)',
    'EXPRESSION_LANGUAGE',
  ],
];
