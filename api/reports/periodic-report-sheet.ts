import type { ReportSection } from '../../templates/documents/report-sections';
import { harmlessCell } from './harmless-cell';

/** A report as a workbook, a sheet for each of its tables. Whatever people typed is text to the program that opens it. */
export async function renderReportSheet(sections: readonly ReportSection[], asOf: string): Promise<Buffer> {
  const { Workbook } = (await import('exceljs')).default;
  const workbook = new Workbook();
  workbook.creator = 'Sodo';
  workbook.created = new Date(asOf);
  for (const { sheet: name, title, columns, rows, none } of sections) {
    const sheet = workbook.addWorksheet(name, {
      views: [{ state: 'frozen', ySplit: 2 }],
      pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    });
    sheet.addRow([title]);
    sheet.addRow(columns.map(({ group, heading }) => (group === undefined ? heading : `${group} – ${heading}`)));
    columns.forEach((_, index) => {
      sheet.getColumn(index + 1).width = index === 0 ? 44 : 18;
    });
    for (const row of rows) sheet.addRow(row.map((cell) => (typeof cell === 'number' ? cell : harmlessCell(cell))));
    if (rows.length === 0) sheet.addRow([none]);
    sheet.eachRow((row, number) => {
      row.font = { name: 'Times New Roman', size: number === 1 ? 13 : 11, bold: number <= 2 };
      row.alignment = { vertical: 'top', wrapText: number > 1 };
    });
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
