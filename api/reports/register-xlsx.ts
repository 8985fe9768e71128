import { registerRowOf } from '../../templates/documents/register-row';
import { formatShortDate, type IsoMoment } from '../../templates/documents/vietnamese-format';
import type { RegisterReport } from './register-report';

const COLUMNS = [
  { header: 'TT', key: 'index', width: 6 },
  { header: 'Mã hồ sơ', key: 'dossierCode', width: 28 },
  { header: 'Tên thủ tục hành chính', key: 'procedureName', width: 40 },
  { header: 'Số lượng hồ sơ (bộ)', key: 'sets', width: 10 },
  { header: 'Tên cá nhân, tổ chức', key: 'applicantName', width: 28 },
  { header: 'Địa chỉ, số điện thoại', key: 'applicantContact', width: 40 },
  { header: 'Cơ quan chủ trì giải quyết', key: 'responsibleUnit', width: 32 },
  { header: 'Nhận hồ sơ', key: 'receivedOn', width: 12 },
  { header: 'Hẹn trả kết quả', key: 'dueOn', width: 12 },
  { header: 'Chuyển hồ sơ giải quyết', key: 'forwardedOn', width: 12 },
  { header: 'Nhận kết quả', key: 'resultReceivedOn', width: 12 },
  { header: 'Ngày trả', key: 'returnedOn', width: 12 },
  { header: 'Phương thức nhận', key: 'deliveryMethod', width: 14 },
  { header: 'Ký nhận', key: 'signedBy', width: 24 },
  { header: 'Ghi chú', key: 'note', width: 20 },
] as const;

const HEADING_ROWS = 4;

/** The columns of the official form in a workbook; the row of headings stays in sight and filters. */
export async function renderRegisterXlsx({ from, to, unit, entries }: RegisterReport): Promise<Buffer> {
  const { default: excel } = await import('exceljs');
  const workbook = new excel.Workbook();
  const sheet = workbook.addWorksheet('Sổ theo dõi', {
    pageSetup: { orientation: 'landscape', paperSize: 9, fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    views: [{ state: 'frozen', ySplit: HEADING_ROWS }],
  });
  sheet.columns = COLUMNS.map(({ key, width }) => ({ key, width }));
  sheet.addRow([unit.name]);
  sheet.addRow(['SỔ THEO DÕI HỒ SƠ']).font = { bold: true, size: 14 };
  sheet.addRow([`Từ ngày ${formatShortDate(from)} đến ngày ${formatShortDate(to)}`]);
  const headings = sheet.addRow(COLUMNS.map(({ header }) => header));
  headings.font = { bold: true };
  headings.alignment = { wrapText: true, vertical: 'middle', horizontal: 'center' };
  entries.forEach((entry, position) => {
    const row = registerRowOf(entry);
    sheet.addRow({
      ...row,
      index: position + 1,
      receivedOn: formatShortDate(row.receivedOn),
      dueOn: formatShortDate(row.dueOn),
      forwardedOn: shown(row.forwardedOn),
      resultReceivedOn: shown(row.resultReceivedOn),
      returnedOn: shown(row.returnedOn),
    }).alignment = { wrapText: true, vertical: 'top' };
  });
  sheet.autoFilter = {
    from: { row: HEADING_ROWS, column: 1 },
    to: { row: HEADING_ROWS + entries.length, column: COLUMNS.length },
  };
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

function shown(day: IsoMoment | undefined): string {
  return day === undefined ? '' : formatShortDate(day);
}
