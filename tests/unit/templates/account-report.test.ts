import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ExcelJS from 'exceljs';
import {
  CHANGE_HEADINGS,
  changeRows,
  REGISTER_HEADINGS,
  registerRows,
  totalsText,
} from '../../../api/reports/account-report-rows';
import { renderAccountReportSheet } from '../../../api/reports/account-report-sheet';
import type { AccountReport } from '../../../contracts/account-report.schema';
import { renderAccountReport } from '../../../templates/documents/account-report';
import { joinText, readPdf } from './read-pdf';

const OUT = path.join(__dirname, '../../../out/documents');
const counter = { id: 'mc.dongxoai', name: 'Bộ phận Tiếp nhận và Trả kết quả Đồng Xoài' };

const report: AccountReport = {
  from: '2026-01-01',
  to: '2026-03-31',
  asOf: '2026-03-31T09:00:00.000Z',
  totals: { accounts: { active: 1, locked: 1 }, changes: { issued: 1, locked: 1 } },
  register: [
    {
      ...{ id: '3b0c7d52-5d1f-4a0e-8a3b-1f1e0d6b7a01', fullName: 'Nguyễn Thị Thanh Hương', username: 'huong' },
      ...{ title: 'Chuyên viên', unit: counter, status: 'active', position: 'counterClerk', lock: null },
      ...{ issuedAt: '2026-02-02T02:00:00.000Z', lastUsedAt: '2026-03-30T02:00:00.000Z' },
      duties: [
        {
          ...{ duty: 'receiveDossiers', unit: counter, since: '2026-02-02T02:00:00.000Z' },
          ...{ requestedBy: 'Huỳnh Văn Thành', request: '15/CV-CNĐX' },
        },
      ],
    },
    {
      ...{ id: '3b0c7d52-5d1f-4a0e-8a3b-1f1e0d6b7a02', fullName: '=HYPERLINK("http://x")', username: 'hong' },
      ...{ title: 'Chuyên viên', unit: counter, status: 'locked', position: null, duties: [] },
      ...{ lock: { reason: 'departed', at: '2026-03-01T17:00:00.000Z' }, issuedAt: null, lastUsedAt: null },
    },
  ],
  changes: [
    {
      ...{ at: '2026-02-02T02:00:00.000Z', unit: counter, kind: 'issued', reason: null, request: null },
      account: { id: '3b0c7d52-5d1f-4a0e-8a3b-1f1e0d6b7a01', fullName: 'Nguyễn Thị Thanh Hương', username: 'huong' },
      duties: [{ duty: 'receiveDossiers', unit: counter }],
      by: { id: 'admin', displayName: 'Đỗ Thanh Tùng' },
    },
    {
      ...{ at: '2026-03-01T17:00:00.000Z', unit: counter, kind: 'locked', reason: 'departed', request: '7/TB-CNĐX' },
      account: { id: '3b0c7d52-5d1f-4a0e-8a3b-1f1e0d6b7a02', fullName: 'Hồng', username: 'hong' },
      duties: null,
      by: { id: 'system', displayName: 'system' },
    },
  ],
};

test('A7.2c: the paper tells who has what since when on whose request, and what changed', async () => {
  const pdf = await renderAccountReport({
    issuer: { name: 'Sở Tài nguyên và Môi trường tỉnh Bình Phước' },
    place: 'Đồng Xoài',
    issuedAt: report.asOf,
    period: { from: report.from, to: report.to },
    asOf: report.asOf,
    totals: totalsText(report),
    register: { headings: REGISTER_HEADINGS, rows: registerRows(report.register) },
    changes: { headings: CHANGE_HEADINGS, rows: changeRows(report.changes) },
    signer: { title: 'Người lập báo cáo', name: 'Đỗ Thanh Tùng' },
  });
  mkdirSync(OUT, { recursive: true });
  writeFileSync(path.join(OUT, 'account-report.pdf'), pdf);
  const text = joinText(readPdf(pdf)).replace(/\s+/g, ' ');
  for (const part of [
    'BÁO CÁO QUẢN LÝ TÀI KHOẢN',
    'Đang dùng: 1; Đã khóa: 1',
    'Cấp tài khoản, mật khẩu: 1; Khóa: 1',
    '15/CV-CNĐX',
    'Huỳnh Văn',
    'nghỉ việc, chuyển',
    '7/TB-CNĐX',
    'Hệ thống',
  ])
    expect(text).toContain(part);
});

test('the workbook has the same rows, and no cell that would run', async () => {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await renderAccountReportSheet(report)) as unknown as ArrayBuffer);
  expect(workbook.worksheets.map(({ name }) => name)).toEqual(['Sổ tài khoản', 'Thay đổi trong kỳ']);
  const [register, changes] = workbook.worksheets;
  expect(register?.rowCount).toBe(3);
  expect(changes?.rowCount).toBe(3);
  expect(register?.getCell('B3').value).toBe(`'=HYPERLINK("http://x")`);
  expect(register?.getCell('E3').value).toBe('Đã khóa: nghỉ việc, chuyển công tác');
});
