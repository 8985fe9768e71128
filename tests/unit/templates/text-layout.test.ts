import fc from 'fast-check';
import type { TextLine } from '../../../templates/documents/text-layout';
import { breakIntoLines } from '../../../templates/documents/text-layout';

/** Every letter one point wide: widths can be counted. */
const countLetters = (text: string): number => Array.from(text).length;

function showLine(line: TextLine): string {
  return line.words
    .map((word, index) => (index > 0 && word.spaceBefore > 0 ? ' ' : '') + word.fragments.map((f) => f.text).join(''))
    .join('');
}

const breakText = (text: string, width: number, firstIndent = 0): string[] =>
  breakIntoLines(text, { width, firstIndent }, countLetters).map(showLine);

describe('breakIntoLines', () => {
  it('breaks at spaces and line feeds, and keeps empty lines', () => {
    expect(breakText('đất ở tại đô thị', 9)).toEqual(['đất ở tại', 'đô thị']);
    expect(breakText('một\n\nhai', 9)).toEqual(['một', '', 'hai']);
    expect(breakText('', 9)).toEqual(['']);
  });

  it('counts the indent on the first line only', () => {
    expect(breakText('aa bb cc dd', 8, 3)).toEqual(['aa bb', 'cc dd']);
  });

  it('breaks a word no line can hold after a separator, else between letters', () => {
    expect(breakText('231/PC-CNĐX', 7)).toEqual(['231/PC-', 'CNĐX']);
    expect(breakText('https://tracuu.example.vn', 10)).toEqual(['https://', 'tracuu.', 'example.vn']);
    expect(breakText('aaaaaaaaaa', 4)).toEqual(['aaaa', 'aaaa', 'aa']);
  });

  it('does not break at a no-break space', () => {
    expect(breakText('ngày 02\u00A0tháng 3', 9)).toEqual(['ngày', '02\u00A0tháng', '3']);
  });

  it('puts decomposed letters together before it measures them', () => {
    expect(breakText('Đồng Xoài'.normalize('NFD'), 9)).toEqual(['Đồng Xoài']);
  });

  it('sets styles next to each other without a space when none was written', () => {
    // given a bold label right before a comma
    const spans = [{ text: 'Mã', style: 'bold' as const }, { text: ', số' }];
    // when it is broken into one line
    const [line] = breakIntoLines(spans, { width: 50 }, countLetters);
    // then label and comma are one word of two styles
    expect(line?.words.map((word) => word.fragments.map(({ text, style }) => `${style}:${text}`))).toEqual([
      ['bold:Mã', 'regular:,'],
      ['regular:số'],
    ]);
  });

  it('keeps every letter, and keeps every line within the width', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'ế', 'Đ', ' ', '-', '\n', '…'), maxLength: 80 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 20 }), (source, width) => {
        const lines = breakText(source, width);
        expect(lines.join('').replace(/ /g, '')).toBe(source.replace(/[ \n]/g, ''));
        for (const line of lines) expect(countLetters(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});
