/**
 * Tinos (Times-metric) for pdfkit. The package ships each style as several SUBSET files, and Vietnamese letters are
 * spread over two of them (à, ê, ô in `latin`; ấ, đ, ư in `vietnamese`), while pdfkit draws a string from one file.
 * So a text is cut into runs, each drawn from the first subset that has its letters. Two facts make the seams invisible:
 *  T1. all subsets of a style share one design, one em (2048) and one baseline;
 *  T2. letters are set one by one (letter-font.ts), without kerning. Tinos kerns only unaccented pairs ("To" but not "Tổ"),
 *      and no kerning can cross a file; so the width of a text is the sum of its letters' widths, however the text is cut.
 */
import { readFileSync } from 'node:fs';
import unicodeRanges from '@fontsource/tinos/unicode.json';
import { openLetterFont, type LetterFont } from './letter-font';
import { unpackWoff } from './woff-file';

export type FontStyle = 'regular' | 'bold' | 'italic' | 'bold-italic';

/** A piece of text that one font file draws. */
export interface FontRun {
  /** Name of the font file; `loadTinos` has it. */
  font: string;
  text: string;
}

/** Order of preference: where two subsets have a letter, the earlier one draws it. */
const SUBSETS = ['latin', 'vietnamese', 'latin-ext', 'greek', 'cyrillic'] as const;
type Subset = (typeof SUBSETS)[number];

const STYLE_FILES = {
  regular: '400-normal',
  bold: '700-normal',
  italic: '400-italic',
  'bold-italic': '700-italic',
} as const satisfies Record<FontStyle, string>;

/** Signs of everyday typing that Tinos lacks, and what is printed instead. */
const SUBSTITUTES: Readonly<Record<string, string>> = {
  '≤': '<=',
  '≥': '>=',
  '≠': '<>',
  '→': '->',
  '⇒': '=>',
  '✓': 'x',
  '✔': 'x',
  '☑': '[x]',
  '☒': '[x]',
  '☐': '[ ]',
  '●': '•',
  '▪': '•',
  '■': '•',
  '\u2010': '-',
  '\u2011': '-',
  '\u2012': '–',
  '\u2015': '—',
  '\u2003': ' ',
  '\u2007': ' ',
  '\u2008': ' ',
  '\u200A': ' ',
  '\u202F': '\u00A0',
};

/** What is printed for a letter no subset has: visible, so the reader knows that something stood there. */
const REPLACEMENT = '\uFFFD';

/**
 * Code points the package announces for a subset but whose letters its files do not draw. A unit test compares the
 * result with the files, letter by letter, so a new release of the package cannot open a hole unseen.
 */
const ABSENT: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  latin: parseRanges(
    'U+0000-001F,U+007F-009F,U+2000-2001,U+2003-2008,U+200A-2012,U+2015-2017,U+201B,U+201F-2021,U+2023-2025,' +
      'U+2027-2031,U+2034-2038,U+203B-2043,U+2045-206F,U+FEFF',
  ),
  'latin-ext': parseRanges('U+0131,U+0152-0153,U+20BF-20C0,U+A7AF-A7F6'),
};

const COVERAGE: Readonly<Record<Subset, readonly (readonly [number, number])[]>> = {
  latin: parseRanges(unicodeRanges.latin),
  vietnamese: parseRanges(unicodeRanges.vietnamese),
  'latin-ext': parseRanges(unicodeRanges['latin-ext']),
  greek: parseRanges(unicodeRanges.greek),
  cyrillic: parseRanges(unicodeRanges.cyrillic),
};

/** Font names of runs and the package's files. */
const FILE_NAMES: ReadonlyMap<string, string> = new Map(
  (Object.keys(STYLE_FILES) as FontStyle[]).flatMap((style) =>
    SUBSETS.map((subset) => [fontName(style, subset), `tinos-${subset}-${STYLE_FILES[style]}.woff`] as const),
  ),
);

const fonts = new Map<string, LetterFont>();
const subsetByLetter = new Map<string, Subset | undefined>();

/**
 * The font of a run, read and unpacked once per process.
 * @throws Error when `name` is not the font of a run.
 */
export function loadTinos(name: string): LetterFont {
  let font = fonts.get(name);
  if (!font) {
    const file = FILE_NAMES.get(name);
    if (!file) throw new Error(`Not a font of Tinos: ${name}`);
    const folder = require.resolve('@fontsource/tinos/package.json').replace(/package\.json$/, 'files/');
    font = openLetterFont(unpackWoff(readFileSync(folder + file)));
    fonts.set(name, font);
  }
  return font;
}

/**
 * Prepares a text of any origin for drawing: NFC (Vietnamese typed on a Mac comes decomposed), tabs to spaces, control
 * and invisible characters out, signs Tinos lacks replaced. Line feeds stay; they break the line.
 */
export function normaliseText(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(/[\t\v\f]/g, ' ')
    .replace(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/g, '');
  return Array.from(plain, replaceUndrawable).join('');
}

/** Cuts a normalised text (without line feeds) into the runs that draw it. Joined, their texts are the text. */
export function splitIntoRuns(text: string, style: FontStyle): FontRun[] {
  const runs: FontRun[] = [];
  for (const letter of text) {
    const font = fontName(style, findSubset(letter) ?? 'latin');
    const last = runs.at(-1);
    if (last?.font === font) last.text += letter;
    else runs.push({ font, text: letter });
  }
  return runs;
}

function fontName(style: FontStyle, subset: Subset): string {
  return `tinos-${style}-${subset}`;
}

function replaceUndrawable(letter: string): string {
  if (letter === '\n' || findSubset(letter) !== undefined) return letter;
  return SUBSTITUTES[letter] ?? REPLACEMENT;
}

function findSubset(letter: string): Subset | undefined {
  if (!subsetByLetter.has(letter)) {
    const codePoint = letter.codePointAt(0) ?? 0;
    subsetByLetter.set(
      letter,
      SUBSETS.find((subset) => isWithin(COVERAGE[subset], codePoint) && !isWithin(ABSENT[subset] ?? [], codePoint)),
    );
  }
  return subsetByLetter.get(letter);
}

function isWithin(ranges: readonly (readonly [number, number])[], codePoint: number): boolean {
  return ranges.some(([first, last]) => codePoint >= first && codePoint <= last);
}

/** `U+0102-0103,U+0110` → [[0x102, 0x103], [0x110, 0x110]]. */
function parseRanges(ranges: string): (readonly [number, number])[] {
  return ranges.split(',').map((range) => {
    const [first = '', last = first] = range.replace('U+', '').split('-');
    return [parseInt(first, 16), parseInt(last, 16)] as const;
  });
}
