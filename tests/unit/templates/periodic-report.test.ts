import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ReportFigures } from '../../../domain/reports/report-figures';
import type { ReportPeriod } from '../../../domain/reports/report-period';
import { renderPeriodicReport, type PeriodicReportData } from '../../../templates/documents/periodic-report';
import { periodName } from '../../../templates/documents/report-names';
import { reportSections } from '../../../templates/documents/report-sections';
import { composeReportMail } from '../../../templates/mail/report-mail';
import { joinText, readPdf } from './read-pdf';

const OUT = path.join(__dirname, '../../../out/documents');

const cell = (total: number, late: number) => ({
  received: { total, online: 4, direct: total - 5, carriedOver: 1 },
  resolved: { total: total - 3, early: total - 4 - late, onTime: 1, late },
  inProgress: { total: 2, inTime: 1, overdue: 1 },
  paused: { total: 1, supplement: 1, obligation: 0, stopped: 0 },
});

const figures: ReportFigures = {
  asOf: '2026-11-15T00:01:00.000Z',
  dossiers: {
    total: cell(1_230, 7),
    units: [
      { unitId: 'cn.dongxoai', unitName: 'Chi nhánh Văn phòng Đăng ký đất đai Đồng Xoài', figures: cell(830, 5) },
      { unitId: 'cn.budang', unitName: 'Chi nhánh Văn phòng Đăng ký đất đai Bù Đăng', figures: cell(400, 2) },
    ],
    fields: [{ code: 'land', name: 'Đất đai', figures: cell(1_230, 7) }],
  },
  updates: {
    procedures: [{ procedure: 'P2.TRANSFER', name: 'Đăng ký biến động do chuyển nhượng', count: 1_198 }],
    projectsAccepted: 1,
    handoversCompleted: 2,
  },
  exploitation: {
    acts: [
      { kind: 'signIns', count: 2_412 },
      { kind: 'documentsOpened', count: 310 },
      { kind: 'personalDataOpened', count: 42 },
      { kind: 'exports', count: 18 },
    ],
    people: 96,
  },
  accounts: {
    statuses: [
      { status: 'active', count: 101 },
      { status: 'locked', count: 4 },
    ],
    changes: [
      {
        ...{ at: '2026-11-03T02:00:00.000Z', fullName: 'Lê Thị Hồng Vân', username: 'canbo1.vpdk' },
        ...{ unitName: 'Văn phòng Đăng ký đất đai', kind: 'locked' },
      },
    ],
  },
  incidents: { classes: [{ class: 'linkFailure', reported: 2, late: 1 }], open: 1 },
  backups: { kinds: [{ kind: 'daily', finished: 30, failed: 1 }], trials: 4, longestTrialMs: 83_400 },
  links: [
    { link: 'tax', delivered: 640, failed: 1, available: { share: 0.99812, since: '2026-10-15T00:00:00.000Z' } },
    { link: 'oneStop', delivered: 3_100, failed: 0, available: null },
    { link: 'mail', delivered: 1_020, failed: 3, available: { share: 1, since: '2026-10-15T00:00:00.000Z' } },
  ],
};

const sample: PeriodicReportData = {
  issuer: { name: 'Văn phòng Đăng ký đất đai', superior: 'Sở Nông nghiệp và Môi trường' },
  place: 'Đồng Xoài',
  number: '31/BC-VPĐK',
  issuedAt: '2026-11-18',
  ...{ code: 'BC-0007', period: 'month', from: '2026-10-15', to: '2026-11-14', named: { year: 2026, number: 11 } },
  receiver: 'Sở Nông nghiệp và Môi trường',
  asOf: figures.asOf,
  sha256: 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9',
  sections: reportSections(figures),
  assessment: 'Hệ thống hoạt động ổn định; hồ sơ quá hạn giảm so với kỳ trước.',
  difficulties: 'Kết nối với cơ quan thuế gián đoạn hai lần.',
  signer: { title: 'Giám đốc', name: 'Vũ Thị Minh Nguyệt' },
  isDraft: false,
};

async function textOf(data: PeriodicReportData, name: string): Promise<string> {
  const pdf = await renderPeriodicReport(data);
  mkdirSync(OUT, { recursive: true });
  writeFileSync(path.join(OUT, `${name}.pdf`), pdf);
  return joinText(readPdf(pdf)).replace(/\s+/g, ' ');
}

test('A11.8, A15.5, A7.3: the paper tells every section, the words and its checksum, and who signed', async () => {
  const text = await textOf(sample, 'periodic-report');
  for (const part of [
    'tháng 11 năm 2026',
    'Kính gửi: Sở Nông nghiệp và Môi trường',
    '1.230',
    'Hồ sơ có kết quả: Đăng ký biến động do chuyển nhượng',
    '1.198',
    'Lượt mở dữ liệu cá nhân',
    'Thay đổi trong kỳ: ',
    'Đứt kết nối với hệ thống khác',
    'Chưa kết thúc vào cuối kỳ',
    'lâu nhất 83,4 giây',
    '99,81 % (đo từ 15/10/2026)',
    'Chưa đo',
    'hồ sơ quá hạn giảm',
    'gián đoạn hai lần',
    'Vũ Thị Minh Nguyệt',
  ])
    expect(text).toContain(part);
  expect(text.replace(/\s/g, '')).toContain(sample.sha256);
  expect(text).not.toContain('BẢN DỰ THẢO');
  // Names of people stand in the workbook only.
  expect(text).not.toContain('Lê Thị Hồng Vân');
});

test('unsigned it says that it is a draft; what there was none of is said', async () => {
  const empty: ReportFigures = {
    ...figures,
    incidents: { classes: [], open: 0 },
    backups: { kinds: [], trials: 0, longestTrialMs: null },
  };
  const text = await textOf({ ...sample, sections: reportSections(empty), isDraft: true }, 'periodic-report-draft');
  for (const part of ['BẢN DỰ THẢO', 'Không có sự cố nào trong kỳ', 'Không có bản sao lưu nào trong kỳ'])
    expect(text).toContain(part);
});

test('every sheet has a name of its own that Excel takes, and rows as wide as its headings', () => {
  const sections = reportSections(figures);
  expect(new Set(sections.map(({ sheet }) => sheet)).size).toBe(sections.length);
  for (const { sheet, columns, rows } of sections) {
    expect(sheet).toMatch(/^[^*?:\\/[\]]{1,31}$/);
    for (const row of rows) expect(row).toHaveLength(columns.length);
  }
});

test('a period is called as people call it', () => {
  const called = (period: ReportPeriod, number?: number) =>
    periodName({
      ...{ period, from: '2026-11-01', to: '2026-11-14' },
      named: number === undefined ? null : { year: 2026, number },
    });
  expect(called('quarter', 4)).toBe('quý IV năm 2026');
  expect(called('year', 1)).toBe('năm 2026');
  expect(called('onDemand')).toBe('đột xuất từ 01/11/2026 đến 14/11/2026');
});

test.each([
  [{ type: 'FiguresDrawn', figures: { submission: '', sha256: '', asOf: 0 } }, 'Cần lập báo cáo'],
  [{ type: 'NoticeFell', workingDays: -3 }, 'còn 3 ngày làm việc'],
  [{ type: 'NoticeFell', workingDays: 0 }, 'HẾT HẠN'],
  [{ type: 'NoticeFell', workingDays: 5 }, 'QUÁ HẠN 5 ngày làm việc'],
  [{ type: 'ReportSubmitted', by: 'x' }, 'Trình ký'],
  [{ type: 'ReportReturned', by: 'x' }, 'trả lại để sửa'],
  [{ type: 'ReportSent', by: 'x' }, 'Báo cáo mới'],
  [{ type: 'ReportSentBack', by: 'x', dueAt: 0, notices: [] }, 'Yêu cầu lập lại'],
  [{ type: 'ReportAccepted', by: 'x' }, 'đã được tiếp nhận'],
] as const)('the mail of %j says what is to be done', (event, says) => {
  const { subject, text } = composeReportMail({
    ...{ code: 'BC-0007', unitName: 'Văn phòng', period: 'month', from: '2026-10-15', to: '2026-11-14', event },
    named: { year: 2026, number: 11 },
    ...{ at: '2026-11-20T10:30:00.000Z', dueAt: '2026-11-20T10:30:00.000Z', url: 'https://sodo.example/reports/1' },
  });
  expect(`${subject}\n${text}`).toContain(says);
  expect(text).toContain('https://sodo.example/reports/1');
});
