import { BPMN_NAMESPACE } from './bpmn-namespaces';
import { decodeXmlText, type SourcePosition, type XmlStartTag } from './xml-scan';

/** Where the elements of a file stand: the `<` of each start tag. */
export interface ElementPositions {
  readonly byId: ReadonlyMap<string, SourcePosition>;
  /** BPMN elements without an id, by local name, in document order. */
  readonly withoutId: ReadonlyMap<string, readonly SourcePosition[]>;
}

/** Namespaces whose `id` attributes share one xsd:ID space with BPMN: the drawing. */
const DRAWING_NAMESPACE = /^http:\/\/www\.omg\.org\/spec\/(?:BPMN|DD)\/20100524\//;

/** A start tag with what its surroundings say about it. */
export interface IndexedTag {
  readonly tag: XmlStartTag;
  /** Id of the element itself, or of the nearest one around it; empty when there is none. */
  readonly ownerId: string;
}

/** Collects the start tags of a file so that ids and parser positions lead back to them. */
export class SourceIndex {
  private readonly tags: IndexedTag[] = [];
  private readonly byId = new Map<string, XmlStartTag>();
  private readonly anonymous = new Map<string, SourcePosition[]>();
  private readonly owners: string[] = [];

  add(tag: XmlStartTag): void {
    const identifies = DRAWING_NAMESPACE.test(tag.namespace);
    const written = identifies
      ? tag.attributes.find((attribute) => attribute.namespace === '' && attribute.localName === 'id')
      : undefined;
    const id = written && decodeXmlText(written.value);
    const ownerId = id ?? this.owners[tag.depth - 1] ?? '';
    this.owners[tag.depth] = ownerId;
    this.tags.push({ tag, ownerId });
    if (id) {
      if (!this.byId.has(id)) this.byId.set(id, tag);
    } else if (tag.namespace === BPMN_NAMESPACE) {
      const sameName = this.anonymous.get(tag.localName) ?? [];
      sameName.push({ line: tag.line, column: tag.column });
      this.anonymous.set(tag.localName, sameName);
    }
  }

  ids(): Iterable<string> {
    return this.byId.keys();
  }

  /** First element of each id. */
  *identified(): Iterable<{ id: string; tag: XmlStartTag }> {
    for (const [id, tag] of this.byId) yield { id, tag };
  }

  /** The start tag at this position, or the last one before it. */
  tagAt(position: SourcePosition): IndexedTag | undefined {
    let low = 0;
    let high = this.tags.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const tag = this.tags[middle]?.tag;
      if (!tag) return undefined;
      const isAfter = tag.line > position.line || (tag.line === position.line && tag.column > position.column);
      if (isAfter) high = middle - 1;
      else low = middle + 1;
    }
    return this.tags[high];
  }

  positionOf(id: string): SourcePosition {
    const tag = this.byId.get(id);
    return { line: tag?.line ?? 0, column: tag?.column ?? 0 };
  }

  positions(): ElementPositions {
    const byId = new Map([...this.byId].map(([id, { line, column }]) => [id, { line, column }]));
    return { byId, withoutId: this.anonymous };
  }
}
