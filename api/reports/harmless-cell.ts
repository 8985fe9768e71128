/** What a spreadsheet program would take for a formula when it opens the text of a cell. */
const FORMULA = /^[\s]*[=+\-@|%\t\r]/;

/** A cell's text that no spreadsheet program runs: an apostrophe before it says "text". */
export function harmlessCell(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}
