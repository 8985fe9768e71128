/** Running text and labelled fields, the way official forms set them. */
import { LINE_HEIGHT } from './page-writer';
import type { Alignment, PageWriter } from './page-writer';
import type { RichText, TextLine } from './text-layout';
import { measureText } from './text-metrics';
import type { FontStyle } from './tinos-font';
import { normaliseText } from './tinos-font';

/** Size of body text (NĐ 30/2020, Phụ lục I, mục II.5: 13–14). */
export const BODY_SIZE = 13;

/** Printed where a form leaves room for something not given. */
export const DOTS = '………………';

export interface ParagraphOptions {
  size?: number;
  style?: FontStyle;
  align?: Alignment;
  /** Distance of the whole paragraph from the left margin, in points. */
  indent?: number;
  /** Further indent of its first line. */
  firstIndent?: number;
  spaceAfter?: number;
}

/** A value of a form, or undefined when it was not given: then dotted lines stand in its place. */
export interface Field {
  label: string;
  value?: RichText;
}

/** A text that was given, or undefined; blank counts as not given. */
export function presentOrUndefined(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text;
}

/** The text, or dots when it was not given. */
export function textOrDots(text: string | undefined): string {
  return presentOrUndefined(text) ?? DOTS;
}

/** Writes a text over as many lines and pages as it needs. */
export function drawParagraph(page: PageWriter, text: RichText, options: ParagraphOptions = {}): void {
  const size = options.size ?? BODY_SIZE;
  const x = page.left + (options.indent ?? 0);
  const width = page.right - x;
  const lines = page.breakText(text, size, { width, firstIndent: options.firstIndent, style: options.style });
  drawLines(page, lines, { ...options, size, x, width });
  page.y += options.spaceAfter ?? 3;
}

/** A field on lines of its own: "Label: value", or "Label: ………" to the end of the line. */
export function drawField(page: PageWriter, field: Field, options: ParagraphOptions = {}): void {
  drawFields(page, [field], [1], options);
}

/** Fields side by side; `weights` share the width out. */
export function drawFields(
  page: PageWriter,
  fields: readonly Field[],
  weights: readonly number[],
  options: ParagraphOptions = {},
): void {
  const size = options.size ?? BODY_SIZE;
  const gap = 8;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const room = page.width - (options.indent ?? 0) - gap * (fields.length - 1);
  let x = page.left + (options.indent ?? 0);
  const cells = fields.map((field, index) => {
    const width = (room * (weights[index] ?? 1)) / total;
    const cell = { x, width, lines: page.breakText(composeField(page, field, size, width), size, { width }) };
    x += width + gap;
    return cell;
  });
  const rows = Math.max(...cells.map((cell) => cell.lines.length));
  for (let row = 0; row < rows; row++) {
    page.ensureSpace(size * LINE_HEIGHT);
    for (const { x: cellX, width, lines } of cells) {
      const line = lines[row];
      if (line) page.drawLine(line, { x: cellX, y: page.y, width, size, align: options.align ?? 'justify' });
    }
    page.y += size * LINE_HEIGHT;
  }
  page.y += options.spaceAfter ?? 3;
}

function composeField(page: PageWriter, { label, value }: Field, size: number, width: number): RichText {
  const opening = normaliseText(`${label}: `);
  if (isGiven(value)) return [{ text: opening }, ...(typeof value === 'string' ? [{ text: value }] : value)];
  const room = width - measureText(opening, 'regular', size);
  const dots = Math.max(3, Math.floor(room / measureText('…', 'regular', size)));
  return `${opening}${'…'.repeat(dots)}`;
}

function isGiven(value: RichText | undefined): value is RichText {
  const text = typeof value === 'string' ? value : value?.map((span) => span.text).join('');
  return presentOrUndefined(text) !== undefined;
}

function drawLines(
  page: PageWriter,
  lines: readonly TextLine[],
  options: ParagraphOptions & { size: number; x: number; width: number },
): void {
  const height = options.size * LINE_HEIGHT;
  lines.forEach((line, index) => {
    page.ensureSpace(height);
    const shift = index === 0 ? (options.firstIndent ?? 0) : 0;
    page.drawLine(line, {
      x: options.x + shift,
      y: page.y,
      width: options.width - shift,
      size: options.size,
      align: options.align ?? 'justify',
    });
    page.y += height;
  });
}
