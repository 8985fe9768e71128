import { PageWriter } from '../../../templates/documents/page-writer';
import { measureText } from '../../../templates/documents/text-metrics';
import type { LetterFont } from '../../../templates/documents/letter-font';
import type { FontStyle } from '../../../templates/documents/tinos-font';
import { loadTinos, normaliseText, splitIntoRuns } from '../../../templates/documents/tinos-font';
import { flattenText, joinText, readPdf } from './read-pdf';

const STYLES: FontStyle[] = ['regular', 'bold', 'italic', 'bold-italic'];
const TONES = ['', '\u0300', '\u0301', '\u0309', '\u0303', '\u0323'];
const VOWELS = [...'aăâeêioôơuưy'];
const CONSONANTS = [...'bcdđghklmnpqrstvxfjwz'];
const SMALL = [...VOWELS.flatMap((vowel) => TONES.map((tone) => (vowel + tone).normalize('NFC'))), ...CONSONANTS];
const ALPHABET = [...SMALL, ...SMALL.map((letter) => letter.toUpperCase())];

function findFont(letter: string, style: FontStyle): LetterFont {
  const [run] = splitIntoRuns(letter, style);
  if (!run) throw new Error('no run');
  return loadTinos(run.font);
}

describe('Tinos over its subset files', () => {
  it('knows 186 Vietnamese letters, each a single code point', () => {
    expect(new Set(ALPHABET).size).toBe(186);
    expect(ALPHABET.every((letter) => letter.length === 1)).toBe(true);
  });

  it.each(STYLES)('has a real glyph for every Vietnamese letter in %s', (style) => {
    for (const letter of ALPHABET) {
      const font = findFont(letter, style);
      expect([letter, font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0)]).toEqual([letter, true]);
      expect(font.glyphForCodePoint(letter.codePointAt(0) ?? 0).path.toSVG().length).toBeGreaterThan(20);
    }
  });

  it.each(STYLES)('sets a letter with a tone mark exactly as wide as without, in %s: no seams', (style) => {
    for (const base of [...VOWELS, ...VOWELS.map((vowel) => vowel.toUpperCase())]) {
      for (const tone of TONES) {
        const toned = (base + tone).normalize('NFC');
        expect([toned, measureText(toned, style, 10)]).toEqual([toned, measureText(base, style, 10)]);
      }
    }
  });

  it.each(STYLES)('has one em and one baseline in all subsets of %s', (style) => {
    const metrics = ['a', 'ế', 'ŏ', 'α', '№'].map((letter) => {
      const { unitsPerEm, ascent, descent } = findFont(letter, style);
      return { unitsPerEm, ascent, descent };
    });
    expect(new Set(metrics.map((metric) => JSON.stringify(metric))).size).toBe(1);
  });

  it('never chooses a file that lacks the letter, over all letters it may meet', () => {
    // given every code point up to U+2FFF, and the later Latin blocks
    const codePoints = [...Array(0x3000).keys(), ...Array.from({ length: 0x900 }, (_, index) => 0xa700 + index)];
    const missing: string[] = [];
    for (const codePoint of codePoints) {
      // when it is prepared and cut into runs
      for (const run of splitIntoRuns(normaliseText(String.fromCodePoint(codePoint)).replace('\n', ''), 'regular')) {
        const font = loadTinos(run.font);
        // then the chosen files have what is to be drawn
        for (const letter of run.text) {
          if (!font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0)) missing.push(codePoint.toString(16));
        }
      }
    }
    expect(missing).toEqual([]);
  });

  it('cuts a word at the seams of the subsets and loses nothing', () => {
    expect(splitIntoRuns('Đồng Xoài', 'bold')).toEqual([
      { font: 'tinos-bold-vietnamese', text: 'Đồ' },
      { font: 'tinos-bold-latin', text: 'ng Xoài' },
    ]);
  });

  it('refuses a name that is not of its fonts', () => {
    expect(() => loadTinos('helvetica')).toThrow('Not a font of Tinos');
  });
});

describe('normaliseText', () => {
  it('composes decomposed Vietnamese', () => {
    expect(normaliseText('Nguyễn Thị Hồng Phượng'.normalize('NFD'))).toBe('Nguyễn Thị Hồng Phượng');
  });

  it('drops what is invisible, turns tabs into spaces, keeps line feeds', () => {
    expect(normaliseText('a\u200Bb\tc\r\nd\u0000\uFEFFe\u202Ef')).toBe('ab c\ndef');
  });

  it('replaces signs the font lacks, visibly', () => {
    expect(normaliseText('≤ 5 ngày → xong ☑')).toBe('<= 5 ngày -> xong [x]');
    expect(normaliseText('漢😀')).toBe('\uFFFD\uFFFD');
  });
});

describe('drawing', () => {
  it('draws the whole alphabet in every style: no empty box, every letter read back, measured as drawn', async () => {
    // given a page with the alphabet in the four styles
    const page = new PageWriter({ title: 'Chữ cái', author: 'Sodo', createdAt: new Date('2023-03-02T00:00:00Z') });
    const text = ALPHABET.join('');
    STYLES.forEach((style, index) => {
      for (const [row, line] of page.breakText(text, 13, { width: page.width, style }).entries()) {
        const y = page.top + (index * 12 + row) * 16;
        page.drawLine(line, { x: page.left, y, width: page.width, size: 13, align: 'left' });
      }
    });
    // when the PDF is read back
    const file = readPdf(await page.finish());
    // then every letter is there four times, none is glyph 0, and a run starts where the run before it ended
    expect(joinText(file).replace(/\n/g, '')).toBe(text.repeat(4));
    const texts = file.pages.flatMap((one) => one.texts);
    expect(texts.flatMap(({ glyphs }) => glyphs).filter((glyph) => glyph === 0)).toEqual([]);
    texts.slice(1).forEach((run, index) => {
      const before = texts[index];
      if (before && before.y === run.y) expect(run.x).toBeCloseTo(before.x + before.width, 2);
    });
    expect(new Set(texts.map(({ font }) => font))).toEqual(
      new Set(['Tinos-Regular', 'Tinos-Bold', 'Tinos-Italic', 'Tinos-BoldItalic']),
    );
  });

  it('leaves no trace of measuring in the bytes', async () => {
    const drawWord = async (measureBefore: boolean): Promise<Buffer> => {
      const page = new PageWriter({ title: 'Đo', author: 'Sodo', createdAt: new Date('2023-03-02T00:00:00Z') });
      // Letters no other test measures, so no width of theirs is known yet.
      if (measureBefore) for (const style of STYLES) page.breakText('ŵ ẁ Ω', 13, { width: 200, style });
      const [line] = page.breakText('sổ đỏ', 13, { width: 200 });
      if (line) page.drawLine(line, { x: 100, y: 100, width: 200, size: 13, align: 'left' });
      return page.finish();
    };
    expect((await drawWord(true)).equals(await drawWord(false))).toBe(true);
  });

  it('does not kern: pairs with and without tone marks stand equally far apart', async () => {
    // given pairs that Tinos kerns when they are bare ("To", "Va", "AV", "11") next to toned ones it cannot kern
    const page = new PageWriter({ title: 'Kern', author: 'Sodo', createdAt: new Date('2023-03-02T00:00:00Z') });
    const pairs = ['To', 'Tổ', 'Va', 'Và', 'AV', 'ÀV', '11', 'P.'];
    pairs.forEach((pair, row) => {
      const [line] = page.breakText(pair, 20, { width: 200 });
      if (line) page.drawLine(line, { x: 100, y: 100 + row * 30, width: 200, size: 20, align: 'left' });
    });
    // when read back
    const [sheet] = readPdf(await page.finish()).pages;
    const drawn = new Map<number, number>();
    for (const { y, width } of sheet?.texts ?? []) drawn.set(y, (drawn.get(y) ?? 0) + width);
    // then each is as wide as its letters
    const widths = [...drawn.values()];
    pairs.forEach((pair, row) => {
      const letters = [...pair].reduce((sum, letter) => sum + measureText(letter, 'regular', 20), 0);
      expect(widths[row]).toBeCloseTo(letters, 3);
    });
    expect(widths[0]).toBeCloseTo(widths[1] ?? 0, 3);
  });

  it('stretches a justified line to the margin, but never the last one', async () => {
    // given a paragraph of three lines
    const page = new PageWriter({ title: 'Căn đều', author: 'Sodo', createdAt: new Date('2023-03-02T00:00:00Z') });
    const lines = page.breakText('quyền sử dụng đất và tài sản gắn liền với đất '.repeat(3), 13, { width: 350 });
    lines.forEach((line, row) => {
      page.drawLine(line, { x: 100, y: 100 + row * 16, width: 350, size: 13, align: 'justify' });
    });
    // when it is read back
    const file = readPdf(await page.finish());
    // then each line but the last ends at the margin
    const ends = new Map<number, number>();
    for (const { x, y, width } of file.pages[0]?.texts ?? []) ends.set(y, x + width);
    const [last = 0, ...others] = [...ends.values()].reverse();
    expect(others.length).toBeGreaterThan(0);
    for (const end of others) expect(end).toBeCloseTo(450, 1);
    expect(last).toBeLessThan(440);
    expect(flattenText(file)).toContain('quyền sử dụng đất và tài sản gắn liền với đất quyền');
  });

  it('leaves a line ragged rather than tear holes into it', async () => {
    // given a line that a long code does not fit on any more
    const page = new PageWriter({ title: 'Mã dài', author: 'Sodo', createdAt: new Date('2023-03-02T00:00:00Z') });
    const [first] = page.breakText('của Ông/Bà; mã hồ sơ: 000.01.16.H10-261123-0005-000.01.16.H10', 13, { width: 350 });
    expect(first?.continues).toBe(true);
    // when it is drawn
    if (first) page.drawLine(first, { x: 100, y: 100, width: 350, size: 13, align: 'justify' });
    // then it keeps its natural width
    const texts = readPdf(await page.finish()).pages[0]?.texts ?? [];
    expect(Math.max(...texts.map(({ x, width }) => x + width))).toBeCloseTo(100 + (first?.width ?? 0), 1);
  });
});
