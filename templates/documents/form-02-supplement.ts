/** Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (TT 01/2018/TT-VPCP Mẫu số 02; TT 03/2025/TT-VPCP Mẫu số 02). */
import { drawApplicant, drawComponents } from './applicant-fields';
import type { FormMark, SupplementRequestData } from './document-data';
import { drawNationalHeader, drawTitle } from './national-header';
import type { PageWriter } from './page-writer';
import { drawField, drawParagraph, textOrDots } from './paragraph';
import { drawSignatures } from './signature-block';
import { formatLongDate } from './vietnamese-format';

export function drawSupplementRequest(page: PageWriter, data: SupplementRequestData, mark: FormMark): void {
  drawNationalHeader(page, data, mark);
  drawTitle(page, mark.title ?? 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ');
  drawApplicant(page, 'Hồ sơ của', data.applicant);
  drawField(page, { label: 'Mã hồ sơ', value: [{ text: data.dossier.code, style: 'bold' }] });
  drawField(page, { label: 'Nội dung yêu cầu giải quyết', value: data.dossier.procedureName });
  drawParagraph(page, 'Yêu cầu bổ sung, hoàn thiện hồ sơ gồm những nội dung sau:', { spaceAfter: 5 });
  drawComponents(page, data.components);
  drawField(page, { label: 'Lý do', value: data.reason });
  if (data.answerBy) {
    drawParagraph(page, [
      { text: 'Đề nghị Ông/Bà/Tổ chức bổ sung, hoàn thiện hồ sơ chậm nhất ' },
      { text: formatLongDate(data.answerBy), style: 'bold' },
      { text: '. Thời gian bổ sung, hoàn thiện hồ sơ không tính vào thời gian giải quyết.' },
    ]);
  }
  drawParagraph(
    page,
    `Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, Ông/Bà liên hệ với ${textOrDots(data.contact?.name)}, số điện thoại ${textOrDots(data.contact?.phone)} để được hướng dẫn./.`,
  );
  drawSignatures(page, [data.adviser]);
}
