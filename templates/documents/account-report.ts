/** Báo cáo định kỳ về tài khoản (seed Điều 7.2c, 7.3): landscape, who has what and what changed in the period. */
import type { OfficialPaper, Signatory } from './document-data';
import { drawNationalHeader, drawTitle } from './national-header';
import { PageWriter } from './page-writer';
import { drawParagraph } from './paragraph';
import { drawSignatures } from './signature-block';
import { drawTable } from './table';
import { formatMoment, formatShortDate, parseMoment, type IsoMoment } from './vietnamese-format';

export interface ReportTable {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface AccountReportData extends OfficialPaper {
  readonly period: { readonly from: IsoMoment; readonly to: IsoMoment };
  readonly asOf: IsoMoment;
  readonly totals: { readonly accounts: string; readonly changes: string };
  readonly register: ReportTable;
  readonly changes: ReportTable;
  readonly signer: Signatory;
}

const TITLE = 'Báo cáo quản lý tài khoản người sử dụng';
const REGISTER_WEIGHTS = [4, 13, 10, 16, 12, 20, 8, 13, 8];
const CHANGE_WEIGHTS = [4, 10, 13, 10, 16, 13, 18, 12, 10];

/** @throws RangeError when a date is not ISO */
export async function renderAccountReport(data: AccountReportData): Promise<Buffer> {
  const page = new PageWriter({
    title: `${TITLE} – ${formatShortDate(data.period.from)}–${formatShortDate(data.period.to)}`,
    author: data.issuer.name,
    createdAt: parseMoment(data.issuedAt),
    landscape: true,
  });
  drawNationalHeader(page, data, data.formMark ?? {});
  drawTitle(page, TITLE, `Từ ngày ${formatShortDate(data.period.from)} đến ngày ${formatShortDate(data.period.to)}`);
  drawParagraph(page, `Tài khoản: ${data.totals.accounts}.`, { spaceAfter: 2 });
  drawParagraph(page, `Thay đổi trong kỳ: ${data.totals.changes}.`, { spaceAfter: 6 });
  drawSection(page, '1. Thay đổi trong kỳ', data.changes, CHANGE_WEIGHTS, 'Không có thay đổi nào trong kỳ.');
  drawSection(page, '2. Sổ tài khoản', data.register, REGISTER_WEIGHTS, 'Không có tài khoản nào.');
  drawParagraph(page, `Sổ tài khoản lập lúc ${formatMoment(data.asOf)}.`, { size: 10, style: 'italic', spaceAfter: 2 });
  drawSignatures(page, [data.signer]);
  return page.finish();
}

function drawSection(
  page: PageWriter,
  title: string,
  { headings, rows }: ReportTable,
  weights: readonly number[],
  none: string,
): void {
  drawParagraph(page, title, { style: 'bold', spaceAfter: 4 });
  if (rows.length === 0) {
    drawParagraph(page, none, { spaceAfter: 8 });
    return;
  }
  const columns = headings.map((heading, index) => ({ heading, weight: weights[index] ?? 10 }));
  drawTable(page, columns, rows, { size: 9, spaceAfter: 10 });
}
