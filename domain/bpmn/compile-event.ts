import { compileTextOrFeel, readReference, type CompileContext } from './compile-context';
import { compileMessage } from './compile-message';
import { compileNodeBase } from './compile-node-base';
import { compileTimer } from './compile-timer';
import { eventDefinitionsOf, triggerOf } from './event-definitions';
import { elementName, idOf, readElement, readFilledText, readFlag, type ModdleElement } from './moddle-element';
import type { DraftNode } from './process-draft';
import type { BoundaryEvent, EndEvent, EventDefinition, FlowNode, JobDefinition } from './process-graph';
import { SUPPORTED_EVENTS } from './supported-elements';
import { compileJob, findExtension } from './zeebe-extensions';

type EventNode = Extract<FlowNode, { event: EventDefinition }>;
const NONE: EventDefinition = { type: 'none' };

/** BPMN 2.0.2 §10.5. What is wrong with the event is refused on the way. */
export function compileEvent(context: CompileContext, node: DraftNode, kind: EventNode['kind']): EventNode {
  const base = compileNodeBase(context, node);
  switch (kind) {
    case 'startEvent':
    case 'intermediateCatchEvent':
      return { ...base, kind, event: compileEventDefinition(context, node, kind) };
    case 'endEvent':
    case 'intermediateThrowEvent': {
      const job = compileThrowJob(context, node.element);
      const event = compileEventDefinition(context, node, kind, job);
      return { ...base, kind, event, ...(job ? { job } : {}) } satisfies Omit<EndEvent, 'kind'> & { kind: string };
    }
    case 'boundaryEvent': {
      const host = readElement(node.element, 'attachedToRef');
      return {
        ...base,
        kind,
        event: compileEventDefinition(context, node, kind),
        attachedTo: host ? idOf(host) : '',
        interrupting: readFlag(node.element, 'cancelActivity'),
      } satisfies BoundaryEvent;
    }
  }
}

/** Only a message event has work that a connector can do. */
function compileThrowJob(context: CompileContext, element: ModdleElement): JobDefinition | undefined {
  if (!findExtension(element, 'zeebe:TaskDefinition')) return undefined;
  if (triggerOf(element) === 'message') return compileJob(context, element);
  context.log.refuse('UNSUPPORTED_ELEMENT', element, 'zeebe:taskDefinition is supported on message events only');
  return undefined;
}

function compileEventDefinition(
  context: CompileContext,
  { element }: DraftNode,
  kind: EventNode['kind'],
  job?: JobDefinition,
): EventDefinition {
  const trigger = triggerOf(element);
  const supported: readonly string[] = SUPPORTED_EVENTS[kind];
  if (trigger === 'unsupported' || !supported.includes(trigger)) {
    refuseTrigger(context, element, kind);
    return NONE;
  }
  const [definition] = eventDefinitionsOf(element);
  if (!definition || trigger === 'none') return NONE;
  switch (trigger) {
    case 'terminate':
      return { type: 'terminate' };
    case 'timer':
      return { type: 'timer', timer: compileTimer(context, element, definition) };
    case 'message':
      return { type: 'message', message: compileMessage(context, element, definition, job !== undefined) };
    case 'error':
      return compileError(context, element, definition, kind);
  }
}

function refuseTrigger(context: CompileContext, element: ModdleElement, kind: EventNode['kind']): void {
  const isReportedAsStart = kind === 'startEvent' && element.$parent?.$type === 'bpmn:SubProcess';
  if (isReportedAsStart || context.log.hasUnresolved(element, 'eventDefinitionRef')) return;
  const definitions = eventDefinitionsOf(element);
  const names = definitions.map((definition) => elementName(definition)).join(' and ');
  const message =
    definitions.length === 0
      ? `${kind} has no event definition: it would wait for nothing`
      : definitions.length > 1
        ? `${kind} has more than one event definition (${names})`
        : `${kind} with ${names} is not supported`;
  context.log.refuse('UNSUPPORTED_EVENT_DEFINITION', element, message);
}

/** BPMN 2.0.2 §8.4.3, §10.5.5: a thrown error needs a code; a boundary event without one catches every error. */
function compileError(
  context: CompileContext,
  element: ModdleElement,
  definition: ModdleElement,
  kind: EventNode['kind'],
): EventDefinition {
  const error = readReference(context, element, definition, 'errorRef', 'bpmn:Error');
  const code = error && readFilledText(error, 'errorCode');
  const name = error && readFilledText(error, 'name');
  if (kind === 'endEvent' && code === undefined && !context.log.hasUnresolved(element, 'errorRef')) {
    const what = error ? 'refers to an error without an errorCode' : 'refers to no error (errorRef)';
    context.log.refuse('ERROR_CODE_MISSING', element, `the error end event ${what}`);
  }
  return {
    type: 'error',
    ...(code === undefined || error === undefined
      ? {}
      : { code: compileTextOrFeel(context, error, code, 'the error code') }),
    ...(name === undefined ? {} : { name }),
  };
}
