/** Widths of texts in Tinos. They come from a document of their own: measuring must leave no trace in a paper's bytes. */
import PDFDocument from 'pdfkit';
import type { FontStyle } from './tinos-font';
import { loadTinos, splitIntoRuns } from './tinos-font';

/**
 * A document that only measures and is never written. Were a paper's own document used, the first paper of a process
 * would meet its fonts in another order than the next (whose widths are known already), and equal data would give
 * unequal bytes.
 */
let ruler: PDFKit.PDFDocument | undefined;

/** Width of each letter at size 1000, by font file. */
const letterWidths = new Map<string, Map<string, number>>();

/** Width in points of a normalised text without line feeds. */
export function measureText(text: string, style: FontStyle, size: number): number {
  let width = 0;
  for (const run of splitIntoRuns(text, style)) width += measureRun(run.text, run.font);
  return (width * size) / 1000;
}

function measureRun(text: string, font: string): number {
  let known = letterWidths.get(font);
  if (!known) {
    known = new Map();
    letterWidths.set(font, known);
  }
  let width = 0;
  for (const letter of text) {
    let letterWidth = known.get(letter);
    if (letterWidth === undefined) {
      letterWidth = measureLetter(letter, font);
      known.set(letter, letterWidth);
    }
    width += letterWidth;
  }
  return width;
}

function measureLetter(letter: string, font: string): number {
  ruler ??= new PDFDocument({ autoFirstPage: false });
  return ruler.registerFont(font, loadTinos(font)).font(font, 1000).widthOfString(letter);
}
