import type { ReadElement, ReadResult, ReadWarning } from 'bpmn-moddle';
import { BPMN_NAMESPACE, ZEEBE_NAMESPACE } from './bpmn-namespaces';
import type { SourceIndex } from './bpmn-source-index';
import type { SourcePosition, XmlStartTag } from './xml-scan';

/** One thing in the file that is not BPMN 2.0. */
export interface ModelWarning extends SourcePosition {
  readonly kind: 'duplicateId' | 'unresolvedReference' | 'unknownElement' | 'unknownAttribute' | 'other';
  readonly message: string;
  /** The element concerned, or the nearest one around it that has an id; may be empty. */
  readonly elementId: string;
  /** For an unresolved reference: the name of the referring attribute or element. */
  readonly property?: string;
}

interface ReadWarnings {
  readonly warnings: readonly ModelWarning[];
  readonly notes: readonly (SourcePosition & { readonly message: string })[];
}

/**
 * bpmn-moddle reports by English text; this is the only place that reads it. References it could not follow although
 * they are right (a QName with the file's own prefix, white space around an id) are mended in the tree.
 */
export function readWarnings(
  result: ReadResult,
  index: SourceIndex,
  root: XmlStartTag,
  isMany: (element: ReadElement, property: string) => boolean,
): ReadWarnings {
  const ownPrefixes = findOwnPrefixes(root);
  const warnings: ModelWarning[] = [];
  const notes: (SourcePosition & { message: string })[] = [];
  for (const warning of result.warnings) {
    if (warning.message.startsWith('unsupported document encoding')) continue; // decoded before
    if (mendReference(warning, result, ownPrefixes, isMany)) continue;
    const read = warning.element
      ? readModelWarning(warning, warning.element, index)
      : readMarkupWarning(warning, index);
    if (read === undefined) continue;
    if (read.isHarmless) notes.push({ message: read.message, line: read.line, column: read.column });
    else warnings.push(read);
  }
  return { warnings, notes };
}

type Reading = ModelWarning & { readonly isHarmless?: boolean };

/** Prefixes of the root element that stand for the file's own target namespace. */
function findOwnPrefixes(root: XmlStartTag): ReadonlySet<string> {
  const target = root.attributes.find((attribute) => attribute.name === 'targetNamespace')?.value;
  const own = root.attributes.filter(({ name, value }) => name.startsWith('xmlns:') && value === target);
  return new Set(own.map(({ name }) => name.slice('xmlns:'.length)));
}

function mendReference(
  warning: ReadWarning,
  result: ReadResult,
  ownPrefixes: ReadonlySet<string>,
  isMany: (element: ReadElement, property: string) => boolean,
): boolean {
  const { element, property, value } = warning;
  if (!warning.message.startsWith('unresolved reference') || !element || !property) return false;
  const written = String(value).trim();
  const [prefix = '', local] = written.split(':');
  const target = result.elementsById[local !== undefined && ownPrefixes.has(prefix) ? local : written];
  if (!target) return false;
  if (isMany(element, property)) (element.get(property) as ReadElement[]).push(target);
  else element.set(property, target);
  return true;
}

/** References to types, services and drawings (BPMN 2.0.2 §8.4.10, §8.4.3, §10.4): nothing here is run by them. */
const DESCRIPTIVE_REFERENCES: ReadonlySet<string> = new Set([
  ...['itemSubjectRef', 'structureRef', 'itemRef', 'evaluatesToTypeRef', 'import', 'dataStoreRef'],
  ...['operationRef', 'inMessageRef', 'outMessageRef', 'interfaceRef', 'supportedInterfaceRef', 'endPointRefs'],
  ...['categoryValueRef', 'partitionElementRef', 'resourceRef', 'parameterRef'],
]);

/** `type` and `errorRef` mean something else on other elements: an error that is caught has to be in the file. */
function isDescriptiveReference(owner: string, property: string): boolean {
  if (property === 'type') return owner === 'bpmn:CorrelationProperty' || owner === 'bpmn:ResourceParameter';
  if (property === 'errorRef') return owner === 'bpmn:Operation';
  return DESCRIPTIVE_REFERENCES.has(property);
}

/** Undefined: nothing to tell. */
function readModelWarning(warning: ReadWarning, element: ReadElement, index: SourceIndex): Reading | undefined {
  const elementId = nearestId(element);
  const at = { elementId, ...index.positionOf(elementId) };
  const property = localName(warning.property ?? '');
  if (warning.message.startsWith('unresolved reference')) {
    const message = `${property} refers to "${String(warning.value)}", which is not in the file`;
    const isHarmless = isDescriptiveReference(element.$type, property);
    const note = `${message}; it says nothing about how the process runs`;
    return { kind: 'unresolvedReference', message: isHarmless ? note : message, property, isHarmless, ...at };
  }
  if (warning.message.startsWith('unknown attribute')) {
    const name = warning.property ?? '';
    // An expression's language is checked as such, also where the file forgot xsi:type="tFormalExpression".
    if (element.$type === 'bpmn:Expression' && name === 'language') return undefined;
    // Extension attributes have their note already.
    if (/^(?:zeebe|bioc|color):/.test(name)) return undefined;
    const message = `attribute ${name} is not part of ${element.$type}`;
    const isHarmless = !element.$type.startsWith('bpmn:');
    return { kind: 'unknownAttribute', message: isHarmless ? `${message}, it is ignored` : message, isHarmless, ...at };
  }
  return { kind: 'other', message: oneLine(warning.message), ...at };
}

/** Undefined: a foreign element, which has its note already. */
function readMarkupWarning(warning: ReadWarning, index: SourceIndex): Reading | undefined {
  const found = /line: (\d+)\s+column: (-?\d+)/.exec(warning.message);
  const position = { line: Number(found?.[1] ?? 0) + 1, column: Math.max(Number(found?.[2] ?? 0), 0) + 1 };
  const at = index.tagAt(position);
  const tag = at?.tag;
  const reason = oneLine(warning.error?.message ?? warning.message);
  const owner = { elementId: at?.ownerId ?? '', line: tag?.line ?? 0, column: tag?.column ?? 0 };

  const duplicate = /^duplicate ID <(.*)>$/.exec(reason)?.[1];
  if (duplicate !== undefined) {
    return { kind: 'duplicateId', message: `the id "${duplicate}" is used twice`, ...owner };
  }
  const illegal = /^illegal ID <(.*)>$/.exec(reason)?.[1];
  if (illegal !== undefined) {
    const message = `the id "${illegal}" must begin with a letter or "_" and have only letters, digits, "_", "-" and "."`;
    return { kind: 'other', message, ...owner };
  }
  if (tag && /^(?:unrecognized element|unknown type) </.test(reason)) {
    if (tag.namespace === ZEEBE_NAMESPACE && reason.startsWith('unknown type')) return undefined;
    const message = `element <${tag.name}> is not known here`;
    if (tag.namespace === BPMN_NAMESPACE || tag.namespace === ZEEBE_NAMESPACE || tag.namespace === '') {
      return { kind: 'unknownElement', message, ...owner };
    }
    const isDrawing = tag.namespace.startsWith('http://www.omg.org/spec/');
    return isDrawing ? { kind: 'unknownElement', message, isHarmless: true, ...owner } : undefined;
  }
  return { kind: 'other', message: reason, ...owner };
}

function nearestId(element: ReadElement): string {
  for (let at: ReadElement | undefined = element; at; at = at.$parent) {
    if (typeof at.id === 'string' && at.id !== '') return at.id;
  }
  return '';
}

function localName(qualified: string): string {
  return qualified.slice(qualified.indexOf(':') + 1);
}

function oneLine(message: string): string {
  return message.replace(/\s+/g, ' ').trim();
}
