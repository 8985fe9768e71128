/** XML namespaces that the BPMN reader knows; everything else is foreign and ignored with a note. */
export const BPMN_NAMESPACE = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
export const ZEEBE_NAMESPACE = 'http://camunda.org/schema/zeebe/1.0';

/** The drawing, schema hints and colours: read or skipped, they never change what a process does. */
const SILENT_NAMESPACES: ReadonlySet<string> = new Set([
  '',
  BPMN_NAMESPACE,
  'http://www.omg.org/spec/BPMN/20100524/DI',
  'http://www.omg.org/spec/DD/20100524/DI',
  'http://www.omg.org/spec/DD/20100524/DC',
  'http://www.omg.org/spec/BPMN/non-normative/color/1.0',
  'http://bpmn.io/schema/bpmn/biocolor/1.0',
  'http://www.w3.org/2001/XMLSchema-instance',
  'http://www.w3.org/XML/1998/namespace',
  'http://www.w3.org/2000/xmlns/',
]);

/** The Zeebe extension elements that a procedure may use. */
const USED_ZEEBE_ELEMENTS: ReadonlySet<string> = new Set([
  'taskDefinition',
  'taskHeaders',
  'header',
  'ioMapping',
  'input',
  'output',
  'assignmentDefinition',
  'formDefinition',
  'subscription',
  'properties',
  'property',
  'script',
]);

/** True when an element or attribute of this name does nothing here and the author should be told so. */
export function isIgnored(kind: 'element' | 'attribute', namespace: string, localName: string): boolean {
  if (namespace === ZEEBE_NAMESPACE) return kind === 'attribute' || !USED_ZEEBE_ELEMENTS.has(localName);
  return !SILENT_NAMESPACES.has(namespace);
}
