import { create, type Font } from 'fontkit';

/** A letter as pdfkit draws it: `id` of its glyph, width in units of the em. */
interface Letter {
  readonly id: number;
  readonly advanceWidth: number;
  readonly codePoints: readonly number[];
}

/** What pdfkit takes for a font (any object with a `layout`); it is read by as many documents as are drawn. */
export interface LetterFont extends Omit<Font, 'layout'> {
  /** Width of a text in ems. */
  widthOf(text: string): number;
  layout(text: string): {
    readonly glyphs: readonly Letter[];
    readonly positions: readonly { xAdvance: number; yAdvance: number; xOffset: number; yOffset: number }[];
    readonly advanceWidth: number;
  };
}

/**
 * A font file that sets each letter as its own glyph, without ligatures, kerning or marks. Shaping by the rules of OpenType, which
 * changes nothing in composed Vietnamese, and reading the file anew for each document were most of the time a document took.
 * @param file a TrueType font
 */
export function openLetterFont(file: Buffer): LetterFont {
  const font = create(file) as Font;
  const letters = new Map<number, Letter>();
  const letterAt = (codePoint: number): Letter => {
    let letter = letters.get(codePoint);
    if (!letter) {
      // fontkit keeps one glyph for the code points that share it, and the first of them: a document must not hang on those before.
      const { id, advanceWidth } = font.glyphForCodePoint(codePoint);
      letter = { id, advanceWidth, codePoints: [codePoint] };
      letters.set(codePoint, letter);
    }
    return letter;
  };
  const perUnit = 1 / font.unitsPerEm;
  return Object.assign(font, {
    widthOf: (text: string) => {
      let width = 0;
      for (const letter of text) width += letterAt(letter.codePointAt(0) ?? 0).advanceWidth;
      return width * perUnit;
    },
    layout: (text: string) => {
      const glyphs = Array.from(text, (letter) => letterAt(letter.codePointAt(0) ?? 0));
      return {
        glyphs,
        // pdfkit scales them in place.
        positions: glyphs.map(({ advanceWidth }) => ({ xAdvance: advanceWidth, yAdvance: 0, xOffset: 0, yOffset: 0 })),
        advanceWidth: glyphs.reduce((width, { advanceWidth }) => width + advanceWidth, 0),
      };
    },
  });
}
