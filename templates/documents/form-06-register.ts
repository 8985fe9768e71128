/** Sổ theo dõi hồ sơ (TT 01/2018/TT-VPCP Mẫu số 06; TT 03/2025/TT-VPCP Mẫu số 07): landscape, heading on every page. */
import type { FormMark, RegisterBookData, RegisterRow } from './document-data';
import { drawNationalHeader, drawTitle } from './national-header';
import type { PageWriter } from './page-writer';
import { textOrDots } from './paragraph';
import type { TableColumn } from './table';
import { drawTable } from './table';
import { formatShortDate } from './vietnamese-format';
import type { IsoMoment } from './vietnamese-format';

const DATES = 'Ngày, tháng, năm';
const RETURN = 'Trả kết quả';

const COLUMNS: readonly TableColumn[] = [
  { heading: 'TT', weight: 3.6, align: 'center' },
  { heading: 'Mã hồ sơ', weight: 9.8 },
  { heading: 'Tên thủ tục hành chính', weight: 11.5 },
  { heading: 'Số lượng hồ sơ (bộ)', weight: 5.2, align: 'center' },
  { heading: 'Tên cá nhân, tổ chức', weight: 9 },
  { heading: 'Địa chỉ, số điện thoại', weight: 11 },
  { heading: 'Cơ quan chủ trì giải quyết', weight: 9 },
  { heading: 'Nhận hồ sơ', group: DATES, weight: 7.7, align: 'center' },
  { heading: 'Hẹn trả kết quả', group: DATES, weight: 7.7, align: 'center' },
  { heading: 'Chuyển hồ sơ giải quyết', group: DATES, weight: 7.7, align: 'center' },
  { heading: 'Nhận kết quả', group: DATES, weight: 7.7, align: 'center' },
  { heading: 'Ngày trả', group: RETURN, weight: 7.7, align: 'center' },
  { heading: 'Phương thức nhận', group: RETURN, weight: 6.8 },
  { heading: 'Ký nhận', group: RETURN, weight: 6.5 },
  { heading: 'Ghi chú', weight: 6.5 },
];

export function drawRegisterBook(page: PageWriter, data: RegisterBookData, mark: FormMark): void {
  drawNationalHeader(page, data, mark);
  const period = `Từ ngày ${formatShortDate(data.period.from)} đến ngày ${formatShortDate(data.period.to)}`;
  drawTitle(page, mark.title ?? 'Sổ theo dõi hồ sơ', `Quyển số: ${textOrDots(data.book)} – ${period}`);
  drawTable(page, COLUMNS, data.rows.map(composeRow), { size: 8.5, numbered: true });
}

function composeRow(row: RegisterRow, index: number): string[] {
  return [
    String(index + 1),
    row.dossierCode,
    row.procedureName,
    row.sets === undefined ? '' : String(row.sets).padStart(2, '0'),
    row.applicantName,
    row.applicantContact ?? '',
    row.responsibleUnit,
    formatShortDate(row.receivedOn),
    formatShortDate(row.dueOn),
    showDate(row.forwardedOn),
    showDate(row.resultReceivedOn),
    showDate(row.returnedOn),
    row.deliveryMethod ?? '',
    row.signedBy ?? '',
    row.note ?? '',
  ];
}

/** A day that has not come yet leaves its cell empty, to be written in by hand. */
function showDate(day: IsoMoment | undefined): string {
  return day === undefined ? '' : formatShortDate(day);
}
