/** Phiếu từ chối tiếp nhận, giải quyết hồ sơ (TT 01/2018/TT-VPCP Mẫu số 03; TT 03/2025/TT-VPCP Mẫu số 03). */
import { drawApplicant } from './applicant-fields';
import type { FormMark, RefusalData } from './document-data';
import { drawNationalHeader, drawTitle } from './national-header';
import type { PageWriter } from './page-writer';
import { drawField, drawParagraph } from './paragraph';
import { drawSignatures } from './signature-block';

export function drawRefusal(page: PageWriter, data: RefusalData, mark: FormMark): void {
  drawNationalHeader(page, data, mark);
  drawTitle(page, mark.title ?? 'Phiếu từ chối tiếp nhận, giải quyết hồ sơ');
  drawField(page, { label: 'Bộ phận tiếp nhận và trả kết quả', value: data.receivingUnit });
  drawApplicant(page, 'Tiếp nhận hồ sơ của', data.applicant);
  drawField(page, { label: 'Mã hồ sơ', value: data.dossier.code });
  drawField(page, { label: 'Nội dung yêu cầu giải quyết', value: data.dossier.procedureName });
  drawParagraph(
    page,
    `Qua xem xét, ${data.receivingUnit} thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau:`,
    { spaceAfter: 4 },
  );
  data.reasons.forEach((reason, index) => drawParagraph(page, `${index + 1}. ${reason}`, { indent: 18 }));
  drawLegalBasis(page, data.legalBasis ?? []);
  drawParagraph(page, 'Xin thông báo cho Ông/Bà/Tổ chức được biết và thực hiện./.', { firstIndent: 28 });
  drawSignatures(page, [{ title: 'Người nộp hồ sơ', name: data.applicant.name }, data.receiver]);
}

function drawLegalBasis(page: PageWriter, bases: readonly string[]): void {
  if (bases.length === 0) {
    drawField(page, { label: 'Căn cứ' });
    return;
  }
  drawParagraph(page, 'Căn cứ:');
  for (const basis of bases) drawParagraph(page, `- ${basis}`, { indent: 18 });
}
