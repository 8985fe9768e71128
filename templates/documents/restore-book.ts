/**
 * Sổ nhật ký phục hồi dữ liệu (seed Điều 19.3.đ): every operation of restoring, to be printed, signed and kept. The regulation
 * names no form.
 */
import { drawTitle } from './national-header';
import { PageWriter } from './page-writer';
import { drawParagraph } from './paragraph';
import { drawSignatures } from './signature-block';
import { drawTable } from './table';
import { formatMoment, formatShortMoment, parseMoment, type IsoMoment } from './vietnamese-format';

/** A line of the restore log. */
export interface RestoreBookEntry {
  readonly number: number;
  readonly at: IsoMoment;
  readonly what: 'begun' | 'done' | 'failed';
  readonly by: string;
  readonly confirmedBy: string;
  readonly incidentAt: IsoMoment;
  readonly set: string;
  readonly reason: string | null;
  /** Of one that failed: its code, a colon, the words. */
  readonly outcome: string | null;
  /** SHA-256 of this line, hexadecimal: the next one carries it. */
  readonly hash: string;
}

export interface RestoreBookData {
  readonly entries: readonly RestoreBookEntry[];
  readonly printedAt: IsoMoment;
}

const TITLE = 'Sổ nhật ký phục hồi dữ liệu';
const WHAT_NAMES: Readonly<Record<RestoreBookEntry['what'], string>> = {
  begun: 'Bắt đầu',
  done: 'Hoàn thành',
  failed: 'Không thành',
};
/** Why an operation did not succeed, by its code; the words of the program stand after it. */
const FAULT_NAMES: Readonly<Record<string, string>> = {
  RESTORE_NOT_PROVED: 'Không chứng minh được danh tính',
  RESTORE_NOT_AUTHORISED: 'Không có thẩm quyền phục hồi',
  RESTORE_FOUR_EYES: 'Hai tài khoản của cùng một người',
  RESTORE_IN_USE: 'Hệ thống còn đang chạy',
  BACKUP_CORRUPT: 'Bản sao lưu hỏng',
  BACKUP_FOREIGN: 'Bản sao lưu không phải của hệ thống này',
  BACKUP_DIFFERS: 'Dữ liệu phục hồi khác dữ liệu đã sao lưu',
  BACKUP_VERSION_UNKNOWN: 'Bản sao lưu của phiên bản mới hơn',
  BACKUP_TARGET_UNREACHABLE: 'Không đọc được nơi lưu bản sao',
};
const COLUMNS = [
  { heading: 'Số', weight: 4, align: 'center' },
  { heading: 'Thời điểm', weight: 12 },
  { heading: 'Thao tác', weight: 9 },
  { heading: 'Người thực hiện', weight: 14 },
  { heading: 'Người xác nhận', weight: 14 },
  { heading: 'Thời điểm sự cố', weight: 12 },
  { heading: 'Bản sao lưu', weight: 15 },
  { heading: 'Lý do, kết quả', weight: 28 },
] as const;

/** @throws RangeError when a date is not ISO */
export async function renderRestoreBook({ entries, printedAt }: RestoreBookData): Promise<Buffer> {
  const page = new PageWriter({
    title: TITLE,
    author: 'Sodo',
    createdAt: parseMoment(printedAt),
    landscape: true,
  });
  drawTitle(page, TITLE, `In lúc ${formatMoment(printedAt)}`);
  const rows = entries.map((entry) => [
    String(entry.number),
    formatShortMoment(entry.at),
    WHAT_NAMES[entry.what],
    entry.by,
    entry.confirmedBy,
    formatShortMoment(entry.incidentAt),
    entry.set,
    [entry.reason && `Lý do: ${entry.reason}`, nameOutcome(entry)].filter(Boolean).join('. '),
  ]);
  drawTable(page, COLUMNS, rows, { size: 9, spaceAfter: 8 });
  const last = entries.at(-1);
  drawParagraph(
    page,
    last
      ? `Sổ có ${entries.length} dòng, mỗi dòng mang mã kiểm tra của dòng trước. Mã kiểm tra SHA-256 của dòng cuối: ${last.hash}`
      : 'Chưa có thao tác phục hồi nào.',
    { spaceAfter: 10 },
  );
  drawSignatures(page, [{ title: 'Người lập sổ' }, { title: 'Lãnh đạo đơn vị' }]);
  return page.finish();
}

function nameOutcome({ what, outcome }: RestoreBookEntry): string | null {
  if (what !== 'failed' || outcome === null) return outcome;
  const name = FAULT_NAMES[/^[A-Z_]+/.exec(outcome)?.[0] ?? ''];
  return name === undefined ? outcome : `${name}. ${outcome}`;
}
