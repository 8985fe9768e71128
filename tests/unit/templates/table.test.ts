import fc from 'fast-check';
import { PageWriter } from '../../../templates/documents/page-writer';
import type { TableColumn } from '../../../templates/documents/table';
import { drawTable } from '../../../templates/documents/table';
import type { PdfFile } from './read-pdf';
import { joinText, readPdf } from './read-pdf';

const COLUMNS: TableColumn[] = [
  { heading: 'TT', weight: 1, align: 'center' },
  { heading: 'Nội dung', weight: 5 },
  { heading: 'Giao', group: 'Thời gian', weight: 2 },
  { heading: 'Nhận', group: 'Thời gian', weight: 2 },
];

async function drawRows(rows: readonly (readonly string[])[], landscape = false): Promise<PdfFile> {
  const createdAt = new Date('2023-03-02T00:00:00Z');
  const page = new PageWriter({ title: 'Bảng', author: 'Sodo', createdAt, landscape });
  drawTable(page, COLUMNS, rows, { size: 10, numbered: true });
  return readPdf(await page.finish());
}

function countMatches(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}

describe('drawTable', () => {
  it('repeats the whole heading on every page', async () => {
    const rows = Array.from({ length: 120 }, (_, index) => [String(index), `dòng${index}x`, '', '']);
    const file = await drawRows(rows);
    expect(file.pages.length).toBeGreaterThan(2);
    for (const page of file.pages) {
      const text = joinText(page);
      for (const heading of ['TT', 'Nội dung', 'Thời gian', 'Giao', 'Nhận', '(1)', '(4)']) {
        expect([heading, text.split('\n').filter((line) => line.includes(heading)).length]).toEqual([heading, 1]);
      }
    }
  });

  it('keeps a row that fits a page on one page', async () => {
    // given rows of five lines, which do not divide the page evenly
    const rows = Array.from({ length: 30 }, (_, index) => [`${index}`, `đầu${index}x\nb\nc\nd\ncuối${index}x`, '', '']);
    // when drawn
    const file = await drawRows(rows);
    // then first and last line of each row are on the same page
    for (let index = 0; index < rows.length; index++) {
      const holding = file.pages.filter((page) => joinText(page).includes(`đầu${index}x`));
      expect(holding).toHaveLength(1);
      expect(holding.every((page) => joinText(page).includes(`cuối${index}x`))).toBe(true);
    }
  });

  it('continues a row taller than a page, losing no line', async () => {
    const lines = Array.from({ length: 200 }, (_, index) => `dòng${index}x`);
    const file = await drawRows([
      ['1', 'trước', '', ''],
      ['2', lines.join('\n'), '', ''],
      ['3', 'sau', '', ''],
    ]);
    const text = joinText(file);
    for (const line of [...lines, 'trước', 'sau']) expect([line, text.split(line).length - 1]).toEqual([line, 1]);
  });

  it('draws a heading alone for a table without rows', async () => {
    const file = await drawRows([]);
    expect(file.pages).toHaveLength(1);
    expect(joinText(file)).toContain('Nội dung');
  });

  it('refuses a row that has not one cell per column', async () => {
    await expect(drawRows([['1', 'thiếu']])).rejects.toThrow('A row of 2 cells does not fit a table of 4 columns');
  });

  it('loses no row and leaves no page, whatever the rows hold', async () => {
    const height = fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 1, max: 6 }) }, fc.integer({ min: 40, max: 90 }));
    await fc.assert(
      fc.asyncProperty(fc.array(height, { maxLength: 40 }), fc.boolean(), async (heights, landscape) => {
        // given rows of so many lines, each line with a text of its own
        const rows = heights.map((lines, row) => [
          `${row + 1}`,
          Array.from({ length: lines }, (_, line) => `h${row}d${line}x`).join('\n'),
          'ngắn',
          '',
        ]);
        // when drawn and read back
        const file = await drawRows(rows, landscape);
        // then every line is there once, in order, and nothing is drawn below the margin
        const expected = heights.flatMap((lines, row) =>
          Array.from({ length: lines }, (_, line) => `h${row}d${line}x`),
        );
        const found = [...joinText(file).matchAll(/h\d+d\d+x/g)].map(([line]) => line);
        expect(found).toEqual(expected);
        expect(countMatches(joinText(file), /ngắn/g)).toBe(heights.length);
        for (const page of file.pages) {
          for (const { y } of page.texts) expect(y).toBeGreaterThan(40);
          for (const [, top, , tall] of page.rectangles) expect(top + tall).toBeLessThanOrEqual(page.height - 42);
        }
      }),
      { numRuns: 25 },
    );
  });
});
