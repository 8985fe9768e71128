import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SystemHealth } from '../../../contracts/system-health.schema';
import { capacityRows } from '../../../api/reports/capacity-rows';
import { renderCapacityReport, type CapacityReportData } from '../../../templates/documents/capacity-report';
import { joinText, readPdf } from './read-pdf';

const OUT = path.join(__dirname, '../../../out/documents');
const at = '2026-11-27T01:00:00.000Z';

const health: SystemHealth = {
  asOf: at,
  probes: [
    {
      ...{ id: 'filesDiskUsed', unit: 'ratio', warnAt: 0.8, limit: 0.95, state: 'late', hours: [] },
      latest: { at, value: 0.82 },
      trend: { perDay: 0.002, reachesAt: '2027-01-31T00:00:00.000Z' },
    },
    {
      ...{ id: 'databaseBytes', unit: 'bytes', warnAt: null, limit: null, state: 'green', hours: [] },
      latest: { at, value: 12_400_000_000 },
      trend: { perDay: -5_000_000, reachesAt: null },
    },
    {
      ...{ id: 'temporalMs', unit: 'ms', warnAt: 500, limit: 5_000, state: 'broken', hours: [], trend: null },
      latest: { at, value: null },
    },
  ],
  proposals: [],
};

const data: CapacityReportData = {
  issuer: { name: 'Sở Nông nghiệp và Môi trường', superior: 'UBND tỉnh Bình Phước' },
  place: 'Đồng Xoài',
  ...{ issuedAt: at, asOf: at, horizonDays: 180 },
  rows: capacityRows(health),
  proposals: [{ part: 'Ổ đĩa lưu tệp hồ sơ', before: '2027-01-31T00:00:00.000Z' }],
  signer: { title: 'Người lập báo cáo', name: 'Lê Hữu Nghĩa' },
};

async function textOf(some: CapacityReportData, name?: string): Promise<string> {
  const pdf = await renderCapacityReport(some);
  if (name) {
    mkdirSync(OUT, { recursive: true });
    writeFileSync(path.join(OUT, `${name}.pdf`), pdf);
  }
  return joinText(readPdf(pdf)).replace(/\s+/g, ' ');
}

test('A13.4: how every part stands, where it is going, and what is proposed', async () => {
  expect(capacityRows(health).map((row) => Object.values(row).map((cell) => cell.replaceAll('\u00a0', ' ')))).toEqual([
    ['Ổ đĩa lưu tệp hồ sơ', 'Cần xem', '82 %', '95 %', '+6 %'],
    ['Dung lượng cơ sở dữ liệu', 'Bình thường', '12,4 GB', '', '−150 MB'],
    ['Temporal trả lời', 'Hỏng', 'không đo được', '5.000 ms', ''],
  ]);
  const text = await textOf(data, 'capacity-report');
  for (const part of ['12,4 GB', 'Ổ đĩa lưu tệp hồ sơ: mở rộng trước ngày 31/01/2027', 'Lê Hữu Nghĩa'])
    expect(text).toContain(part);
});

test('where nothing fills up it says how far ahead that was looked at', async () => {
  expect(await textOf({ ...data, proposals: [] })).toContain('Trong 180 ngày tới chưa có bộ phận nào đầy');
});
