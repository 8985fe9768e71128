/** Biên bản bàn giao ổ cứng sao lưu vào lưu trữ (seed Điều 18.1.c). The regulation names no form. */
import type { CopyKind } from '../../domain/portable-copies/copy-period';
import type { OfficialPaper } from './document-data';
import { drawNationalHeader, drawTitle } from './national-header';
import { PageWriter } from './page-writer';
import { drawField, drawParagraph } from './paragraph';
import { drawSignatures } from './signature-block';
import { formatMoment, formatShortDate, parseMoment, type IsoMoment } from './vietnamese-format';

export interface DiskMinutesData extends OfficialPaper {
  readonly code: string;
  readonly kind: CopyKind;
  /** The period it is of; null: on demand. */
  readonly from: string | null;
  readonly to: string | null;
  /** Label of the disk. */
  readonly disk: string;
  readonly set: string;
  readonly takenAt: IsoMoment;
  /** Of the set's manifest, hexadecimal. */
  readonly sha256: string;
  readonly files: number;
  readonly damagedFiles: number;
  readonly sizeBytes: number;
  /** Absent: not in the archive yet. */
  readonly shelf?: string;
  readonly archivedAt?: IsoMoment;
  readonly giver: string | undefined;
  readonly receiver: string | undefined;
}

export const COPY_KIND_NAMES: Readonly<Record<CopyKind, string>> = {
  database: 'Dữ liệu thuộc tính và không gian',
  scans: 'Dữ liệu và tệp quét',
};

/** @throws RangeError when a date is not ISO */
export async function renderDiskMinutes(data: DiskMinutesData): Promise<Buffer> {
  const page = new PageWriter({
    title: `Biên bản bàn giao ổ cứng ${data.code}`,
    author: data.issuer.name,
    createdAt: parseMoment(data.issuedAt),
  });
  const { code, kind, from, to, giver, receiver } = data;
  drawNationalHeader(page, data, data.formMark ?? {});
  drawTitle(page, 'Biên bản bàn giao ổ cứng sao lưu vào lưu trữ', `${code} – Ổ cứng ${data.disk}`);
  const facts: readonly (readonly [string, string])[] = [
    ['Nội dung', COPY_KIND_NAMES[kind]],
    [
      'Kỳ sao lưu',
      from === null || to === null ? 'Ngoài định kỳ' : `${formatShortDate(from)} – ${formatShortDate(to)}`,
    ],
    ['Nhãn ổ cứng', data.disk],
    ['Bản sao lưu', data.set],
    ['Dữ liệu tính đến', formatMoment(data.takenAt)],
    ['Dung lượng trên ổ', `${count(data.sizeBytes)} byte (đã mã hóa)`],
    ...(kind === 'scans' ? ([['Số tệp quét', `${count(data.files)} tệp`]] as const) : []),
    ...(data.damagedFiles > 0 ? ([['Tệp hỏng không sao được', `${count(data.damagedFiles)} tệp`]] as const) : []),
    ['Mã kiểm tra SHA-256', data.sha256],
    ['Vị trí bảo quản', data.shelf ?? '………………………………'],
    ['Nhập lưu trữ lúc', data.archivedAt ? formatMoment(data.archivedAt) : 'Chưa nhập'],
  ];
  for (const [label, value] of facts) drawField(page, { label, value });
  drawParagraph(
    page,
    data.archivedAt
      ? 'Toàn bộ nội dung trên ổ cứng đã được phần mềm đọc lại, đối chiếu mã kiểm tra. Hai bên đã kiểm tra nhãn, bàn giao và tiếp nhận ổ cứng.'
      : 'Toàn bộ nội dung trên ổ cứng đã được phần mềm đọc lại, đối chiếu mã kiểm tra. Ổ cứng chưa nhập lưu trữ; biên bản này chưa có giá trị ký nhận.',
    { firstIndent: 18, spaceAfter: 3 },
  );
  drawSignatures(page, [
    { title: 'Người giao', ...(giver === undefined ? {} : { name: giver }) },
    { title: 'Người nhận lưu trữ', ...(receiver === undefined ? {} : { name: receiver }) },
  ]);
  return page.finish();
}

function count(number: number): string {
  return number.toLocaleString('vi-VN');
}
