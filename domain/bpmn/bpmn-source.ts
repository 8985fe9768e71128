import type { ModdleElement } from './moddle-element';
import type { ProblemCode } from './problem';

/** 1-based. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

export interface SourceNote extends SourcePosition {
  readonly message: string;
}

/** Something the reader could not take as BPMN 2.0. */
export interface ModelWarning extends SourcePosition {
  readonly kind: 'duplicateId' | 'unresolvedReference' | 'unknownElement' | 'unknownAttribute' | 'other';
  readonly message: string;
  readonly elementId: string;
  readonly property?: string;
}

export interface ElementPositions {
  readonly byId: ReadonlyMap<string, SourcePosition>;
  /** BPMN elements without an id, by local name, in document order. */
  readonly withoutId: ReadonlyMap<string, readonly SourcePosition[]>;
}

/** A file as its reader (`platform/bpmn-xml.ts`) hands it over: readable as BPMN, or the reason why not. */
export type BpmnSource =
  | {
      readonly definitions: ModdleElement;
      readonly warnings: readonly ModelWarning[];
      readonly positions: ElementPositions;
      readonly notes: readonly SourceNote[];
    }
  | { readonly failure: SourcePosition & { readonly code: ProblemCode; readonly message: string } };
