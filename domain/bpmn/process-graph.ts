/**
 * What we run: the compiled form of one BPMN 2.0 process (`docs/architecture.md`, stage 1). Plain JSON, so that it
 * can be hashed, stored and passed to a workflow. What the file says (moddle tree) never gets past `compile`.
 */

/** BPMN 2.0 local element names, as they stand in the trace (`kind`). */
export type ElementKind =
  | 'startEvent'
  | 'endEvent'
  | 'intermediateCatchEvent'
  | 'intermediateThrowEvent'
  | 'boundaryEvent'
  | 'task'
  | 'manualTask'
  | 'userTask'
  | 'serviceTask'
  | 'scriptTask'
  | 'sendTask'
  | 'receiveTask'
  | 'exclusiveGateway'
  | 'parallelGateway'
  | 'inclusiveGateway'
  | 'eventBasedGateway'
  | 'subProcess';

/** A FEEL expression, without the optional leading `=`. */
export interface FeelExpression {
  readonly feel: string;
}

/** A text that is either fixed in the file or computed by FEEL when it is needed. */
export type TextOrFeel = { readonly text: string } | FeelExpression;

/** `zeebe:input` / `zeebe:output`: the value of `source` becomes the variable `target` (dots make nested contexts). */
export interface VariableMapping {
  readonly source: FeelExpression;
  readonly target: string;
}

/** BPMN 2.0.2 §10.5.5 (timer): exactly one of the three, ISO 8601. */
export interface TimerDefinition {
  readonly type: 'date' | 'duration' | 'cycle';
  readonly value: TextOrFeel;
}

/** A named message. `correlationKey` (zeebe:subscription) absent: the name alone correlates. */
export interface MessageDefinition {
  readonly name: TextOrFeel;
  readonly correlationKey?: FeelExpression;
}

export type EventDefinition =
  | { readonly type: 'none' }
  | { readonly type: 'terminate' }
  | { readonly type: 'timer'; readonly timer: TimerDefinition }
  | { readonly type: 'message'; readonly message: MessageDefinition }
  /** On a boundary event no `code` catches every error; on an end event the code is required. */
  | { readonly type: 'error'; readonly code?: TextOrFeel; readonly name?: string };

/** `zeebe:taskDefinition`: work for a connector outside the engine. */
export interface JobDefinition {
  readonly type: TextOrFeel;
  readonly retries?: TextOrFeel;
  readonly headers: Readonly<Record<string, string>>;
}

interface NodeBase {
  readonly id: string;
  readonly name?: string;
  /** Id of the process or subprocess the element stands in directly. */
  readonly scope: string;
  /** Sequence flow ids in document order. */
  readonly incoming: readonly string[];
  /** In the order in which their conditions are looked at. */
  readonly outgoing: readonly string[];
  /** `zeebe:properties` by name. */
  readonly properties: Readonly<Record<string, string>>;
  readonly inputs: readonly VariableMapping[];
  readonly outputs: readonly VariableMapping[];
}

interface ActivityBase extends NodeBase {
  readonly defaultFlow?: string;
  /** Ids of the boundary events attached, in document order. */
  readonly boundaryEvents: readonly string[];
}

export interface StartEvent extends NodeBase {
  readonly kind: 'startEvent';
  readonly event: EventDefinition;
}
export interface EndEvent extends NodeBase {
  readonly kind: 'endEvent';
  readonly event: EventDefinition;
  readonly job?: JobDefinition;
}
export interface IntermediateCatchEvent extends NodeBase {
  readonly kind: 'intermediateCatchEvent';
  readonly event: EventDefinition;
}
export interface IntermediateThrowEvent extends NodeBase {
  readonly kind: 'intermediateThrowEvent';
  readonly event: EventDefinition;
  readonly job?: JobDefinition;
}
export interface BoundaryEvent extends NodeBase {
  readonly kind: 'boundaryEvent';
  readonly event: EventDefinition;
  readonly attachedTo: string;
  /** `cancelActivity`: true = interrupting. */
  readonly interrupting: boolean;
}
export interface PlainTask extends ActivityBase {
  readonly kind: 'task' | 'manualTask';
}
export interface UserTask extends ActivityBase {
  readonly kind: 'userTask';
  readonly formId?: string;
  /** zeebe:assignmentDefinition */
  readonly assignee?: TextOrFeel;
  readonly candidateGroups?: TextOrFeel;
  readonly candidateUsers?: TextOrFeel;
}
export interface ServiceTask extends ActivityBase {
  readonly kind: 'serviceTask';
  readonly job: JobDefinition;
}
export interface ScriptTask extends ActivityBase {
  readonly kind: 'scriptTask';
  /** Absent: acts as an abstract task (BPMN 2.0.2 §10.3.3, script). */
  readonly script?: FeelExpression;
  readonly resultVariable?: string;
  /** zeebe:taskDefinition on a script task: run as a job. */
  readonly job?: JobDefinition;
}
export interface SendTask extends ActivityBase {
  readonly kind: 'sendTask';
  readonly message?: MessageDefinition;
  readonly job?: JobDefinition;
}
export interface ReceiveTask extends ActivityBase {
  readonly kind: 'receiveTask';
  readonly message: MessageDefinition;
}
export interface ExclusiveGateway extends NodeBase {
  readonly kind: 'exclusiveGateway';
  readonly defaultFlow?: string;
}
export interface ParallelGateway extends NodeBase {
  readonly kind: 'parallelGateway';
}
export interface InclusiveGateway extends NodeBase {
  readonly kind: 'inclusiveGateway';
  readonly defaultFlow?: string;
}
export interface EventBasedGateway extends NodeBase {
  readonly kind: 'eventBasedGateway';
}
export interface SubProcess extends ActivityBase {
  readonly kind: 'subProcess';
}

export type Activity = PlainTask | UserTask | ServiceTask | ScriptTask | SendTask | ReceiveTask | SubProcess;
export type FlowNode =
  | StartEvent
  | EndEvent
  | IntermediateCatchEvent
  | IntermediateThrowEvent
  | BoundaryEvent
  | Activity
  | ExclusiveGateway
  | ParallelGateway
  | InclusiveGateway
  | EventBasedGateway;

export interface SequenceFlow {
  readonly id: string;
  readonly name?: string;
  readonly source: string;
  readonly target: string;
  readonly condition?: FeelExpression;
}

/** One container of flow elements: the process itself, or an embedded subprocess (same id as its node). */
export interface Scope {
  readonly id: string;
  /** Absent for the process. */
  readonly parent?: string;
  /**
   * Elements that receive a token when the scope is entered without a trigger: its none start event, or, without any
   * start event, every element with no incoming flow (BPMN 2.0.2 §13.2, §10.2).
   */
  readonly entries: readonly string[];
  /** Document order. */
  readonly elements: readonly string[];
}

export interface ProcessGraph {
  /** First key on purpose: the payload codec recognises a graph by it and stores it once (content-addressed). */
  readonly format: 'sodo-graph/1';
  readonly id: string;
  readonly name?: string;
  readonly isExecutable: boolean;
  readonly nodes: Readonly<Record<string, FlowNode>>;
  readonly flows: Readonly<Record<string, SequenceFlow>>;
  /** By scope id; `scopes[graph.id]` is the process. */
  readonly scopes: Readonly<Record<string, Scope>>;
  /** Start events of the process that wait for a message, by element id. */
  readonly messageStartEvents: readonly string[];
  /** Properties on the `bpmn:process` itself. */
  readonly properties: Readonly<Record<string, string>>;
}

/** All processes of one file; they are deployed together and may exchange messages. */
export interface Deployment {
  readonly processes: readonly ProcessGraph[];
}

export function isActivity(node: FlowNode): node is Activity {
  return 'boundaryEvents' in node;
}
