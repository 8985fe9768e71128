import type { AccountReport } from '../../contracts/account-report.schema';
import { CHANGE_HEADINGS, changeRows, REGISTER_HEADINGS, registerRows } from './account-report-rows';
import { harmlessCell } from './harmless-cell';

const REGISTER_WIDTHS = [6, 28, 20, 40, 30, 46, 14, 34, 16];
const CHANGE_WIDTHS = [6, 18, 28, 20, 40, 28, 46, 28, 22];

/** The report as a workbook: the register, and what changed. Whatever people typed is text to the program that opens it. */
export async function renderAccountReportSheet(report: AccountReport): Promise<Buffer> {
  const { Workbook } = (await import('exceljs')).default;
  const workbook = new Workbook();
  workbook.creator = 'Sodo';
  workbook.created = new Date(report.asOf);
  const addSheet = (
    name: string,
    headings: readonly string[],
    widths: readonly number[],
    rows: readonly (readonly string[])[],
  ) => {
    const sheet = workbook.addWorksheet(name, {
      views: [{ state: 'frozen', ySplit: 1 }],
      pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    });
    sheet.columns = headings.map((header, index) => ({ header, width: widths[index] }));
    for (const row of rows) sheet.addRow(row.map(harmlessCell));
    sheet.eachRow((row, number) => {
      row.font = { name: 'Times New Roman', size: 11, bold: number === 1 };
      row.alignment = { vertical: 'top', wrapText: true };
    });
    sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1 + rows.length, column: headings.length } };
  };
  addSheet('Sổ tài khoản', REGISTER_HEADINGS, REGISTER_WIDTHS, registerRows(report.register));
  addSheet('Thay đổi trong kỳ', CHANGE_HEADINGS, CHANGE_WIDTHS, changeRows(report.changes));
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
