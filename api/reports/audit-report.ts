import type { JsonValue } from '../../domain/json';
import { AUDIT_ACTION_NAMES } from '../../templates/documents/audit-action-names';
import { harmlessCell } from './harmless-cell';

export interface AuditLine {
  readonly number: number | null;
  readonly at: Date;
  readonly actor: string;
  readonly actorName: string | null;
  readonly action: string;
  readonly subjectType: string | null;
  readonly subjectId: string | null;
  readonly subjectLabel: string | null;
  readonly unitName: string | null;
  readonly address: string | null;
  readonly replaced: boolean;
  readonly detail: JsonValue;
  readonly hash: string | null;
}

const COLUMNS = [
  { header: 'Số', width: 10 },
  { header: 'Thời điểm (giờ Việt Nam)', width: 24 },
  { header: 'Người thực hiện', width: 28 },
  { header: 'Mã người thực hiện', width: 38 },
  { header: 'Hành động', width: 36 },
  { header: 'Mã hành động', width: 26 },
  { header: 'Đối tượng', width: 30 },
  { header: 'Mã đối tượng', width: 38 },
  { header: 'Đơn vị', width: 32 },
  { header: 'Địa chỉ truy cập', width: 18 },
  { header: 'Chi tiết', width: 60 },
  { header: 'Giá trị băm', width: 66 },
] as const;

const VIETNAM_MS = 7 * 3_600_000;

function cellsOf(line: AuditLine): string[] {
  const { actor, actorName, action, subjectType, subjectId, subjectLabel } = line;
  const name = (AUDIT_ACTION_NAMES as Readonly<Record<string, string>>)[action] ?? action;
  return [
    line.number === null ? '' : String(line.number),
    new Date(line.at.getTime() + VIETNAM_MS).toISOString().replace('T', ' ').replace('Z', ''),
    actorName ?? actor,
    actor,
    line.replaced ? `${name} (bước đã bị thay thế)` : name,
    action,
    subjectLabel ?? subjectType ?? '',
    subjectId ?? '',
    line.unitName ?? '',
    line.address ?? '',
    JSON.stringify(line.detail),
    line.hash ?? '',
  ].map(harmlessCell);
}

export async function renderAuditXlsx(lines: readonly AuditLine[]): Promise<Buffer> {
  const { Workbook } = (await import('exceljs')).default;
  const workbook = new Workbook();
  workbook.creator = 'Sodo';
  const sheet = workbook.addWorksheet('Nhật ký kiểm toán', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = COLUMNS.map(({ header, width }) => ({ header, width }));
  sheet.getRow(1).font = { bold: true };
  for (const line of lines) sheet.addRow(cellsOf(line));
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1 + lines.length, column: COLUMNS.length } };
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** RFC 4180, with the mark by which spreadsheet programs know UTF-8. */
export function renderAuditCsv(lines: readonly AuditLine[]): Buffer {
  const rows = [COLUMNS.map(({ header }) => header), ...lines.map(cellsOf)];
  const text = rows.map((cells) => cells.map((cell) => `"${cell.replace(/"/g, '""')}"`).join(',')).join('\r\n');
  return Buffer.from(`\uFEFF${text}\r\n`, 'utf8');
}
