/** Biên bản bàn giao (seed Điều 13.2, 15.3, 16.3). The regulation names no form: parties, list with counts and checksums, signatures. */
import type { ItemKind } from '../../domain/handovers/handover-state';
import type { OfficialPaper, Signatory } from './document-data';
import { drawNationalHeader, drawTitle } from './national-header';
import { PageWriter } from './page-writer';
import { drawField, drawParagraph } from './paragraph';
import { drawSignatures } from './signature-block';
import { drawTable } from './table';
import { formatMoment, parseMoment, type IsoMoment } from './vietnamese-format';

export interface HandoverMinutesData extends OfficialPaper {
  readonly code: string;
  readonly subject: string;
  readonly giver: string;
  readonly receiver: string;
  /** Code and name of the project, if any. */
  readonly project?: string;
  readonly items: readonly {
    readonly name: string;
    readonly kind: ItemKind;
    readonly measure: string;
    readonly listed: number;
    /** Absent: not counted yet. */
    readonly counted?: number;
    /** SHA-256 in hexadecimal. */
    readonly sha256?: string;
    readonly asListed: boolean;
  }[];
  readonly completedAt?: IsoMoment;
  readonly signers: readonly Signatory[];
}

const ITEM_KIND_NAMES: Readonly<Record<ItemKind, string>> = {
  data: 'Dữ liệu',
  document: 'Tài liệu, hồ sơ',
  server: 'Máy chủ, thiết bị',
  software: 'Phần mềm',
};

/** @throws RangeError when a date is not ISO */
export async function renderHandoverMinutes(data: HandoverMinutesData): Promise<Buffer> {
  const page = new PageWriter({
    title: `Biên bản bàn giao ${data.code}`,
    author: data.issuer.name,
    createdAt: parseMoment(data.issuedAt),
  });
  drawNationalHeader(page, data, data.formMark ?? {});
  drawTitle(page, 'Biên bản bàn giao', `${data.code} – ${data.subject}`);
  drawField(page, { label: 'Bên giao', value: data.giver });
  drawField(page, { label: 'Bên nhận', value: data.receiver });
  if (data.project) drawField(page, { label: 'Dự án', value: data.project });
  drawField(page, {
    label: 'Hoàn thành bàn giao lúc',
    value: data.completedAt ? formatMoment(data.completedAt) : 'Chưa hoàn thành',
  });
  drawParagraph(page, 'Danh mục bàn giao', { style: 'bold', spaceAfter: 4 });
  drawTable(
    page,
    [
      { heading: 'STT', weight: 6, align: 'center' },
      { heading: 'Tên', weight: 34 },
      { heading: 'Loại', weight: 16 },
      { heading: 'ĐVT', weight: 9, align: 'center' },
      { heading: 'Số lượng giao', weight: 12, align: 'right' },
      { heading: 'Số lượng nhận', weight: 12, align: 'right' },
      { heading: 'Kết quả', weight: 13, align: 'center' },
    ],
    data.items.map(({ name, kind, measure, listed, counted, asListed }, index) => [
      String(index + 1),
      name,
      ITEM_KIND_NAMES[kind],
      measure,
      formatCount(listed),
      counted === undefined ? '' : formatCount(counted),
      counted === undefined ? 'Chưa kiểm' : asListed ? 'Khớp' : 'Không khớp',
    ]),
    { size: 11, spaceAfter: 6 },
  );
  const summed = data.items.flatMap(({ sha256 }, index) => (sha256 ? [{ number: index + 1, sha256 }] : []));
  if (summed.length > 0) {
    drawParagraph(page, 'Mã kiểm tra SHA-256', { style: 'bold', spaceAfter: 4 });
    for (const { number, sha256 } of summed)
      drawParagraph(page, `Mục ${number}: ${sha256}`, { size: 11, spaceAfter: 2 });
  }
  const agreed = data.items.every(({ asListed }) => asListed);
  drawParagraph(
    page,
    agreed
      ? 'Hai bên đã kiểm đếm, đối chiếu và thống nhất danh mục nêu trên.'
      : 'Danh mục nêu trên chưa được kiểm đếm xong hoặc chưa khớp; biên bản này chưa có giá trị ký nhận.',
    { firstIndent: 18, spaceAfter: 3 },
  );
  drawSignatures(page, data.signers);
  return page.finish();
}

function formatCount(count: number): string {
  return count.toLocaleString('vi-VN');
}
