import type { LocalDate } from '../../domain/clock/instant';
import type { ExploitationKind, ReportedLink } from '../../domain/reports/report-figures';
import type { PeriodNumber, ReportPeriod } from '../../domain/reports/report-period';
import { formatShortDate } from './vietnamese-format';

export const EXPLOITATION_NAMES: Readonly<Record<ExploitationKind, string>> = {
  signIns: 'Lượt đăng nhập',
  documentsOpened: 'Lượt mở giấy tờ, tệp hồ sơ',
  personalDataOpened: 'Lượt mở dữ liệu cá nhân (có nêu lý do)',
  exports: 'Lượt xuất sổ, báo cáo',
};

export const LINK_NAMES: Readonly<Record<ReportedLink, string>> = {
  tax: 'Cơ quan thuế',
  oneStop: 'Hệ thống một cửa',
  mail: 'Thư điện tử',
};

/** By the kinds of `backup_set`. */
export const BACKUP_KIND_NAMES: Readonly<Record<string, string>> = { daily: 'Hằng ngày', manual: 'Theo yêu cầu' };

/** Those a report of Sở goes to (Điều 11.8). */
export const OUTSIDE_RECEIVERS = 'Ủy ban nhân dân tỉnh; Bộ Nông nghiệp và Môi trường';

const ROMAN = ['I', 'II', 'III', 'IV'];

/** Which period a paper or a mail tells of. */
export interface NamedPeriod {
  readonly period: ReportPeriod;
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** Null for one on demand. */
  readonly named: PeriodNumber | null;
}

/** As people call it: `tháng 11 năm 2026`, `quý IV năm 2026`, `năm 2026`, `đột xuất từ … đến …`. */
export function periodName({ period, from, to, named }: NamedPeriod): string {
  if (!named || period === 'onDemand') return `đột xuất từ ${formatShortDate(from)} đến ${formatShortDate(to)}`;
  const { year, number } = named;
  if (period === 'year') return `năm ${year}`;
  return period === 'month' ? `tháng ${number} năm ${year}` : `quý ${ROMAN[number - 1]} năm ${year}`;
}
