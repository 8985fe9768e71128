/** Báo cáo hiện trạng, dự báo và đề xuất nâng cấp hệ thống (seed Điều 13.4). The regulation names no form. */
import type { OfficialPaper, Signatory } from './document-data';
import { drawNationalHeader, drawTitle } from './national-header';
import { PageWriter } from './page-writer';
import { drawParagraph } from './paragraph';
import { drawSignatures } from './signature-block';
import { drawTable } from './table';
import { formatMoment, formatShortDate, parseMoment, type IsoMoment } from './vietnamese-format';

/** One part or link, in words. */
export interface CapacityRow {
  readonly part: string;
  readonly state: string;
  readonly now: string;
  readonly limit: string;
  /** Empty: it does not fill up, or nothing can be said yet. */
  readonly growth: string;
}

export interface CapacityReportData extends OfficialPaper {
  readonly asOf: IsoMoment;
  readonly rows: readonly CapacityRow[];
  /** What is to be enlarged, the first to fill up first. */
  readonly proposals: readonly { readonly part: string; readonly before: IsoMoment }[];
  /** How far ahead was looked. */
  readonly horizonDays: number;
  readonly signer: Signatory;
}

const TITLE = 'Hiện trạng, dự báo và đề xuất nâng cấp hệ thống';
const COLUMNS = [
  { heading: 'Bộ phận, đường truyền', weight: 34 },
  { heading: 'Tình trạng', weight: 14 },
  { heading: 'Hiện tại', weight: 14, align: 'right' },
  { heading: 'Ngưỡng', weight: 14, align: 'right' },
  { heading: 'Tăng mỗi tháng', weight: 16, align: 'right' },
] as const;

/** @throws RangeError when a date is not ISO */
export async function renderCapacityReport(data: CapacityReportData): Promise<Buffer> {
  const page = new PageWriter({
    title: `${TITLE} – ${formatShortDate(data.asOf)}`,
    author: data.issuer.name,
    createdAt: parseMoment(data.issuedAt),
  });
  drawNationalHeader(page, data, data.formMark ?? {});
  drawTitle(page, TITLE, `Tại thời điểm ${formatMoment(data.asOf)}`);
  drawParagraph(page, '1. Hiện trạng và xu hướng', { spaceAfter: 4 });
  const rows = data.rows.map(({ part, state, now, limit, growth }) => [part, state, now, limit, growth]);
  drawTable(page, COLUMNS, rows, { size: 10, spaceAfter: 8 });
  drawParagraph(page, '2. Đề xuất', { spaceAfter: 4 });
  if (data.proposals.length === 0)
    drawParagraph(page, `Trong ${data.horizonDays} ngày tới chưa có bộ phận nào đầy; chưa cần nâng cấp.`, {
      firstIndent: 18,
      spaceAfter: 10,
    });
  data.proposals.forEach(({ part, before }, index) =>
    drawParagraph(page, `${part}: mở rộng trước ngày ${formatShortDate(before)}, là ngày dự báo chạm ngưỡng.`, {
      firstIndent: 18,
      spaceAfter: index === data.proposals.length - 1 ? 10 : 3,
    }),
  );
  drawSignatures(page, [data.signer, { title: 'Lãnh đạo đơn vị' }]);
  return page.finish();
}
