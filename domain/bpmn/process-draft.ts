import { describe, elementName, idOf, readElement, readElements, readFlag, type ModdleElement } from './moddle-element';
import { triggerOf } from './event-definitions';
import type { ProblemLog } from './problem-log';
import type { ElementKind } from './process-graph';
import { SILENT_FLOW_ELEMENTS, SUPPORTED_FLOW_NODES, isFlowNodeType, isSubprocessType } from './supported-elements';

/** A flow node on its way from the file to the graph. */
export interface DraftNode {
  readonly id: string;
  readonly element: ModdleElement;
  /** Absent: an element that is refused; it still takes part in the rules about flows. */
  readonly kind?: ElementKind;
  readonly scope: string;
  readonly incoming: DraftFlow[];
  readonly outgoing: DraftFlow[];
  readonly boundaryEvents: DraftNode[];
  /** A flow of it could not be read: rules about missing flows keep silent, the flow itself is reported. */
  hasBrokenFlow: boolean;
}

export interface DraftFlow {
  readonly id: string;
  readonly element: ModdleElement;
  readonly source: DraftNode;
  readonly target: DraftNode;
}

export interface DraftScope {
  readonly id: string;
  readonly parent?: string;
  readonly element: ModdleElement;
  readonly nodes: DraftNode[];
  /** The container is of a kind that is refused: what is in it is looked at, but not how it would begin and be reached. */
  readonly isRefused: boolean;
}

export interface ProcessDraft {
  readonly element: ModdleElement;
  readonly scopes: ReadonlyMap<string, DraftScope>;
  /** Document order, as the flows. */
  readonly nodes: readonly DraftNode[];
  readonly flows: readonly DraftFlow[];
}

/** Names every JavaScript object answers to: state and graph are plain objects keyed by element id. */
const RESERVED_IDS: ReadonlySet<string> = new Set([
  ...['__proto__', 'constructor', 'hasOwnProperty', 'isPrototypeOf', 'propertyIsEnumerable', 'toLocaleString'],
  ...['toString', 'valueOf', '__defineGetter__', '__defineSetter__', '__lookupGetter__', '__lookupSetter__'],
]);

/** Lists the elements of a process and links them by its sequence flows and attachments. */
export function draftProcess(process: ModdleElement, log: ProblemLog): ProcessDraft {
  const scopes = new Map<string, DraftScope>();
  const nodes = new Map<ModdleElement, DraftNode>();
  const flowElements: ModdleElement[] = [];
  checkId(process, log);

  const collect = (container: ModdleElement, parent: string | undefined, isRefused: boolean) => {
    const scope: DraftScope = { id: idOf(container), parent, element: container, nodes: [], isRefused };
    // Of containers without an id (refused for that) none may stand for another.
    scopes.set(scope.id === '' ? `#${scopes.size}` : scope.id, scope);
    for (const element of readElements(container, 'flowElements')) {
      if (SILENT_FLOW_ELEMENTS.has(element.$type)) continue;
      if (element.$type === 'bpmn:SequenceFlow') {
        flowElements.push(element);
        continue;
      }
      checkId(element, log);
      const kind = supportedKind(element, log);
      const links = { incoming: [], outgoing: [], boundaryEvents: [], hasBrokenFlow: false };
      const node: DraftNode = { id: idOf(element), element, kind, scope: scope.id, ...links };
      scope.nodes.push(node);
      nodes.set(element, node);
      if (isSubprocessType(element.$type)) collect(element, scope.id, kind === undefined);
    }
  };
  collect(process, undefined, false);

  const nameFlow = flowNamer([...nodes.values()], flowElements, log);
  const flows = flowElements
    .map((element) => linkFlow(element, nodes, nameFlow, log))
    .filter((flow) => flow !== undefined);
  for (const node of nodes.values()) sortOutgoing(node);
  for (const node of nodes.values()) {
    const host = readElement(node.element, 'attachedToRef');
    const isBeside = host !== undefined && host.$parent === node.element.$parent;
    if (node.kind === 'boundaryEvent' && isBeside) nodes.get(host)?.boundaryEvents.push(node);
  }
  return { element: process, scopes, nodes: [...nodes.values()], flows };
}

function checkId(element: ModdleElement, log: ProblemLog): void {
  const id = idOf(element);
  if (id === '') {
    log.refuse('MISSING_ID', element, `a ${elementName(element)} has no id`);
  } else if (RESERVED_IDS.has(id)) {
    log.refuse('RESERVED_ID', element, `the id "${id}" is reserved, choose another`);
  }
}

type FlowNamer = (flow: ModdleElement, source: DraftNode, target: DraftNode) => string;

/** A flow may do without an id (BPMN 2.0.2 §8.3.1); it then gets one from its ends, the same each time the file is read. */
function flowNamer(nodes: readonly DraftNode[], flows: readonly ModdleElement[], log: ProblemLog): FlowNamer {
  const taken = new Set([...nodes.map((node) => node.id), ...flows.map(idOf)]);
  return (flow, source, target) => {
    const id = idOf(flow);
    if (id !== '') {
      if (RESERVED_IDS.has(id)) log.refuse('RESERVED_ID', flow, `the id "${id}" is reserved, choose another`);
      return id;
    }
    const stem = `${source.id}-to-${target.id}`;
    let name = stem;
    for (let count = 2; taken.has(name); count += 1) name = `${stem}-${count}`;
    taken.add(name);
    log.addNote(flow, `a sequenceFlow has no id; it is called ${name}`);
    return name;
  };
}

/** Undefined, and refused, for what the engine does not run. */
function supportedKind(element: ModdleElement, log: ProblemLog): ElementKind | undefined {
  const kind = SUPPORTED_FLOW_NODES[element.$type];
  if (kind === undefined) {
    log.refuse('UNSUPPORTED_ELEMENT', element, `${elementName(element)} is not supported`);
    return undefined;
  }
  if (kind === 'subProcess' && readFlag(element, 'triggeredByEvent')) {
    log.refuse('UNSUPPORTED_ELEMENT', element, 'event subprocess (triggeredByEvent) is not supported');
    return undefined;
  }
  return kind;
}

/** BPMN 2.0.2 §8.4.13: a sequence flow has one source and one target, both flow nodes of its own scope (§10.3.5). */
function linkFlow(
  element: ModdleElement,
  nodes: ReadonlyMap<ModdleElement, DraftNode>,
  nameFlow: FlowNamer,
  log: ProblemLog,
): DraftFlow | undefined {
  const ends = (['sourceRef', 'targetRef'] as const).map((property) => {
    const end = readElement(element, property);
    if (!end && !log.hasUnresolved(element, property)) {
      log.refuse('UNRESOLVED_REFERENCE', element, `${describe(element)} has no ${property}`);
    }
    if (end && !isFlowNodeType(end.$type)) {
      log.refuse(
        'UNRESOLVED_REFERENCE',
        element,
        `${property} is ${describe(end)}, which no sequence flow can connect`,
      );
      return undefined;
    }
    if (end && end.$parent !== element.$parent) {
      const message = `${property} is ${describe(end)}, which stands in another process or subprocess than the flow`;
      log.refuse('FLOW_CROSSES_SCOPE', element, message);
      markBroken(nodes.get(end));
      return undefined;
    }
    return end && nodes.get(end);
  });
  const [source, target] = ends;
  if (!source || !target) {
    markBroken(source);
    markBroken(target);
    return undefined;
  }
  const flow: DraftFlow = { id: nameFlow(element, source, target), element, source, target };
  source.outgoing.push(flow);
  target.incoming.push(flow);
  return flow;
}

/**
 * BPMN 2.0.2 §8.4.9 (table 8.46), §13.4.2: conditions are looked at in the order of the node's own `<outgoing>`
 * references, which need not be that of the flows in the file; flows it does not refer to come last.
 */
function sortOutgoing({ element, outgoing }: DraftNode): void {
  const listed = readElements(element, 'outgoing');
  if (listed.length === 0) return;
  const places = new Map(listed.map((flow, place) => [flow, place]));
  const placeOf = (flow: DraftFlow) => places.get(flow.element) ?? listed.length;
  outgoing.sort((a, b) => placeOf(a) - placeOf(b));
}

function markBroken(node: DraftNode | undefined): void {
  if (node) node.hasBrokenFlow = true;
}

/** BPMN 2.0.2 §13.2, §10.5.2: where a scope without a trigger begins. */
export function entriesOf(scope: DraftScope): readonly DraftNode[] {
  const starts = startEventsOf(scope);
  if (starts.length > 0) return starts.filter((start) => triggerOf(start.element) === 'none');
  return scope.nodes.filter((node) => canBeImplicitEntry(node) && node.incoming.length === 0);
}

export function startEventsOf(scope: DraftScope): readonly DraftNode[] {
  return scope.nodes.filter((node) => node.kind === 'startEvent');
}

function canBeImplicitEntry(node: DraftNode): boolean {
  return node.kind !== 'boundaryEvent' && !isEventSubprocess(node);
}

/** Refused, but not for having no incoming flow, which is its nature. */
export function isEventSubprocess(node: DraftNode): boolean {
  return node.kind === undefined && readFlag(node.element, 'triggeredByEvent');
}
