/**
 * A4 pages with a writing position that moves down (NĐ 30/2020/NĐ-CP, Phụ lục I, mục I: margins, page numbers). Everything
 * a form draws goes through here, so that a text is always drawn with the letters of `tinos-font.ts`. Lengths are points.
 */
import PDFDocument from 'pdfkit';
import type { FontStyle } from './tinos-font';
import { loadTinos, splitIntoRuns } from './tinos-font';
import type { LineBreakOptions, RichText, TextLine } from './text-layout';
import { breakIntoLines } from './text-layout';
import { measureText } from './text-metrics';

/** Points of a length in millimetres. */
export function millimetres(length: number): number {
  return (length * 72) / 25.4;
}

export interface PageOptions {
  /** Title of the document in its metadata. */
  title: string;
  /** Body that issued it; "Author" in the metadata. */
  author: string;
  /** Date of the document: the PDF's creation date, so equal data give equal bytes. */
  createdAt: Date;
  landscape?: boolean;
}

export type Alignment = 'left' | 'center' | 'right' | 'justify';

export interface LinePosition {
  x: number;
  y: number;
  width: number;
  size: number;
  align: Alignment;
}

/**
 * How far a gap may be stretched to justify a line, over the size of its letters. Beyond it (a long code has moved to the
 * next line) the line stays ragged: holes between words read worse.
 */
const MAX_STRETCH = 0.7;

/** Height of a line over the size of its letters; Tinos itself needs 1.15. */
export const LINE_HEIGHT = 1.2;

const PORTRAIT_MARGINS = {
  top: millimetres(20),
  bottom: millimetres(20),
  left: millimetres(30),
  right: millimetres(15),
};
/** The bound side of a landscape sheet is its top (mục I.4). */
const LANDSCAPE_MARGINS = {
  top: millimetres(25),
  bottom: millimetres(15),
  left: millimetres(20),
  right: millimetres(20),
};

export class PageWriter {
  readonly doc: PDFKit.PDFDocument;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Where the next thing is drawn: distance from the top edge of the sheet. */
  y: number;

  private readonly fonts = new Set<string>();
  private readonly chunks: Buffer[] = [];
  private readonly finished: Promise<Buffer>;

  constructor(options: PageOptions) {
    const margins = options.landscape ? LANDSCAPE_MARGINS : PORTRAIT_MARGINS;
    this.doc = new PDFDocument({
      size: 'A4',
      layout: options.landscape ? 'landscape' : 'portrait',
      // Margins are kept here; pdfkit's own would make it open pages by itself.
      margin: 0,
      bufferPages: true,
      // None to begin with: pdfkit would read the metrics of Helvetica.
      font: '',
      pdfVersion: '1.7',
      lang: 'vi-VN',
      displayTitle: true,
      info: { Title: options.title, Author: options.author, Creator: 'Sodo', CreationDate: options.createdAt },
    });
    this.left = margins.left;
    this.right = this.doc.page.width - margins.right;
    this.top = margins.top;
    this.bottom = this.doc.page.height - margins.bottom;
    this.y = this.top;
    this.finished = new Promise((resolve, reject) => {
      this.doc.on('data', (chunk: Buffer) => this.chunks.push(chunk));
      this.doc.on('end', () => resolve(Buffer.concat(this.chunks)));
      this.doc.on('error', reject);
    });
  }

  /** Room for text between the margins. */
  get width(): number {
    return this.right - this.left;
  }

  /** Room left on this page. */
  get remaining(): number {
    return this.bottom - this.y;
  }

  startPage(): void {
    this.doc.addPage();
    this.y = this.top;
  }

  /** Opens a new page when fewer than `height` points are left on this one (never on a page that is still empty). */
  ensureSpace(height: number): void {
    if (height > this.remaining && this.y > this.top) this.startPage();
  }

  /** Lines of a text at a size, for a room given in points. */
  breakText(text: RichText, size: number, options: LineBreakOptions): TextLine[] {
    return breakIntoLines(text, options, (part, style) => measureText(part, style, size));
  }

  /** Draws one line; `y` is the top of the line. A justified line is stretched when its paragraph goes on, within limits. */
  drawLine(line: TextLine, { x, y, width, size, align }: LinePosition): void {
    const gaps = line.words.slice(1).filter((word) => word.spaceBefore > 0).length;
    const wanted = align === 'justify' && line.continues && gaps > 0 ? Math.max(0, width - line.width) / gaps : 0;
    const stretch = wanted > MAX_STRETCH * size ? 0 : wanted;
    let position = x;
    if (align === 'center') position += (width - line.width) / 2;
    if (align === 'right') position += width - line.width;

    let pending: { text: string; style: FontStyle; x: number } | undefined;
    const flush = (): void => {
      if (pending) this.drawRuns(pending.text, pending.style, size, pending.x, y);
      pending = undefined;
    };
    const append = (text: string, style: FontStyle, advance: number): void => {
      if (pending?.style === style) {
        pending.text += text;
      } else {
        flush();
        pending = { text, style, x: position };
      }
      position += advance;
    };
    line.words.forEach((word, index) => {
      if (index > 0 && word.spaceBefore > 0) {
        append(' ', word.spaceStyle, word.spaceBefore + stretch);
        if (stretch > 0) flush();
      }
      for (const fragment of word.fragments) append(fragment.text, fragment.style, fragment.width);
    });
    flush();
  }

  /** A thin rule, black. */
  drawRule(fromX: number, fromY: number, toX: number, toY: number): void {
    this.doc.moveTo(fromX, fromY).lineTo(toX, toY).lineWidth(0.6).stroke();
  }

  /** Numbers the pages from the second on (mục I.7: top centre, not on the first), closes the document, gives its bytes. */
  finish(): Promise<Buffer> {
    const { count } = this.doc.bufferedPageRange();
    for (let index = 1; index < count; index++) {
      this.doc.switchToPage(index);
      const size = 12;
      const [line] = this.breakText(String(index + 1), size, { width: this.width });
      if (line) {
        this.drawLine(line, { x: this.left, y: this.top - millimetres(9), width: this.width, size, align: 'center' });
      }
    }
    this.doc.end();
    return this.finished;
  }

  private drawRuns(text: string, style: FontStyle, size: number, x: number, y: number): void {
    let position = x;
    for (const run of splitIntoRuns(text, style)) {
      const textWidth = measureText(run.text, style, size);
      // `textWidth` and `wordCount` spare pdfkit from measuring again; they are options of its text engine, not of its types.
      const options = { lineBreak: false, textWidth, wordCount: 1 };
      this.selectFont(run.font, size).text(run.text, position, y, options);
      position += textWidth;
    }
  }

  /** Registers a font when the document first draws with it; pdfkit takes an open font too, its types only a file. */
  private selectFont(font: string, size: number): PDFKit.PDFDocument {
    if (!this.fonts.has(font)) {
      this.doc.registerFont(font, loadTinos(font) as unknown as Buffer);
      this.fonts.add(font);
    }
    return this.doc.font(font, size);
  }
}
