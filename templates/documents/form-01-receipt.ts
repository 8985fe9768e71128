/** Giấy tiếp nhận hồ sơ và hẹn trả kết quả (TT 01/2018/TT-VPCP Mẫu số 01; TT 03/2025/TT-VPCP Mẫu số 01). */
import { drawApplicant, drawComponents } from './applicant-fields';
import type { FormMark, ProcessingTime, ReceiptData } from './document-data';
import { drawNationalHeader, drawTitle } from './national-header';
import { readMoney } from './number-in-words';
import type { PageWriter } from './page-writer';
import { LINE_HEIGHT, millimetres } from './page-writer';
import { DOTS, drawField, drawFields, drawParagraph, presentOrUndefined } from './paragraph';
import { composeLookupAddress, drawQrCode } from './qr-code';
import { drawSignatures } from './signature-block';
import { formatMoment, formatMoney } from './vietnamese-format';

const UNITS = {
  'working-day': 'ngày làm việc',
  'calendar-day': 'ngày',
  'working-hour': 'giờ làm việc',
} as const satisfies Record<ProcessingTime['unit'], string>;

const QR_SIZE = millimetres(28);

export function drawReceipt(page: PageWriter, data: ReceiptData, mark: FormMark): void {
  drawNationalHeader(page, data, mark);
  drawTitleWithQr(page, data, mark);
  drawField(page, { label: 'Bộ phận tiếp nhận và trả kết quả', value: data.receivingUnit });
  drawApplicant(page, 'Tiếp nhận hồ sơ của', data.applicant);
  drawField(page, { label: 'Nội dung yêu cầu giải quyết', value: data.dossier.procedureName });
  drawParagraph(page, 'Thành phần hồ sơ nộp gồm:', { spaceAfter: 5 });
  drawComponents(page, data.components);
  drawField(page, {
    label: 'Số lượng hồ sơ',
    value: data.sets === undefined ? `${DOTS} (bộ)` : `${padCount(data.sets)} (bộ)`,
  });
  drawField(page, { label: 'Thời gian giải quyết hồ sơ theo quy định là', value: showTime(data.processingTime) });
  drawField(page, { label: 'Thời gian nhận hồ sơ', value: formatMoment(data.receivedAt) });
  drawField(page, {
    label: 'Thời gian trả kết quả giải quyết hồ sơ',
    value: [{ text: formatMoment(data.dueAt), style: 'bold' }],
  });
  drawFees(page, data);
  drawField(page, { label: 'Đăng ký nhận kết quả tại', value: data.resultDelivery });
  drawFields(
    page,
    [
      { label: 'Vào Sổ theo dõi hồ sơ, Quyển số', value: data.register?.book },
      { label: 'Số thứ tự', value: data.register?.entry },
    ],
    [3, 2],
  );
  drawSignatures(page, [{ title: 'Người nộp hồ sơ', name: data.applicant.name }, data.receiver]);
  drawNotes(page, data);
}

/** The title in the middle with the dossier's code under it; at the left the QR code. */
function drawTitleWithQr(page: PageWriter, data: ReceiptData, mark: FormMark): void {
  page.ensureSpace(QR_SIZE + 40);
  const top = page.y;
  // The receipt is the applicant's own and shows the secret in words, too: the code opens the page with both filled in.
  const address = composeLookupAddress(data.lookupUrl, data.dossier.code, presentOrUndefined(data.lookupSecret));
  drawQrCode(page, address, page.left, top, QR_SIZE);
  page.y = top + 10;
  drawTitle(page, mark.title ?? 'Giấy tiếp nhận hồ sơ\nvà hẹn trả kết quả', `Mã hồ sơ: ${data.dossier.code}`);
  page.y = Math.max(page.y, top + QR_SIZE + 4);
}

function drawFees(page: PageWriter, { fees = [] }: ReceiptData): void {
  if (fees.length === 0) {
    drawField(page, { label: 'Phí, lệ phí' });
    return;
  }
  const total = fees.reduce((sum, fee) => sum + fee.amountVnd, 0);
  const parts = fees.map((fee) => `${fee.name}: ${formatMoney(fee.amountVnd)}`).join('; ');
  const detail = fees.length > 1 ? `${parts}. Tổng cộng: ${formatMoney(total)}` : parts;
  drawField(page, { label: 'Phí, lệ phí', value: `${detail} (bằng chữ: ${readMoney(total)})` });
}

function drawNotes(page: PageWriter, data: ReceiptData): void {
  const secret = presentOrUndefined(data.lookupSecret);
  const notes = [
    'Giấy tiếp nhận hồ sơ và hẹn trả kết quả được lập thành 02 liên: một liên chuyển kèm theo hồ sơ, một liên giao cho tổ chức, cá nhân nộp hồ sơ.',
    'Tổ chức, cá nhân có thể đăng ký nhận kết quả tại Bộ phận tiếp nhận và trả kết quả hoặc tại nhà (trụ sở tổ chức) qua dịch vụ bưu chính công ích.',
    `Tra cứu tình trạng giải quyết hồ sơ: quét mã QR hoặc truy cập ${data.lookupUrl}, nhập mã hồ sơ${secret ? ` và mã tra cứu ${secret}` : ''}.`,
  ];
  page.y += 10;
  page.ensureSpace(4 * 11 * LINE_HEIGHT);
  drawParagraph(page, 'Ghi chú:', { size: 11, style: 'bold-italic', spaceAfter: 1 });
  for (const note of notes) drawParagraph(page, `- ${note}`, { size: 11, style: 'italic', spaceAfter: 1 });
}

function showTime({ amount, unit }: ProcessingTime): string {
  return `${padCount(amount)} ${UNITS[unit]}`;
}

function padCount(count: number): string {
  return String(count).padStart(2, '0');
}
