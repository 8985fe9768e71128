import type { FontStyle } from './tinos-font';
import { loadTinos, splitIntoRuns } from './tinos-font';

/** Width in points of a normalised text without line feeds, in Tinos. */
export function measureText(text: string, style: FontStyle, size: number): number {
  let width = 0;
  for (const { font, text: piece } of splitIntoRuns(text, style)) width += loadTinos(font).widthOf(piece);
  return width * size;
}
