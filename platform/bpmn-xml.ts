import { BpmnModdle, type ReadElement, type ReadResult } from 'bpmn-moddle';
import zeebeExtension from 'zeebe-bpmn-moddle/resources/zeebe.json';
import { readWarnings, type ModelWarning } from './bpmn-warnings';
import { withAsciiIds } from './bpmn-ids';
import { BPMN_NAMESPACE, isIgnored } from './bpmn-namespaces';
import { SourceIndex, type ElementPositions } from './bpmn-source-index';
import { decodeXmlText, scanXml, type SourcePosition, type XmlStartTag } from './xml-scan';

/** Something in the file that has no effect here; the author is told, the file is not refused. */
interface SourceNote extends SourcePosition {
  readonly message: string;
}

export interface ReadableBpmn {
  /** Root of the moddle tree (`bpmn:Definitions`). */
  readonly definitions: ReadElement;
  /** What bpmn-moddle could not take as BPMN 2.0; each is a reason to refuse the file. */
  readonly warnings: readonly ModelWarning[];
  readonly positions: ElementPositions;
  readonly notes: readonly SourceNote[];
}

/** The file is no BPMN 2.0 at all. */
export interface UnreadableBpmn {
  readonly failure: SourcePosition & { readonly code: 'XML_INVALID' | 'NOT_BPMN'; readonly message: string };
}

/**
 * Reads a BPMN 2.0 file. Never throws for what is in the file: it answers the tree, or why there is none. Bytes are
 * decoded by their byte order mark or XML declaration (UTF-8 otherwise); no entity is expanded and nothing is fetched.
 */
export async function parseBpmnXml(source: string | Uint8Array): Promise<ReadableBpmn | UnreadableBpmn> {
  const decoded = typeof source === 'string' ? source : decodeXmlBytes(source);
  if (decoded === undefined) return refuse('XML_INVALID', 'the text is not in the encoding that the file declares');
  const xml = decoded.replace(/^\ufeff/, '');

  const index = new SourceIndex();
  const notes = new Map<string, SourceNote>();
  let root: XmlStartTag | undefined;
  let ignoredDepth: number | undefined;
  const fault = scanXml(xml, (tag) => {
    root ??= tag;
    index.add(tag);
    if (ignoredDepth !== undefined && tag.depth <= ignoredDepth) ignoredDepth = undefined;
    if (ignoredDepth !== undefined) return;
    if (noteIgnored(tag, notes)) ignoredDepth = tag.depth;
  });
  if (fault) return refuse('XML_INVALID', fault.message, fault);
  if (root?.namespace !== BPMN_NAMESPACE || root.localName !== 'definitions') {
    const found = root ? `<${root.name}> in ${root.namespace ? root.namespace : 'no namespace'}` : 'nothing';
    return refuse('NOT_BPMN', `the root element must be definitions in ${BPMN_NAMESPACE}, found ${found}`, root);
  }

  const reader = BpmnModdle({ zeebe: zeebeExtension });
  const ids = withAsciiIds(xml, index.ids());
  let result: ReadResult;
  try {
    result = ids.restore(await reader.fromXML(ids.xml));
  } catch (error) {
    const message = (error as Error).message.replace(/\s+/g, ' ');
    return refuse('XML_INVALID', message, root);
  }
  const booleanWarnings = repairBooleans(index, result, (element, property) => {
    return reader.getPropertyDescriptor(element, property)?.type === 'Boolean';
  });
  const read = readWarnings(result, index, root, (element, property) => {
    return reader.getPropertyDescriptor(element, property)?.isMany === true;
  });
  return {
    definitions: result.rootElement,
    warnings: [...read.warnings, ...booleanWarnings],
    positions: index.positions(),
    notes: [...notes.values(), ...read.notes],
  };
}

function refuse(code: 'XML_INVALID' | 'NOT_BPMN', message: string, at?: SourcePosition): UnreadableBpmn {
  return { failure: { code, message, line: at?.line ?? 1, column: at?.column ?? 1 } };
}

/** True when the element itself (and so all it contains) is ignored. One note for each kind of thing. */
function noteIgnored(tag: XmlStartTag, notes: Map<string, SourceNote>): boolean {
  const note = (kind: 'element' | 'attribute', name: string, namespace: string, localName: string) => {
    const key = `${kind} ${namespace} ${localName}`;
    if (notes.has(key)) return;
    notes.set(key, { message: `${kind} ${name} (${namespace}) is ignored`, line: tag.line, column: tag.column });
  };
  if (isIgnored('element', tag.namespace, tag.localName)) {
    note('element', tag.name, tag.namespace, tag.localName);
    return true;
  }
  for (const attribute of tag.attributes) {
    if (!isIgnored('attribute', attribute.namespace, attribute.localName)) continue;
    note('attribute', attribute.name, attribute.namespace, attribute.localName);
  }
  return false;
}

/** bpmn-moddle takes only the word `true`; xsd:boolean also has `1` and `0`, and nothing else. */
function repairBooleans(
  index: SourceIndex,
  result: ReadResult,
  isBoolean: (element: ReadElement, property: string) => boolean,
): ModelWarning[] {
  const warnings: ModelWarning[] = [];
  for (const { id, tag } of index.identified()) {
    const element = result.elementsById[id];
    if (!element) continue;
    for (const attribute of tag.attributes) {
      if (attribute.namespace !== '' || !isBoolean(element, attribute.name)) continue;
      const value = decodeXmlText(attribute.value).trim();
      if (value === '1' || value === 'true') element.set(attribute.name, true);
      else if (value !== '0' && value !== 'false') {
        const message = `attribute ${attribute.name} must be true or false, not "${value}"`;
        warnings.push({ kind: 'other', message, elementId: id, line: tag.line, column: tag.column });
      }
    }
  }
  return warnings;
}

/** Undefined when the bytes are text neither in the encoding they claim nor in UTF-8. */
function decodeXmlBytes(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const declared = /^(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(start)?.[1] ?? 'utf-8';
  // A declaration that could be read byte by byte is not in UTF-16, whatever it says.
  let encoding = /^utf-?16/i.test(declared) ? 'utf-8' : declared.replace(/^MacRoman$/i, 'macintosh');
  if (start.startsWith('\xff\xfe')) encoding = 'utf-16le';
  if (start.startsWith('\xfe\xff')) encoding = 'utf-16be';
  if (start.startsWith('\xef\xbb\xbf')) encoding = 'utf-8';
  return decodeText(bytes, encoding) ?? (declared === encoding ? decodeText(bytes, 'utf-8') : undefined);
}

function decodeText(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined; // an encoding nobody knows, or bytes that are not text in it
  }
}
