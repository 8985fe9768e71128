/** The part of bpmn-moddle that we use; the package ships types of the elements only, not of its reader. */
declare module 'bpmn-moddle' {
  export interface ReadElement {
    readonly $type: string;
    readonly $parent?: ReadElement;
    readonly $attrs?: Readonly<Record<string, unknown>>;
    readonly [property: string]: unknown;
    get(property: string): unknown;
    set(property: string, value: unknown): void;
  }
  export interface ReadWarning {
    readonly message: string;
    readonly error?: Error;
    readonly element?: ReadElement;
    readonly property?: string;
    readonly value?: unknown;
  }
  export interface ReadResult {
    readonly rootElement: ReadElement;
    readonly elementsById: Readonly<Record<string, ReadElement>>;
    readonly warnings: readonly ReadWarning[];
  }
  export interface PropertyDescriptor {
    readonly name: string;
    readonly type: string;
    readonly isMany?: boolean;
  }
  export interface BpmnReader {
    fromXML(xml: string): Promise<ReadResult>;
    getPropertyDescriptor(element: ReadElement, property: string): PropertyDescriptor | undefined;
  }
  export function BpmnModdle(extensions?: Record<string, unknown>): BpmnReader;
}
