/**
 * A strict pass over an XML text before bpmn-moddle reads it. bpmn-moddle's own parser is lenient (it guesses around
 * broken markup) and tells no positions; this pass refuses what is not well-formed and tells where every start tag is.
 *
 * S1. One linear pass; nothing is expanded: a document type declaration is refused, so neither an entity bomb nor an
 *     outside entity can do anything.
 * S2. Markup inside comments, CDATA sections and processing instructions is never taken for an element.
 */

/** 1-based. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

export interface XmlFault extends SourcePosition {
  readonly message: string;
}

interface XmlAttribute {
  /** As written, with its prefix. */
  readonly name: string;
  readonly localName: string;
  /** Namespace; empty for an attribute without a prefix. */
  readonly namespace: string;
  /** As written, entities not decoded. */
  readonly value: string;
}

export interface XmlStartTag extends SourcePosition {
  readonly name: string;
  readonly localName: string;
  readonly namespace: string;
  readonly attributes: readonly XmlAttribute[];
  /** Number of elements around it: 0 for the root. */
  readonly depth: number;
}

/** Deeper files are no procedures; the bound keeps every later walk over the tree safe. */
const MAX_DEPTH = 500;

const NAME = /[:_\p{L}][-:.\w\p{L}\p{M}\p{N}·]*/uy;
const SPACE = /[ \t\r\n]*/y;
/** Exactly the characters that XML 1.0 §2.2 forbids. */
const FORBIDDEN_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
const BROKEN_REFERENCE = /&(?!(?:#\d+|#x[0-9a-fA-F]+|amp|lt|gt|quot|apos);)/;
const PREDEFINED_NAMESPACES: ReadonlyMap<string, string> = new Map([
  ['', ''],
  ['xml', 'http://www.w3.org/XML/1998/namespace'],
  ['xmlns', 'http://www.w3.org/2000/xmlns/'],
]);

class NotWellFormed extends Error {
  constructor(
    readonly offset: number,
    message: string,
  ) {
    super(message);
  }
}

interface OpenElement {
  readonly name: string;
  readonly namespaces: ReadonlyMap<string, string>;
}

/** Tells every start tag to `onStartTag` in document order; answers the first fault when the text is not well-formed XML. */
export function scanXml(text: string, onStartTag: (tag: XmlStartTag) => void): XmlFault | undefined {
  const lineStarts = findLineStarts(text);
  try {
    new XmlScanner(text, lineStarts, onStartTag).scan();
    return undefined;
  } catch (error) {
    if (!(error instanceof NotWellFormed)) throw error;
    return { message: error.message, ...positionAt(lineStarts, error.offset) };
  }
}

class XmlScanner {
  private at = 0;
  private rootSeen = false;
  private readonly open: OpenElement[] = [];

  constructor(
    private readonly text: string,
    private readonly lineStarts: readonly number[],
    private readonly onStartTag: (tag: XmlStartTag) => void,
  ) {}

  scan(): void {
    const { text } = this;
    const forbidden = FORBIDDEN_CHARACTER.exec(text);
    if (forbidden) throw new NotWellFormed(forbidden.index, 'a control character is not allowed in XML');
    while (this.at < text.length) {
      const next = text.indexOf('<', this.at);
      const end = next < 0 ? text.length : next;
      this.checkText(this.at, end);
      this.at = end;
      if (next >= 0) this.readMarkup();
    }
    const unclosed = this.open.at(-1);
    if (unclosed) throw new NotWellFormed(text.length, `the file ends before </${unclosed.name}>`);
    if (!this.rootSeen) throw new NotWellFormed(0, 'there is no XML element');
  }

  private readMarkup(): void {
    const { text, at } = this;
    if (text.startsWith('<!--', at)) {
      const end = this.skipPast('-->', at + 4, 'a comment is not closed');
      if (text.slice(at + 4, end - 3).includes('--'))
        throw new NotWellFormed(at, '"--" is not allowed inside a comment');
    } else if (text.startsWith('<![CDATA[', at)) {
      if (this.open.length === 0) throw new NotWellFormed(at, 'text outside the root element');
      this.skipPast(']]>', at + 9, 'a CDATA section is not closed');
    } else if (text.startsWith('<?', at)) {
      if (/^<\?xml[ \t\r\n]/i.test(text.slice(at, at + 6)) && at > 0) {
        throw new NotWellFormed(at, 'the XML declaration must be the very first thing in the file');
      }
      this.skipPast('?>', at + 2, 'a processing instruction is not closed');
    } else if (text.startsWith('<!', at)) {
      throw new NotWellFormed(at, 'document type declarations (<!DOCTYPE>, <!ENTITY>) are not accepted');
    } else if (text.startsWith('</', at)) {
      this.readEndTag();
    } else {
      this.readStartTag();
    }
  }

  private skipPast(terminator: string, from: number, message: string): number {
    const end = this.text.indexOf(terminator, from);
    if (end < 0) throw new NotWellFormed(this.at, message);
    this.at = end + terminator.length;
    return this.at;
  }

  private checkText(from: number, to: number): void {
    if (from === to) return;
    const part = this.text.slice(from, to);
    if (this.open.length === 0) {
      const stray = /[^ \t\r\n]/.exec(part);
      if (stray) throw new NotWellFormed(from + stray.index, 'text outside the root element');
    }
    this.checkReferences(part, from);
  }

  private checkReferences(part: string, from: number): void {
    const broken = BROKEN_REFERENCE.exec(part);
    if (broken) throw new NotWellFormed(from + broken.index, '"&" must be written &amp; or begin a known entity');
  }

  private readEndTag(): void {
    const start = this.at;
    this.at += 2;
    const name = this.readName('an end tag has no name');
    this.skipSpace();
    if (this.text[this.at] !== '>') throw new NotWellFormed(this.at, `</${name} is not closed by ">"`);
    this.at += 1;
    const opened = this.open.pop();
    if (!opened) throw new NotWellFormed(start, `</${name}> closes nothing`);
    if (opened.name !== name) throw new NotWellFormed(start, `</${name}> stands where </${opened.name}> is expected`);
  }

  private readStartTag(): void {
    const start = this.at;
    this.at += 1;
    const name = this.readName('"<" must be written &lt; or begin an element');
    if (this.open.length === 0 && this.rootSeen) throw new NotWellFormed(start, `<${name}> is a second root element`);
    if (this.open.length >= MAX_DEPTH) throw new NotWellFormed(start, `elements are nested deeper than ${MAX_DEPTH}`);
    const written = this.readAttributes(name);
    const empty = this.text[this.at] === '/';
    if (empty) this.at += 1;
    if (this.text[this.at] !== '>') throw new NotWellFormed(this.at, `<${name} is not closed by ">"`);
    this.at += 1;
    this.rootSeen = true;

    const namespaces = declareNamespaces(this.open.at(-1)?.namespaces ?? PREDEFINED_NAMESPACES, written);
    const resolve = (qualified: string, isAttribute: boolean) => {
      const colon = qualified.indexOf(':');
      const prefix = colon < 0 ? '' : qualified.slice(0, colon);
      const namespace = isAttribute && colon < 0 ? '' : namespaces.get(prefix);
      if (namespace === undefined) throw new NotWellFormed(start, `the namespace prefix "${prefix}" is not declared`);
      return { namespace, localName: qualified.slice(colon + 1) };
    };
    this.onStartTag({
      name,
      ...resolve(name, false),
      attributes: [...written].map(([attribute, value]) => ({ name: attribute, value, ...resolve(attribute, true) })),
      depth: this.open.length,
      ...positionAt(this.lineStarts, start),
    });
    if (!empty) this.open.push({ name, namespaces });
  }

  private readAttributes(element: string): Map<string, string> {
    const { text } = this;
    const attributes = new Map<string, string>();
    for (;;) {
      const spaced = this.skipSpace();
      const next = text[this.at];
      if (next === '>' || next === '/' || next === undefined) return attributes;
      if (!spaced) throw new NotWellFormed(this.at, `a space is missing inside <${element}>`);
      const start = this.at;
      const name = this.readName(`<${element}> has an attribute without a name`);
      this.skipSpace();
      if (text[this.at] !== '=') throw new NotWellFormed(this.at, `the attribute ${name} has no value`);
      this.at += 1;
      this.skipSpace();
      const quote = text[this.at];
      const end = quote === '"' || quote === "'" ? text.indexOf(quote, this.at + 1) : -1;
      if (end < 0) throw new NotWellFormed(this.at, `the value of ${name} is not between quotes`);
      const value = text.slice(this.at + 1, end);
      if (value.includes('<')) throw new NotWellFormed(start, `the value of ${name} contains "<"`);
      this.checkReferences(value, this.at + 1);
      if (attributes.has(name)) throw new NotWellFormed(start, `the attribute ${name} is given twice`);
      attributes.set(name, value);
      this.at = end + 1;
    }
  }

  private readName(message: string): string {
    NAME.lastIndex = this.at;
    const match = NAME.exec(this.text);
    if (!match) throw new NotWellFormed(this.at, message);
    this.at += match[0].length;
    return match[0];
  }

  /** True when there was white space. */
  private skipSpace(): boolean {
    SPACE.lastIndex = this.at;
    const length = SPACE.exec(this.text)?.[0].length ?? 0;
    this.at += length;
    return length > 0;
  }
}

function declareNamespaces(
  around: ReadonlyMap<string, string>,
  attributes: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  let declared: Map<string, string> | undefined;
  for (const [name, value] of attributes) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
    declared ??= new Map(around);
    declared.set(name.slice(6), decodeXmlText(value));
  }
  return declared ?? around;
}

/** The text of an attribute value with its predefined and numeric entities resolved. */
export function decodeXmlText(value: string): string {
  if (!value.includes('&')) return value;
  return value.replace(
    /&(?:#(\d+)|#x([0-9a-fA-F]+)|(\w+));/g,
    (whole, decimal?: string, hex?: string, name?: string) => {
      const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : undefined;
      if (code !== undefined) return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      return { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }[name ?? ''] ?? whole;
    },
  );
}

function findLineStarts(text: string): readonly number[] {
  const starts = [0];
  for (const end of text.matchAll(/\r\n|\r|\n/g)) starts.push(end.index + end[0].length);
  return starts;
}

function positionAt(lineStarts: readonly number[], offset: number): SourcePosition {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 };
}
