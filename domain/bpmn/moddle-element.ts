/**
 * What the file says: the tree that bpmn-moddle reads, as plain structure. Nothing here knows the library; `compile`
 * reads this tree and what we run (`process-graph.ts`) never refers to it.
 */
export interface ModdleElement {
  /** Qualified type, e.g. `bpmn:UserTask`. */
  readonly $type: string;
  readonly $parent?: ModdleElement;
  /** Attributes the model does not know. */
  readonly $attrs?: Readonly<Record<string, unknown>>;
  readonly [property: string]: unknown;
}

/** Empty when the element has no id. */
export function idOf(element: ModdleElement): string {
  return readText(element, 'id') ?? '';
}

/** `userTask` for `bpmn:UserTask`: the name of the element in the XML. */
export function elementName(element: ModdleElement): string {
  const local = element.$type.slice(element.$type.indexOf(':') + 1);
  return local.charAt(0).toLowerCase() + local.slice(1);
}

/** The element as messages name it: `userTask "approve"`. */
export function describe(element: ModdleElement): string {
  const id = idOf(element);
  return id === '' ? elementName(element) : `${elementName(element)} "${id}"`;
}

/** Undefined when absent; white space around it is kept. */
export function readText(element: ModdleElement, property: string): string | undefined {
  const value = element[property];
  return typeof value === 'string' ? value : undefined;
}

/** Like `readText`, trimmed; an empty text counts as absent. */
export function readFilledText(element: ModdleElement, property: string): string | undefined {
  const text = readText(element, property)?.trim();
  return text === '' ? undefined : text;
}

export function readFlag(element: ModdleElement, property: string): boolean {
  return element[property] === true;
}

export function readElement(element: ModdleElement, property: string): ModdleElement | undefined {
  const value = element[property];
  return isModdleElement(value) ? value : undefined;
}

export function readElements(element: ModdleElement, property: string): readonly ModdleElement[] {
  const value = element[property];
  return Array.isArray(value) ? value.filter(isModdleElement) : [];
}

function isModdleElement(value: unknown): value is ModdleElement {
  return typeof value === 'object' && value !== null && '$type' in value && typeof value.$type === 'string';
}
