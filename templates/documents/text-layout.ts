/** Breaks styled text into lines. Pure: the width of a letter comes in as a function, lengths are in points (1/72 inch). */
import type { FontStyle } from './tinos-font';
import { normaliseText } from './tinos-font';

/** A stretch of text in one style. */
export interface TextSpan {
  text: string;
  style?: FontStyle;
}

/** What may be written on a page: plain text in the default style, or spans with styles of their own. */
export type RichText = string | readonly TextSpan[];

/** Letters of one style set next to each other without a space. */
export interface Fragment {
  text: string;
  style: FontStyle;
  width: number;
}

export interface Word {
  fragments: Fragment[];
  width: number;
  /** Width of the space before the word, and the style that space has; used unless the word opens a line. */
  spaceBefore: number;
  spaceStyle: FontStyle;
}

export interface TextLine {
  words: Word[];
  width: number;
  /** The paragraph goes on in the next line, so this one may be stretched to the margin. */
  continues: boolean;
}

export interface LineBreakOptions {
  /** Room for a line. */
  width: number;
  /** Indent of the first line. */
  firstIndent?: number;
  style?: FontStyle;
}

/** Width in points of a normalised text in a style; the sum of its letters' widths (tinos-font.ts, T2). */
export type MeasureText = (text: string, style: FontStyle) => number;

/**
 * Lines of a text: broken at spaces and line feeds; a word wider than the line (an address of a web page, a code) is
 * broken between letters. Nothing of the text but spaces at line ends is dropped. At least one line.
 */
export function breakIntoLines(text: RichText, options: LineBreakOptions, measure: MeasureText): TextLine[] {
  const lines: TextLine[] = [];
  let firstOfText = true;
  for (const paragraph of splitParagraphs(text, options.style ?? 'regular')) {
    const words = collectWords(paragraph, measure);
    const before = lines.length;
    let line = startLine();
    let room = options.width - (firstOfText ? (options.firstIndent ?? 0) : 0);
    for (const word of words) {
      for (const piece of fitToWidth(word, options.width, measure)) {
        const needed = line.words.length === 0 ? piece.width : piece.spaceBefore + piece.width;
        if (line.words.length > 0 && line.width + needed > room + ROUNDING) {
          lines.push({ ...line, continues: true });
          line = startLine();
          room = options.width;
        }
        line.width += line.words.length === 0 ? piece.width : piece.spaceBefore + piece.width;
        line.words.push(piece);
      }
    }
    if (line.words.length > 0 || lines.length === before) lines.push(line);
    firstOfText = false;
  }
  return lines;
}

/** Sums of floating-point widths may exceed the room by a hair. */
const ROUNDING = 0.001;

function startLine(): TextLine {
  return { words: [], width: 0, continues: false };
}

function splitParagraphs(text: RichText, style: FontStyle): Required<TextSpan>[][] {
  const spans = typeof text === 'string' ? [{ text }] : text;
  const paragraphs: Required<TextSpan>[][] = [[]];
  for (const span of spans) {
    normaliseText(span.text)
      .split('\n')
      .forEach((part, index) => {
        if (index > 0) paragraphs.push([]);
        paragraphs.at(-1)?.push({ text: part, style: ('style' in span && span.style) || style });
      });
  }
  return paragraphs;
}

function collectWords(spans: Required<TextSpan>[], measure: MeasureText): Word[] {
  const words: Word[] = [];
  let pendingSpace = '';
  let spaceStyle: FontStyle = 'regular';
  for (const { text, style } of spans) {
    // Only the plain space breaks; a no-break space stays inside its word.
    for (const part of text.split(/( +)/)) {
      if (part === '') continue;
      if (part.startsWith(' ')) {
        pendingSpace = ' ';
        spaceStyle = style;
        continue;
      }
      const fragment: Fragment = { text: part, style, width: measure(part, style) };
      const current = words.at(-1);
      if (current && pendingSpace === '') {
        current.fragments.push(fragment);
        current.width += fragment.width;
      } else {
        const spaceBefore = pendingSpace === '' ? 0 : measure(pendingSpace, spaceStyle);
        words.push({ fragments: [fragment], width: fragment.width, spaceBefore, spaceStyle });
      }
      pendingSpace = '';
    }
  }
  return words;
}

/** Signs after which a code or a web address is best broken. */
const BREAK_AFTER = new Set(['-', '/', '_', '.', ',', ';', '&', '=', '?', '@', '–']);

/** The word itself, or the pieces of a word that no line can hold, cut after a separator where there is one. */
function fitToWidth(word: Word, width: number, measure: MeasureText): Word[] {
  if (word.width <= width + ROUNDING) return [word];
  const letters = word.fragments.flatMap(({ text, style }) =>
    Array.from(text, (letter) => ({ text: letter, style, width: measure(letter, style) })),
  );
  const pieces: Word[] = [];
  let start = 0;
  while (start < letters.length) {
    let end = start;
    let room = width;
    while (end < letters.length && (end === start || (letters[end]?.width ?? 0) <= room)) {
      room -= letters[end]?.width ?? 0;
      end++;
    }
    if (end < letters.length) end = findSeparator(letters, start, end) ?? end;
    pieces.push(joinLetters(letters.slice(start, end), pieces.length === 0 ? word : undefined));
    start = end;
  }
  return pieces;
}

/** Position after the last separator between start and end. */
function findSeparator(letters: readonly Fragment[], start: number, end: number): number | undefined {
  for (let position = end; position > start; position--) {
    if (BREAK_AFTER.has(letters[position - 1]?.text ?? '')) return position;
  }
  return undefined;
}

function joinLetters(letters: readonly Fragment[], opening: Word | undefined): Word {
  const piece: Word = {
    fragments: [],
    width: 0,
    spaceBefore: opening?.spaceBefore ?? 0,
    spaceStyle: opening?.spaceStyle ?? 'regular',
  };
  for (const { text, style, width } of letters) appendLetter(piece, text, style, width);
  return piece;
}

function appendLetter(piece: Word, letter: string, style: FontStyle, width: number): void {
  const last = piece.fragments.at(-1);
  if (last?.style === style) {
    last.text += letter;
    last.width += width;
  } else {
    piece.fragments.push({ text: letter, style, width });
  }
  piece.width += width;
}
