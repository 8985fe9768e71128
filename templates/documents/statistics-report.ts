/** Báo cáo tình hình tiếp nhận, giải quyết hồ sơ (II.06-type): landscape, by unit and by field. */
import type { OfficialPaper } from './document-data';
import { drawNationalHeader, drawTitle } from './national-header';
import { PageWriter } from './page-writer';
import { drawParagraph } from './paragraph';
import type { TableColumn } from './table';
import { drawTable } from './table';
import { formatMoment, formatShortDate, parseMoment, type IsoMoment } from './vietnamese-format';

export interface StatisticsRow {
  name: string;
  /** In the order of the columns: received total, online, direct, carried over; resolved total, early, on time, late; … */
  figures: readonly number[];
}

export interface StatisticsReportData extends OfficialPaper {
  period: { from: IsoMoment; to: IsoMoment };
  /** What is in progress or paused is counted at this instant. */
  asOf: IsoMoment;
  units: readonly StatisticsRow[];
  fields: readonly StatisticsRow[];
  total: StatisticsRow;
}

const RECEIVED = 'Số hồ sơ tiếp nhận';
const RESOLVED = 'Số hồ sơ đã giải quyết';
const IN_PROGRESS = 'Số hồ sơ đang giải quyết';
const PAUSED = 'Số hồ sơ tạm dừng';

/** Headings of the figures, in their order; a sheet has the same. */
export const STATISTICS_COLUMNS: readonly { readonly group: string; readonly heading: string }[] = [
  { group: RECEIVED, heading: 'Tổng số' },
  { group: RECEIVED, heading: 'Trực tuyến' },
  { group: RECEIVED, heading: 'Trực tiếp, bưu chính' },
  { group: RECEIVED, heading: 'Từ kỳ trước' },
  { group: RESOLVED, heading: 'Tổng số' },
  { group: RESOLVED, heading: 'Trước hạn' },
  { group: RESOLVED, heading: 'Đúng hạn' },
  { group: RESOLVED, heading: 'Quá hạn' },
  { group: IN_PROGRESS, heading: 'Tổng số' },
  { group: IN_PROGRESS, heading: 'Trong hạn' },
  { group: IN_PROGRESS, heading: 'Quá hạn' },
  { group: PAUSED, heading: 'Tổng số' },
  { group: PAUSED, heading: 'Chờ bổ sung' },
  { group: PAUSED, heading: 'Nghĩa vụ tài chính' },
  { group: PAUSED, heading: 'Dừng' },
];

export const STATISTICS_TITLE = 'Tình hình tiếp nhận và giải quyết hồ sơ đất đai';

/** @throws RangeError when a date is not ISO, or a row has another number of figures than there are columns */
export async function renderStatistics(data: StatisticsReportData): Promise<Buffer> {
  const page = new PageWriter({
    title: `${STATISTICS_TITLE} – ${formatShortDate(data.period.from)}–${formatShortDate(data.period.to)}`,
    author: data.issuer.name,
    createdAt: parseMoment(data.issuedAt),
    landscape: true,
  });
  drawNationalHeader(page, data, data.formMark ?? {});
  const period = `Từ ngày ${formatShortDate(data.period.from)} đến ngày ${formatShortDate(data.period.to)}`;
  drawTitle(page, STATISTICS_TITLE, period);
  drawSection(page, 'Đơn vị', [...data.units, data.total]);
  drawSection(page, 'Lĩnh vực', [...data.fields, data.total]);
  const note = `Số liệu tính đến ${formatMoment(data.asOf)}. Hồ sơ đã ký hoặc đã kết thúc là hồ sơ đã giải quyết; tạm dừng là chờ người dân bổ sung, chờ xác định hoặc nộp nghĩa vụ tài chính, và dừng theo văn bản.`;
  drawParagraph(page, note, { size: 10, style: 'italic', spaceAfter: 2 });
  return page.finish();
}

function drawSection(page: PageWriter, of: string, rows: readonly StatisticsRow[]): void {
  const columns: TableColumn[] = [
    { heading: of, weight: 16 },
    ...STATISTICS_COLUMNS.map((column) => ({ ...column, weight: 5.6, align: 'right' as const })),
  ];
  const cells = rows.map(({ name, figures }) => [name, ...figures.map((figure) => String(figure))]);
  drawTable(page, columns, cells, { size: 9, spaceAfter: 12 });
}
