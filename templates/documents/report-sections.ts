import type { ReportFigures } from '../../domain/reports/report-figures';
import { ACCOUNT_CHANGE_NAMES, ACCOUNT_STATUS_NAMES } from './account-names';
import { INCIDENT_CLASS_NAMES } from './incident-names';
import { BACKUP_KIND_NAMES, EXPLOITATION_NAMES, LINK_NAMES } from './report-names';
import { STATISTICS_COLUMNS } from './statistics-report';
import { statisticsRows } from './statistics-rows';
import type { TableColumn } from './table';
import { formatShortDate, formatShortMoment } from './vietnamese-format';

/** One table of a report, as the paper and the workbook show it alike. Figures are numbers. */
export interface ReportSection {
  readonly title: string;
  /** Of the sheet: at most 31 letters. */
  readonly sheet: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** Said instead of a table without rows. */
  readonly none: string;
  /** Too wide for a letter held upright, or a list of everybody: in the workbook only. */
  readonly onlyInWorkbook?: true;
}

const name = (heading: string, weight = 60): TableColumn => ({ heading, weight });
const figure = (heading: string, weight = 20): TableColumn => ({ heading, weight, align: 'right' });

/** The figures in the order of the report: operation, updating, exploitation, accounts, incidents, backups, links. */
export function reportSections(figures: ReportFigures): ReportSection[] {
  const { dossiers, updates, exploitation, accounts, incidents, backups, links } = figures;
  const { units, fields, total } = statisticsRows(dossiers);
  const dossierColumns = (of: string): TableColumn[] => [
    { heading: of, weight: 16 },
    ...STATISTICS_COLUMNS.map((column) => ({ ...column, weight: 5.6, align: 'right' as const })),
  ];
  const changes = new Map<string, number>();
  for (const { kind } of accounts.changes) changes.set(kind, (changes.get(kind) ?? 0) + 1);
  return [
    {
      title: '1. Tiếp nhận và giải quyết hồ sơ theo đơn vị',
      sheet: 'Hồ sơ theo đơn vị',
      columns: dossierColumns('Đơn vị'),
      rows: [...units, total].map((row) => [row.name, ...row.figures]),
      none: '',
    },
    {
      title: '2. Tiếp nhận và giải quyết hồ sơ theo lĩnh vực',
      sheet: 'Hồ sơ theo lĩnh vực',
      columns: dossierColumns('Lĩnh vực'),
      rows: [...fields, total].map((row) => [row.name, ...row.figures]),
      none: '',
    },
    {
      title: '3. Cập nhật cơ sở dữ liệu đất đai',
      sheet: 'Cập nhật dữ liệu',
      columns: [name('Nội dung cập nhật'), figure('Số lượng')],
      rows: [
        ...updates.procedures.map((one) => [`Hồ sơ có kết quả: ${one.name}`, one.count]),
        ['Dự án của đơn vị thi công được nghiệm thu', updates.projectsAccepted],
        ['Biên bản bàn giao hoàn thành', updates.handoversCompleted],
      ],
      none: '',
    },
    {
      title: '4. Khai thác, sử dụng dữ liệu',
      sheet: 'Khai thác dữ liệu',
      columns: [name('Nội dung'), figure('Số lượng')],
      rows: [
        ['Người có thao tác trong kỳ', exploitation.people],
        ...exploitation.acts.map(({ kind, count }) => [EXPLOITATION_NAMES[kind], count]),
      ],
      none: '',
    },
    {
      title: '5. Tài khoản người sử dụng',
      sheet: 'Tài khoản',
      columns: [name('Tài khoản'), figure('Số lượng')],
      rows: [
        ...accounts.statuses.map(({ status, count }) => [`Đang ở trạng thái: ${ACCOUNT_STATUS_NAMES[status]}`, count]),
        ...Object.entries(ACCOUNT_CHANGE_NAMES).flatMap(([kind, says]) => {
          const count = changes.get(kind);
          return count ? [[`Thay đổi trong kỳ: ${says}`, count]] : [];
        }),
      ],
      none: 'Không có tài khoản nào và không có thay đổi nào trong kỳ.',
    },
    {
      title: 'Thay đổi tài khoản trong kỳ',
      sheet: 'Thay đổi tài khoản',
      columns: [
        name('Thời điểm', 20),
        name('Họ và tên', 30),
        name('Tên đăng nhập', 20),
        name('Đơn vị', 40),
        name('Thay đổi', 30),
      ],
      rows: accounts.changes.map(({ at, fullName, username, unitName, kind }) => [
        ...[formatShortMoment(at), fullName, username ?? ''],
        ...[unitName, ACCOUNT_CHANGE_NAMES[kind]],
      ]),
      none: 'Không có thay đổi nào trong kỳ.',
      onlyInWorkbook: true,
    },
    {
      title: '6. Sự cố',
      sheet: 'Sự cố',
      columns: [name('Loại sự cố'), figure('Số sự cố'), figure('Quá thời hạn')],
      rows: [
        ...incidents.classes.map((one) => [INCIDENT_CLASS_NAMES[one.class], one.reported, one.late]),
        ...(incidents.open > 0 ? [['Chưa kết thúc vào cuối kỳ', incidents.open, '']] : []),
      ],
      none: 'Không có sự cố nào trong kỳ.',
    },
    {
      title: '7. Sao lưu, khôi phục thử',
      sheet: 'Sao lưu',
      columns: [name('Sao lưu'), figure('Thành công'), figure('Không thành công')],
      rows: [
        ...backups.kinds.map(({ kind, finished, failed }) => [BACKUP_KIND_NAMES[kind] ?? kind, finished, failed]),
        ...(backups.trials > 0 ? [[trialWords(backups.longestTrialMs), backups.trials, '']] : []),
      ],
      none: 'Không có bản sao lưu nào trong kỳ.',
    },
    {
      title: '8. Kết nối với các hệ thống khác',
      sheet: 'Kết nối',
      columns: [name('Hệ thống', 30), figure('Đã gửi'), figure('Không gửi được'), figure('Tỷ lệ sẵn sàng', 30)],
      rows: links.map(({ link, delivered, failed, available }) => [
        ...[LINK_NAMES[link], delivered, failed],
        available === null
          ? 'Chưa đo'
          : `${(available.share * 100).toLocaleString('vi-VN', { maximumFractionDigits: 2 })} % (đo từ ${formatShortDate(available.since)})`,
      ]),
      none: '',
    },
  ];
}

function trialWords(longestMs: number | null): string {
  if (longestMs === null) return 'Khôi phục thử';
  const seconds = (longestMs / 1000).toLocaleString('vi-VN', { maximumFractionDigits: 1 });
  return `Khôi phục thử (lâu nhất ${seconds} giây)`;
}
