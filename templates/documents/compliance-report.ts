/** Báo cáo theo dõi, kiểm tra việc thực hiện Quy chế (seed Điều 11.9): landscape, every rule and how it stands. */
import type { OfficialPaper, Signatory } from './document-data';
import { drawNationalHeader, drawTitle } from './national-header';
import { PageWriter } from './page-writer';
import { drawParagraph } from './paragraph';
import { drawSignatures } from './signature-block';
import { drawTable } from './table';
import { formatMoment, formatShortDate, parseMoment, type IsoMoment } from './vietnamese-format';

export interface ComplianceReportData extends OfficialPaper {
  readonly asOf: IsoMoment;
  readonly totals: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly signer: Signatory;
}

const TITLE = 'Tình hình thực hiện Quy chế';
const WEIGHTS = [9, 30, 14, 27, 30];

/** @throws RangeError when a date is not ISO */
export async function renderComplianceReport(data: ComplianceReportData): Promise<Buffer> {
  const page = new PageWriter({
    title: `${TITLE} – ${formatShortDate(data.asOf)}`,
    author: data.issuer.name,
    createdAt: parseMoment(data.issuedAt),
    landscape: true,
  });
  drawNationalHeader(page, data, data.formMark ?? {});
  drawTitle(page, TITLE, `Tại thời điểm ${formatMoment(data.asOf)}`);
  drawParagraph(page, `${data.totals}.`, { spaceAfter: 6 });
  const columns = data.headings.map((heading, index) => ({ heading, weight: WEIGHTS[index] ?? 10 }));
  drawTable(page, columns, data.rows, { size: 9, spaceAfter: 10 });
  drawSignatures(page, [data.signer]);
  return page.finish();
}
