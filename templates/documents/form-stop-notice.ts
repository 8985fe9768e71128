/** Thông báo dừng giải quyết hồ sơ (TT 03/2025/TT-VPCP Mẫu số 05; NĐ 101/2024 Điều 19.2; NĐ 118/2025 Điều 21). */
import type { FormMark, StopNoticeData } from './document-data';
import { drawNationalHeader, drawTitle } from './national-header';
import type { PageWriter } from './page-writer';
import { drawField, drawParagraph } from './paragraph';
import { drawSignatures } from './signature-block';
import { formatLongDate, formatMoment } from './vietnamese-format';

export function drawStopNotice(page: PageWriter, data: StopNoticeData, mark: FormMark): void {
  const body = { firstIndent: 28, spaceAfter: 6 };
  drawNationalHeader(page, data, mark);
  drawTitle(page, mark.title ?? 'Thông báo dừng giải quyết hồ sơ');
  drawParagraph(page, [{ text: 'Kính gửi: ' }, { text: data.applicant.name, style: 'bold' }], { align: 'center' });
  drawParagraph(page, `Địa chỉ: ${data.applicant.address ?? '………………………………'}`, { align: 'center', spaceAfter: 10 });
  drawParagraph(
    page,
    [
      {
        text: `${data.issuer.name} đã tiếp nhận hồ sơ đề nghị giải quyết thủ tục hành chính “${data.dossier.procedureName}” của Ông/Bà/Tổ chức vào ${formatMoment(data.receivedAt)}; mã hồ sơ: `,
      },
      { text: data.dossier.code, style: 'bold' },
      { text: '.' },
    ],
    body,
  );
  drawBasis(page, data.basis ?? []);
  drawParagraph(
    page,
    [
      { text: `${data.issuer.name} thông báo dừng giải quyết hồ sơ nêu trên kể từ ` },
      { text: formatMoment(data.stoppedAt), style: 'bold' },
      { text: '.' },
    ],
    body,
  );
  drawField(page, { label: 'Lý do dừng giải quyết', value: data.reason });
  drawField(page, { label: 'Hướng dẫn thực hiện tiếp theo', value: data.guidance });
  drawParagraph(page, 'Xin thông báo để Ông/Bà/Tổ chức được biết./.', body);
  drawSignatures(page, [{ instruction: '(Ký tên và đóng dấu)', ...data.signer }], {
    recipients: data.recipients ?? ['Như trên', 'Lưu: VT, hồ sơ'],
  });
}

function drawBasis(page: PageWriter, basis: NonNullable<StopNoticeData['basis']>): void {
  if (basis.length === 0) {
    drawField(page, { label: 'Căn cứ' });
    return;
  }
  drawParagraph(page, 'Căn cứ:');
  for (const { document, issuedBy, issuedOn } of basis) {
    const date = issuedOn ? ` ${formatLongDate(issuedOn)}` : '';
    drawParagraph(page, `- ${document}${date} của ${issuedBy}.`, { indent: 18 });
  }
}
