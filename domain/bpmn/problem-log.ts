import type { ElementPositions, ModelWarning, SourceNote, SourcePosition } from './bpmn-source';
import { elementName, idOf, readElements, type ModdleElement } from './moddle-element';
import type { Problem, ProblemCode } from './problem';

/** How a part of the compiler says why the file is refused. */
export type Refuse = (code: ProblemCode, element: ModdleElement, message: string) => void;

/** How it says what has no effect or is odd, without refusing the file. */
export type Note = (element: ModdleElement, message: string) => void;

const CODE_OF_WARNING = {
  duplicateId: 'DUPLICATE_ID',
  unresolvedReference: 'UNRESOLVED_REFERENCE',
  unknownElement: 'UNKNOWN_ELEMENT',
  unknownAttribute: 'MODEL_WARNING',
  other: 'MODEL_WARNING',
} as const satisfies Record<ModelWarning['kind'], ProblemCode>;

/** Collects every problem of a file, each with its place, each once. */
export class ProblemLog {
  private readonly problems = new Map<string, Problem>();
  private readonly notes: SourceNote[] = [];
  private readonly unresolved = new Set<string>();
  private readonly placeOfAnonymous = new Map<ModdleElement, SourcePosition>();
  private readonly anonymousSeen = new Map<string, number>();

  constructor(private readonly positions: ElementPositions) {}

  readonly refuse: Refuse = (code, element, message) => {
    this.add(code, nearestId(element), message, this.positionOf(element));
  };

  addWarning(warning: ModelWarning): void {
    if (warning.kind === 'unresolvedReference') this.unresolved.add(`${warning.elementId} ${warning.property ?? ''}`);
    this.add(CODE_OF_WARNING[warning.kind], warning.elementId, warning.message, warning);
  }

  /** True when the reader found that this reference of the element leads nowhere, which is then reported already. */
  hasUnresolved(element: ModdleElement, property: string): boolean {
    return this.unresolved.has(`${idOf(element)} ${property}`);
  }

  readonly addNote: Note = (element, message) => {
    this.notes.push({ message, ...this.positionOf(element) });
  };

  listNotes(): readonly SourceNote[] {
    return this.notes;
  }

  /** In the order of the file. */
  listProblems(): readonly Problem[] {
    return [...this.problems.values()].sort(
      (a, b) => a.line - b.line || a.column - b.column || a.code.localeCompare(b.code),
    );
  }

  /**
   * Must be told of all root elements in document order, before anything is reported: of flow elements without an id only
   * their number leads back to their place.
   */
  locateFlowElements(containers: readonly ModdleElement[]): void {
    for (const container of containers) {
      for (const element of readElements(container, 'flowElements')) {
        if (idOf(element) === '') this.locateAnonymous(element);
        this.locateFlowElements([element]);
      }
    }
  }

  private locateAnonymous(element: ModdleElement): void {
    const name = elementName(element);
    const seen = this.anonymousSeen.get(name) ?? 0;
    this.anonymousSeen.set(name, seen + 1);
    const position = this.positions.withoutId.get(name)?.[seen];
    if (position) this.placeOfAnonymous.set(element, position);
  }

  private add(code: ProblemCode, elementId: string, message: string, { line, column }: SourcePosition): void {
    const text = message.replace(/\s+/g, ' ').trim();
    this.problems.set(`${code} ${elementId} ${line}:${column} ${text}`, {
      code,
      // An illegal id with spaces would break the one-line form of a problem.
      elementId: elementId.replace(/\s+/g, '_'),
      message: text,
      line,
      column,
    });
  }

  private positionOf(element: ModdleElement): SourcePosition {
    const own = this.placeOfAnonymous.get(element);
    return own ?? this.positions.byId.get(nearestId(element)) ?? { line: 0, column: 0 };
  }
}

function nearestId(element: ModdleElement): string {
  for (let at: ModdleElement | undefined = element; at; at = at.$parent) {
    const id = idOf(at);
    if (id !== '') return id;
  }
  return '';
}
