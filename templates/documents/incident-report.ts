/** Báo cáo nhanh sự cố (seed Điều 19.1d, 19.2d). The regulation names no form: head, facts, limits, measures, signature. */
import type { ClockId } from '../../domain/incidents/incident-clock';
import type { DutyHolder, IncidentClass, Severity } from '../../domain/incidents/incident-state';
import type { OfficialPaper, Signatory } from './document-data';
import { CLOCK_NAMES, DUTY_NAMES, INCIDENT_CLASS_NAMES, SEVERITY_NAMES } from './incident-names';
import { drawNationalHeader, drawTitle } from './national-header';
import { PageWriter } from './page-writer';
import { drawField, drawParagraph } from './paragraph';
import { drawSignatures } from './signature-block';
import { drawTable } from './table';
import { formatMoment, formatShortMoment, parseMoment, type IsoMoment } from './vietnamese-format';

export interface IncidentReportData extends OfficialPaper {
  readonly code: string;
  readonly class: IncidentClass;
  readonly severity: Severity;
  readonly duty: DutyHolder;
  readonly detectedAt: IsoMoment;
  readonly description: string;
  readonly summary: string;
  readonly affectedUnits: readonly string[];
  readonly interruptedSince?: IsoMoment;
  readonly expectedFixAt?: IsoMoment;
  readonly fixedAt?: IsoMoment;
  readonly clocks: readonly {
    readonly id: ClockId;
    readonly rule: string;
    readonly startedAt: IsoMoment;
    readonly dueAt: IsoMoment;
    /** As the report stands. */
    readonly outcome: 'running' | 'kept' | 'missed';
  }[];
  /** What was done, in the order it was done. */
  readonly measures: readonly { readonly at: IsoMoment; readonly by: string; readonly text: string }[];
  readonly signer: Signatory;
  readonly recipients: readonly string[];
}

const OUTCOMES = { running: 'Đang tính', kept: 'Đúng hạn', missed: 'Quá hạn' } as const;

/** @throws RangeError when a date is not ISO */
export async function renderIncidentReport(data: IncidentReportData): Promise<Buffer> {
  const page = new PageWriter({
    title: `Báo cáo nhanh sự cố ${data.code}`,
    author: data.issuer.name,
    createdAt: parseMoment(data.issuedAt),
  });
  drawNationalHeader(page, data, data.formMark ?? {});
  drawTitle(page, 'Báo cáo nhanh sự cố', `Sự cố ${data.code} – ${INCIDENT_CLASS_NAMES[data.class]}`);
  drawField(page, { label: 'Mức độ', value: SEVERITY_NAMES[data.severity] });
  drawField(page, { label: 'Phát hiện lúc', value: formatMoment(data.detectedAt) });
  drawField(page, { label: 'Đơn vị chịu trách nhiệm khắc phục', value: DUTY_NAMES[data.duty] });
  drawField(page, { label: 'Đơn vị bị ảnh hưởng', value: data.affectedUnits.join('; ') || 'Không' });
  drawField(page, {
    label: 'Gián đoạn hoạt động',
    value: data.interruptedSince ? `Từ ${formatMoment(data.interruptedSince)}` : 'Không gián đoạn',
  });
  if (data.fixedAt) drawField(page, { label: 'Đã khắc phục lúc', value: formatMoment(data.fixedAt) });
  else
    drawField(page, {
      label: 'Dự kiến khắc phục xong',
      value: data.expectedFixAt && formatMoment(data.expectedFixAt),
    });
  drawHeading(page, '1. Diễn biến');
  drawText(page, data.description);
  drawHeading(page, '2. Tình hình, đánh giá');
  drawText(page, data.summary);
  drawHeading(page, '3. Biện pháp đã thực hiện');
  if (data.measures.length === 0) drawText(page, 'Chưa ghi nhận biện pháp nào.');
  for (const { at, by, text } of data.measures) drawText(page, `- ${formatShortMoment(at)}, ${by}: ${text}`);
  drawHeading(page, '4. Thời hạn theo quy định');
  drawTable(
    page,
    [
      { heading: 'Thời hạn', weight: 32 },
      { heading: 'Căn cứ', weight: 12 },
      { heading: 'Tính từ', weight: 20 },
      { heading: 'Hạn', weight: 20 },
      { heading: 'Kết quả', weight: 14 },
    ],
    data.clocks.map(({ id, rule, startedAt, dueAt, outcome }) => [
      CLOCK_NAMES[id],
      rule,
      formatShortMoment(startedAt),
      formatShortMoment(dueAt),
      OUTCOMES[outcome],
    ]),
    { size: 11, spaceAfter: 8 },
  );
  drawSignatures(page, [data.signer], { recipients: data.recipients });
  return page.finish();
}

function drawHeading(page: PageWriter, text: string): void {
  drawParagraph(page, text, { style: 'bold', spaceAfter: 2 });
}

function drawText(page: PageWriter, text: string): void {
  for (const line of text.split(/\r?\n/))
    drawParagraph(page, line, { firstIndent: 18, align: 'justify', spaceAfter: 3 });
}
