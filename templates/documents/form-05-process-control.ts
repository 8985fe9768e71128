/** Phiếu kiểm soát quá trình giải quyết hồ sơ (TT 01/2018/TT-VPCP Mẫu số 05; TT 03/2025/TT-VPCP Mẫu số 06). */
import type { FormMark, Handover, HandoverResult, ProcessControlData } from './document-data';
import { drawNationalHeader, drawTitle } from './national-header';
import type { PageWriter } from './page-writer';
import { DOTS, drawField, drawParagraph, textOrDots } from './paragraph';
import { drawTable } from './table';
import type { RichText } from './text-layout';
import { formatMoment } from './vietnamese-format';

const RESULTS = {
  early: 'Trước hạn',
  'on-time': 'Đúng hạn',
  late: 'Quá hạn',
} as const satisfies Record<HandoverResult, string>;

export function drawProcessControl(page: PageWriter, data: ProcessControlData, mark: FormMark): void {
  drawNationalHeader(page, data, mark);
  drawTitle(page, mark.title ?? 'Phiếu kiểm soát quá trình giải quyết hồ sơ');
  drawField(page, { label: 'Mã hồ sơ', value: [{ text: data.dossier.code, style: 'bold' }] });
  drawField(page, { label: 'Thủ tục hành chính', value: data.dossier.procedureName });
  drawField(page, { label: 'Cơ quan (bộ phận) giải quyết hồ sơ', value: data.responsibleUnit });
  drawField(page, { label: 'Cơ quan phối hợp giải quyết hồ sơ', value: data.coordinatingUnits?.join('; ') });
  drawField(page, { label: 'Thời gian nhận hồ sơ', value: formatMoment(data.receivedAt) });
  drawField(page, { label: 'Thời gian hẹn trả kết quả', value: formatMoment(data.dueAt) }, { spaceAfter: 8 });
  drawTable(
    page,
    [
      { heading: 'Tên cơ quan, bộ phận', weight: 31 },
      { heading: 'Thời gian giao, nhận hồ sơ', weight: 38 },
      { heading: 'Kết quả giải quyết hồ sơ (Trước hạn / Đúng hạn / Quá hạn)', weight: 17, align: 'center' },
      { heading: 'Ghi chú', weight: 14 },
    ],
    data.handovers.map(composeRow),
  );
  drawParagraph(page, 'Ghi chú:', { size: 11, style: 'bold-italic', spaceAfter: 1 });
  drawParagraph(
    page,
    '- Trường hợp hồ sơ không đủ điều kiện giải quyết, cơ quan, bộ phận trả lại hồ sơ ghi rõ lý do vào cột Ghi chú.',
    { size: 11, style: 'italic', spaceAfter: 1 },
  );
  drawParagraph(page, '- Kết quả giải quyết hồ sơ do bên nhận ghi khi nhận bàn giao hồ sơ.', {
    size: 11,
    style: 'italic',
  });
}

function composeRow(handover: Handover): RichText[] {
  const units: RichText = [
    { text: '1. Giao:\n', style: 'bold' },
    { text: `${handover.fromUnit}\n` },
    { text: '2. Nhận:\n', style: 'bold' },
    { text: handover.toUnit },
  ];
  const moment = handover.at ? formatMoment(handover.at) : '…… giờ …… phút, ngày …… tháng …… năm ………';
  const times: RichText = [
    { text: `${moment}\n` },
    { text: 'Người giao: ', style: 'italic' },
    { text: `${textOrDots(handover.fromPerson)}\n` },
    { text: 'Người nhận: ', style: 'italic' },
    { text: textOrDots(handover.toPerson) },
  ];
  return [units, times, handover.result ? RESULTS[handover.result] : DOTS.slice(0, 4), handover.note ?? ''];
}
