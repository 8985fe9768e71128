import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { renderIncidentReport, type IncidentReportData } from '../../../templates/documents/incident-report';
import { joinText, readPdf } from './read-pdf';

const OUT = path.join(__dirname, '../../../out/documents');

const sample: IncidentReportData = {
  issuer: { name: 'Trung tâm Tích hợp dữ liệu', superior: 'Sở Tài nguyên và Môi trường tỉnh Bình Phước' },
  place: 'Đồng Xoài',
  issuedAt: '2026-03-03T05:00:00.000Z',
  code: 'SC-0007',
  class: 'dbmsOrOsFailure',
  severity: 'serious',
  duty: 'dataCentre',
  detectedAt: '2026-03-03T01:30:00.000Z',
  description: 'Không mở được hồ sơ nào từ 8 giờ 30.\nMáy chủ dữ liệu không trả lời.',
  summary: 'Nguồn điện của tủ máy chủ hỏng. Không mất dữ liệu; bản sao lưu đêm trước còn nguyên.',
  affectedUnits: ['Chi nhánh VPĐKĐĐ Đồng Xoài', 'Bộ phận Tiếp nhận và Trả kết quả Đồng Xoài'],
  interruptedSince: '2026-03-03T01:30:00.000Z',
  expectedFixAt: '2026-03-03T08:00:00.000Z',
  clocks: [
    {
      id: 'recoveryTarget',
      rule: 'A19.3c',
      startedAt: '2026-03-03T01:30:00.000Z',
      dueAt: '2026-03-05T01:30:00.000Z',
      outcome: 'running',
    },
    {
      id: 'interruption',
      rule: 'A14.4',
      startedAt: '2026-03-03T01:30:00.000Z',
      dueAt: '2026-03-03T13:30:00.000Z',
      outcome: 'missed',
    },
  ],
  measures: [
    { at: '2026-03-03T02:00:00.000Z', by: 'Lê Hữu Nghĩa', text: 'Ngắt máy chủ khỏi mạng, chuyển sang nguồn dự phòng' },
  ],
  signer: { title: 'Người lập báo cáo', name: 'Lê Hữu Nghĩa' },
  recipients: ['Lãnh đạo Trung tâm Tích hợp dữ liệu', 'Lãnh đạo Sở Tài nguyên và Môi trường', 'Lưu: hồ sơ sự cố'],
};

async function textOf(data: IncidentReportData, name?: string): Promise<string> {
  const pdf = await renderIncidentReport(data);
  if (name) {
    mkdirSync(OUT, { recursive: true });
    writeFileSync(path.join(OUT, `${name}.pdf`), pdf);
  }
  return joinText(readPdf(pdf)).replace(/\s+/g, ' ');
}

test('A19.1d: the quick report says what happened, what was done, and how the limits stand', async () => {
  const text = await textOf(sample, 'incident-quick-report');
  for (const part of [
    'BÁO CÁO NHANH SỰ CỐ',
    'SC-0007',
    'Hỏng hóc hệ quản trị cơ sở dữ liệu hoặc hệ điều hành',
    'Nghiêm trọng',
    'Máy chủ dữ liệu không trả lời.',
    'Ngắt máy chủ khỏi mạng',
    'A14.4',
    'Quá hạn',
    'Lê Hữu Nghĩa',
    'Lãnh đạo Sở Tài nguyên và Môi trường',
  ])
    expect(text).toContain(part);
  expect(text).toContain('15 giờ 00');
});

test('one that is mended says when; nothing done yet is said, too', async () => {
  const text = await textOf({
    ...sample,
    fixedAt: '2026-03-03T04:00:00.000Z',
    measures: [],
    interruptedSince: undefined,
  });
  expect(text).toContain('Đã khắc phục lúc: 11 giờ 00');
  expect(text).not.toContain('Dự kiến khắc phục xong');
  expect(text).toContain('Không gián đoạn');
  expect(text).toContain('Chưa ghi nhận biện pháp nào.');
});
