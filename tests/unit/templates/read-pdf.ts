/**
 * Reads back what pdfkit wrote: text with its place, glyph numbers and filled rectangles. Written against the PDF
 * format (ISO 32000: objects, FlateDecode streams, Type 0 fonts with ToUnicode and W), for the part of it pdfkit uses.
 */
import { inflateSync } from 'node:zlib';

/** One stretch of text as it was drawn; points, x from the left edge, y from the bottom edge of the sheet. */
export interface PdfText {
  text: string;
  x: number;
  y: number;
  size: number;
  width: number;
  /** BaseFont without its subset tag. */
  font: string;
  glyphs: readonly number[];
}

export interface PdfPage {
  width: number;
  height: number;
  texts: readonly PdfText[];
  /** Operands of `re`: x, y, width, height, y from the top edge (pdfkit turns the page over first). */
  rectangles: readonly (readonly [number, number, number, number])[];
}

export interface PdfFile {
  pages: readonly PdfPage[];
  /** The document's information and language, as written. */
  info: Readonly<Record<string, string>>;
  language?: string;
}

interface PdfFont {
  name: string;
  unicode: readonly string[];
  widths: readonly number[];
}

export function readPdf(bytes: Buffer): PdfFile {
  const objects = readObjects(bytes);
  const get = (reference: string | undefined): Buffer => {
    const found = reference === undefined ? undefined : objects.get(Number(reference));
    if (!found) throw new Error(`The PDF has no object ${reference ?? '(none)'}`);
    return found;
  };
  const trailer = /trailer\s*<<([\s\S]*?)>>/.exec(bytes.toString('latin1'))?.[1] ?? '';
  const catalog = get(/\/Root (\d+) 0 R/.exec(trailer)?.[1]).toString('latin1');
  const pages = get(/\/Pages (\d+) 0 R/.exec(catalog)?.[1]).toString('latin1');
  const kids = /\/Kids \[([^\]]*)\]/.exec(pages)?.[1] ?? '';
  return {
    pages: [...kids.matchAll(/(\d+) 0 R/g)].map(([, kid]) => readPage(get(kid), get)),
    info: readInfo(get(/\/Info (\d+) 0 R/.exec(trailer)?.[1]).toString('latin1'), get),
    language: /\/Lang \(([^)]*)\)/.exec(catalog)?.[1],
  };
}

/** All text of a page or file in drawing order: lines parted by a line feed, no-break spaces made plain. */
export function joinText(source: PdfFile | PdfPage): string {
  if ('pages' in source) return source.pages.map(joinText).join('\n');
  let line: number | undefined;
  let joined = '';
  for (const { text, y } of source.texts) {
    if (line !== undefined && Math.abs(line - y) > 0.01) joined += '\n';
    joined += text;
    line = y;
  }
  return joined.replace(/\u00A0/g, ' ');
}

/** The text with every run of spaces and line ends made one space: what a reader reads, however it was broken. */
export function flattenText(source: PdfFile | PdfPage): string {
  return joinText(source).replace(/\s+/g, ' ');
}

function readObjects(bytes: Buffer): Map<number, Buffer> {
  const text = bytes.toString('latin1');
  const objects = new Map<number, Buffer>();
  const startXref = Number(/startxref\s+(\d+)/.exec(text.slice(-200))?.[1]);
  // Offsets come from the cross-reference table, so bytes inside streams cannot be taken for objects.
  const entries = [...text.slice(startXref).matchAll(/(\d{10}) \d{5} n/g)].map(([, offset]) => Number(offset));
  const ends = [...entries, startXref].sort((a, b) => a - b);
  for (const offset of entries) {
    const end = ends.find((candidate) => candidate > offset) ?? bytes.length;
    const number = parseInt(text.slice(offset, offset + 12), 10);
    objects.set(number, bytes.subarray(offset, end));
  }
  return objects;
}

function readStream(object: Buffer): string {
  const head = object.indexOf('stream\n');
  const length = Number(/\/Length (\d+)/.exec(object.toString('latin1', 0, head))?.[1]);
  const raw = object.subarray(head + 'stream\n'.length, head + 'stream\n'.length + length);
  const packed = object.toString('latin1', 0, head).includes('/FlateDecode');
  return (packed ? inflateSync(raw) : raw).toString('latin1');
}

function readInfo(info: string, get: (reference: string | undefined) => Buffer): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [, key = '', reference] of info.matchAll(/\/(\w+) (\d+) 0 R/g)) {
    const object = get(reference);
    const raw = unescapeString(object.subarray(object.indexOf('(') + 1, object.lastIndexOf(')')));
    values[key] = raw[0] === 0xfe && raw[1] === 0xff ? decodeUtf16(raw.subarray(2)) : raw.toString('latin1');
  }
  return values;
}

/** ISO 32000 §7.3.4.2: a literal string's escapes, of which pdfkit uses these. */
function unescapeString(raw: Buffer): Buffer {
  const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
  const text = raw.toString('latin1').replace(/\\(.)/gs, (_, sign: string) => escapes[sign] ?? sign);
  return Buffer.from(text, 'latin1');
}

function decodeUtf16(bytes: Buffer): string {
  return Buffer.from(bytes).swap16().toString('utf16le');
}

function readPage(page: Buffer, get: (reference: string | undefined) => Buffer): PdfPage {
  const dictionary = page.toString('latin1');
  const [, width = '0', height = '0'] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(dictionary) ?? [];
  const resources = get(/\/Resources (\d+) 0 R/.exec(dictionary)?.[1]).toString('latin1');
  const fonts = new Map<string, PdfFont>();
  for (const [, name = '', reference] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    fonts.set(name, readFont(get(reference).toString('latin1'), get));
  }
  const content = readStream(get(/\/Contents (\d+) 0 R/.exec(dictionary)?.[1]));
  const number = '(-?[\\d.]+)';
  const rectangles = [...content.matchAll(new RegExp(`^${number} ${number} ${number} ${number} re$`, 'gm'))].map(
    ([, x, y, w, h]) => [Number(x), Number(y), Number(w), Number(h)] as const,
  );
  return { width: Number(width), height: Number(height), texts: readTexts(content, fonts), rectangles };
}

function readFont(dictionary: string, get: (reference: string | undefined) => Buffer): PdfFont {
  const descendant = get(/\/DescendantFonts \[(\d+) 0 R\]/.exec(dictionary)?.[1]).toString('latin1');
  const map = readStream(get(/\/ToUnicode (\d+) 0 R/.exec(dictionary)?.[1]));
  const unicode: string[] = [];
  for (const [, first = '0', , targets = ''] of map.matchAll(/<(\w{4})> <(\w{4})> \[([^\]]*)\]/g)) {
    [...targets.matchAll(/<([^>]*)>/g)].forEach(([, hex = ''], index) => {
      unicode[parseInt(first, 16) + index] = decodeUtf16(Buffer.from(hex.replace(/ /g, ''), 'hex'));
    });
  }
  const widths = (/\/W \[0 \[([^\]]*)\]\]/.exec(descendant)?.[1] ?? '').trim().split(/\s+/).map(Number);
  return { name: (/\/BaseFont \/\w+\+([\w-]+)/.exec(dictionary)?.[1] ?? '').trim(), unicode, widths };
}

function readTexts(content: string, fonts: ReadonlyMap<string, PdfFont>): PdfText[] {
  const pattern = /BT\n1 0 0 1 (-?[\d.]+) (-?[\d.]+) Tm\n\/(F\d+) ([\d.]+) Tf\n([\s\S]*?)ET/g;
  return [...content.matchAll(pattern)].map(([, x, y, fontName = '', size, shows = '']) => {
    const font = fonts.get(fontName);
    if (!font) throw new Error(`The page draws with ${fontName}, which it does not name`);
    const glyphs = [...shows.matchAll(/<(\w+)>/g)].flatMap(([, hex = '']) =>
      [...hex.matchAll(/\w{4}/g)].map(([glyph]) => parseInt(glyph, 16)),
    );
    // `[<glyphs> n …] TJ`: after each string the pen goes back by n thousandths (kerning is written so).
    const kerning = [...shows.matchAll(/> (-?[\d.]+)/g)].reduce((sum, [, back]) => sum + Number(back), 0);
    const width = glyphs.reduce((sum, glyph) => sum + (font.widths[glyph] ?? NaN), -kerning);
    return {
      text: glyphs.map((glyph) => font.unicode[glyph] ?? '\u0000').join(''),
      x: Number(x),
      y: Number(y),
      size: Number(size),
      width: (width * Number(size)) / 1000,
      font: font.name,
      glyphs,
    };
  });
}
