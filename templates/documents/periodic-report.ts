/** Báo cáo vận hành, khai thác và cập nhật cơ sở dữ liệu đất đai (seed Điều 11.8, 15.5). The regulation names no form. */
import type { OfficialPaper, Signatory } from './document-data';
import { drawNationalHeader, drawTitle } from './national-header';
import { PageWriter } from './page-writer';
import { drawParagraph } from './paragraph';
import { periodName, type NamedPeriod } from './report-names';
import type { ReportSection } from './report-sections';
import { drawSignatures } from './signature-block';
import { drawTable } from './table';
import { formatMoment, formatShortDate, parseMoment, type IsoMoment } from './vietnamese-format';

export interface PeriodicReportData extends OfficialPaper, NamedPeriod {
  readonly code: string;
  readonly receiver: string;
  /** When its figures were drawn up, and their SHA-256. */
  readonly asOf: IsoMoment;
  readonly sha256: string;
  readonly sections: readonly ReportSection[];
  readonly assessment?: string | undefined;
  readonly difficulties?: string | undefined;
  readonly proposals?: string | undefined;
  readonly signer: Signatory;
  /** Nobody has signed it: the paper says so. */
  readonly isDraft: boolean;
}

const TITLE = 'Báo cáo vận hành, khai thác và cập nhật cơ sở dữ liệu đất đai';

/** @throws RangeError when a date is not ISO */
export async function renderPeriodicReport(data: PeriodicReportData): Promise<Buffer> {
  const page = new PageWriter({
    title: `${TITLE} ${periodName(data)}`,
    author: data.issuer.name,
    createdAt: parseMoment(data.issuedAt),
    landscape: true,
  });
  drawNationalHeader(page, data, data.formMark ?? {});
  const span = `Từ ngày ${formatShortDate(data.from)} đến ngày ${formatShortDate(data.to)}`;
  drawTitle(page, TITLE, data.period === 'onDemand' ? span : `Kỳ báo cáo: ${periodName(data)} (${span.toLowerCase()})`);
  if (data.isDraft) drawParagraph(page, 'BẢN DỰ THẢO – CHƯA KÝ', { style: 'bold', align: 'center', spaceAfter: 6 });
  drawParagraph(page, `Kính gửi: ${data.receiver}`, { align: 'center', spaceAfter: 8 });
  drawHeading(page, 'A. Số liệu');
  for (const { title, columns, rows, none, onlyInWorkbook } of data.sections) {
    if (onlyInWorkbook) continue;
    drawHeading(page, title);
    if (rows.length === 0) drawParagraph(page, none, { spaceAfter: 8 });
    else
      drawTable(
        page,
        columns,
        rows.map((row) => row.map((cell) => (typeof cell === 'number' ? cell.toLocaleString('vi-VN') : cell))),
        { size: columns.length > 6 ? 9 : 11, spaceAfter: 10 },
      );
  }
  drawHeading(page, 'B. Đánh giá');
  drawWords(page, '1. Đánh giá chung', data.assessment);
  drawWords(page, '2. Khó khăn, vướng mắc', data.difficulties);
  drawWords(page, '3. Kiến nghị, đề xuất', data.proposals);
  drawParagraph(page, `Số liệu lập lúc ${formatMoment(data.asOf)}. Mã kiểm tra SHA-256: ${data.sha256}.`, {
    size: 10,
    style: 'italic',
    spaceAfter: 2,
  });
  drawSignatures(page, [data.signer], { recipients: [...data.receiver.split('; '), 'Lưu: VT'] });
  return page.finish();
}

/** Room for what stands under it, too: a table's headings and a row. */
const WITH_HEADING = 90;

function drawHeading(page: PageWriter, text: string): void {
  page.ensureSpace(WITH_HEADING);
  drawParagraph(page, text, { style: 'bold', spaceAfter: 4 });
}

function drawWords(page: PageWriter, title: string, words: string | undefined): void {
  drawHeading(page, title);
  drawParagraph(page, words ?? 'Không có.', { firstIndent: 18, spaceAfter: 6 });
}
