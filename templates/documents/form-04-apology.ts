/** Phiếu xin lỗi và hẹn lại ngày trả kết quả (NĐ 61/2018 Điều 19; TT 01/2018/TT-VPCP Mẫu số 04; TT 03/2025 Mẫu số 04). */
import type { ApologyData, FormMark } from './document-data';
import { drawNationalHeader, drawTitle } from './national-header';
import type { PageWriter } from './page-writer';
import { drawParagraph } from './paragraph';
import { drawSignatures } from './signature-block';
import { formatLongDate, formatMoment } from './vietnamese-format';

export function drawApology(page: PageWriter, data: ApologyData, mark: FormMark): void {
  const office = data.issuer.name;
  const body = { firstIndent: 28, spaceAfter: 6 };
  drawNationalHeader(page, data, mark);
  drawTitle(page, mark.title ?? 'Phiếu xin lỗi và hẹn lại ngày trả kết quả');
  drawParagraph(page, [{ text: 'Kính gửi: ' }, { text: data.applicant.name, style: 'bold' }], {
    align: 'center',
    spaceAfter: 10,
  });
  drawParagraph(
    page,
    [
      {
        text: `${capitalise(formatLongDate(data.receivedAt))}, ${office} tiếp nhận giải quyết hồ sơ đề nghị giải quyết thủ tục hành chính “${data.dossier.procedureName}” của Ông/Bà/Tổ chức; mã hồ sơ: `,
      },
      { text: data.dossier.code, style: 'bold' },
      { text: '.' },
    ],
    body,
  );
  drawParagraph(page, `Thời gian hẹn trả kết quả giải quyết hồ sơ: ${formatMoment(data.dueAt)}.`, body);
  drawParagraph(
    page,
    `Tuy nhiên, ${office} chưa trả được kết quả giải quyết hồ sơ của Ông/Bà/Tổ chức đúng thời hạn ghi trong Giấy tiếp nhận hồ sơ và hẹn trả kết quả. Lý do: ${data.reason}`,
    body,
  );
  drawParagraph(page, 'Sự chậm trễ này đã gây phiền hà, tốn kém chi phí, công sức của Ông/Bà/Tổ chức.', body);
  drawParagraph(
    page,
    [
      { text: `${office} xin lỗi Ông/Bà/Tổ chức và sẽ trả kết quả giải quyết hồ sơ cho Ông/Bà/Tổ chức vào ` },
      { text: formatMoment(data.newDueAt), style: 'bold' },
      { text: '.' },
    ],
    body,
  );
  drawParagraph(page, 'Mong nhận được sự thông cảm của Ông/Bà/Tổ chức vì sự chậm trễ này./.', body);
  drawSignatures(page, [{ instruction: '(Ký tên và đóng dấu)', ...data.signer }], {
    recipients: data.recipients ?? ['Như trên', 'Lưu: VT'],
  });
}

function capitalise(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}
