import type { Statistics } from '../../contracts/statistics.schema';
import { STATISTICS_COLUMNS, STATISTICS_TITLE } from '../../templates/documents/statistics-report';
import { formatMoment, formatShortDate } from '../../templates/documents/vietnamese-format';
import { statisticsRows, type FigureRow } from '../../templates/documents/statistics-rows';

const FIRST_FIGURE = 2;
const COLUMNS = STATISTICS_COLUMNS.length + 1;

/** The statistics as a workbook: one sheet, by unit and by field under the same headings. Figures are numbers. */
export async function renderStatisticsSheet(statistics: Statistics): Promise<Buffer> {
  const { Workbook } = (await import('exceljs')).default;
  const workbook = new Workbook();
  workbook.creator = 'Sodo';
  workbook.created = new Date(statistics.asOf);
  const sheet = workbook.addWorksheet('Thống kê', {
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  sheet.getColumn(1).width = 44;
  for (let column = FIRST_FIGURE; column <= COLUMNS; column += 1) sheet.getColumn(column).width = 12;
  const { units, fields, total } = statisticsRows(statistics);
  const { from, to, asOf } = statistics;

  const addLine = (text: string, size: number, bold: boolean) => {
    const row = sheet.addRow([text]);
    row.font = { name: 'Times New Roman', size, bold };
    sheet.mergeCells(row.number, 1, row.number, COLUMNS);
    row.alignment = { horizontal: 'center' };
  };
  const addTable = (of: string, rows: readonly FigureRow[]) => {
    const groups = sheet.addRow([of, ...STATISTICS_COLUMNS.map(({ group }) => group)]);
    const headings = sheet.addRow([of, ...STATISTICS_COLUMNS.map(({ heading }) => heading)]);
    sheet.mergeCells(groups.number, 1, headings.number, 1);
    for (const { first, last } of groupSpans()) sheet.mergeCells(groups.number, first, groups.number, last);
    const added = rows.map(({ name, figures }) => sheet.addRow([name, ...figures]));
    for (const row of [groups, headings, ...added]) {
      const isHeading = row === groups || row === headings;
      const isTotal = row === added.at(-1);
      row.eachCell((cell, column) => {
        cell.font = { name: 'Times New Roman', size: 11, bold: isHeading || isTotal };
        cell.border = { top: THIN, bottom: THIN, left: THIN, right: THIN };
        cell.alignment = isHeading
          ? { horizontal: 'center', vertical: 'middle', wrapText: true }
          : { horizontal: column < FIRST_FIGURE ? 'left' : 'right', wrapText: true };
        if (!isHeading && column >= FIRST_FIGURE) cell.numFmt = '#,##0';
      });
    }
    sheet.addRow([]);
  };

  addLine(STATISTICS_TITLE.toLocaleUpperCase('vi'), 14, true);
  addLine(`Từ ngày ${formatShortDate(from)} đến ngày ${formatShortDate(to)}`, 12, false);
  addLine(`Số liệu tính đến ${formatMoment(asOf)}`, 11, false);
  sheet.addRow([]);
  addTable('Đơn vị', [...units, total]);
  addTable('Lĩnh vực', [...fields, total]);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

const THIN = { style: 'thin' } as const;

/** First and last column of each group of headings. */
function groupSpans(): { readonly first: number; readonly last: number }[] {
  return [...new Set(STATISTICS_COLUMNS.map(({ group }) => group))].map((group) => {
    const columns = STATISTICS_COLUMNS.flatMap((column, index) =>
      column.group === group ? [index + FIRST_FIGURE] : [],
    );
    return { first: Math.min(...columns), last: Math.max(...columns) };
  });
}
