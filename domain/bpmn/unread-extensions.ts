import type { CompileContext } from './compile-context';
import { eventDefinitionsOf } from './event-definitions';
import { describe, elementName, readElement, readElements, type ModdleElement } from './moddle-element';
import { isActivityType } from './supported-elements';

type Reader = (element: ModdleElement) => boolean;

const isOneOf =
  (...names: readonly string[]): Reader =>
  (element) =>
    names.includes(elementName(element));
const isActivityOrEvent: Reader = ({ $type }) => isActivityType($type) || $type.endsWith('Event');
/** On events it is refused where nothing throws a message (`compile-event.ts`). */
const canBeJob: Reader = (element) =>
  isOneOf('serviceTask', 'scriptTask', 'sendTask')(element) || element.$type.endsWith('Event');

/** Which elements read a Zeebe extension; on others it would do nothing. */
const READERS: Readonly<Record<string, Reader>> = {
  'zeebe:IoMapping': isActivityOrEvent,
  'zeebe:TaskDefinition': canBeJob,
  'zeebe:TaskHeaders': canBeJob,
  'zeebe:AssignmentDefinition': isOneOf('userTask'),
  'zeebe:FormDefinition': isOneOf('userTask'),
  'zeebe:Script': isOneOf('scriptTask'),
  'zeebe:Subscription': isOneOf('message'),
};

/** BPMN 2.0.2 §10.3.1, §10.4.1: parts that say something to people and that nothing here acts upon. */
const DESCRIPTIVE_PARTS = ['ioSpecification', 'dataInputAssociations', 'dataOutputAssociations', 'resources'] as const;

/** The author is told of the parts of BPMN itself that the element carries for documentation only. */
export function noteDescriptiveParts(context: CompileContext, element: ModdleElement): void {
  const found = DESCRIPTIVE_PARTS.flatMap((part) => readElement(element, part) ?? readElements(element, part));
  for (const name of new Set(found.map((part) => elementName(part)))) {
    const instead = name === 'potentialOwner' ? ', use zeebe:assignmentDefinition' : '';
    const shown = name === 'inputOutputSpecification' ? 'ioSpecification' : name;
    context.log.addNote(element, `${shown} of ${describe(element)} is ignored${instead}`);
  }
}

/** The author is told of every Zeebe extension that nothing reads on this element. */
export function noteUnreadExtensions(context: CompileContext, element: ModdleElement): void {
  const container = readElement(element, 'extensionElements');
  if (!container) return;
  for (const extension of readElements(container, 'values')) {
    const isRead = READERS[extension.$type];
    if (isRead && !isRead(element)) {
      context.log.addNote(element, `element zeebe:${elementName(extension)} is ignored here`);
    } else if (extension.$type === 'zeebe:IoMapping') noteUnreadOutputs(context, element, extension);
  }
}

/** An error end event never completes as far as to pass something on: its variables end with its scope. */
function noteUnreadOutputs(context: CompileContext, element: ModdleElement, mapping: ModdleElement): void {
  const isErrorEnd = eventDefinitionsOf(element).some(({ $type }) => $type === 'bpmn:ErrorEventDefinition');
  if (!isErrorEnd || element.$type !== 'bpmn:EndEvent') return;
  if (readElements(mapping, 'outputParameters').length > 0) {
    context.log.addNote(element, 'the output mappings of an error end event are ignored');
  }
}
