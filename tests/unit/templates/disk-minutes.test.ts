import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { renderDiskMinutes, type DiskMinutesData } from '../../../templates/documents/disk-minutes';
import { joinText, readPdf } from './read-pdf';

const OUT = path.join(__dirname, '../../../out/documents');
const SUM = 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9';

const sample: DiskMinutesData = {
  issuer: { name: 'Sở Nông nghiệp và Môi trường', superior: 'UBND tỉnh Bình Phước' },
  place: 'Đồng Xoài',
  issuedAt: '2026-07-02T05:00:00.000Z',
  code: 'OC-0014',
  kind: 'scans',
  from: '2026-01-01',
  to: '2026-06-30',
  disk: 'OC-2026-02',
  set: '2026-07-01T18-00-00-000Z-714e7f3e-cc3f-4c7e-8d96-c4f192f4baf9',
  takenAt: '2026-07-01T18:00:00.000Z',
  sha256: SUM,
  files: 184_220,
  damagedFiles: 0,
  sizeBytes: 214_748_364_800,
  shelf: 'Kho lưu trữ Sở, kệ 3, ngăn 2',
  archivedAt: '2026-07-02T04:30:00.000Z',
  giver: 'Lê Hữu Nghĩa',
  receiver: 'Đỗ Thanh Tùng',
};

async function textOf(data: DiskMinutesData, name?: string): Promise<string> {
  const pdf = await renderDiskMinutes(data);
  if (name) {
    mkdirSync(OUT, { recursive: true });
    writeFileSync(path.join(OUT, `${name}.pdf`), pdf);
  }
  const file = readPdf(pdf);
  // One sheet goes with the disk.
  expect(file.pages).toHaveLength(1);
  return joinText(file).replace(/\s+/g, ' ');
}

test('A18.1c: the minutes say which disk, what lies on it, by what it is known and where it is kept', async () => {
  const text = await textOf(sample, 'disk-minutes');
  for (const part of [
    'BIÊN BẢN BÀN GIAO Ổ CỨNG SAO LƯU VÀO LƯU TRỮ',
    'OC-0014 – Ổ cứng OC-2026-02',
    '01/01/2026 – 30/06/2026',
    '184.220 tệp',
    '214.748.364.800 byte',
    SUM,
    'kệ 3, ngăn 2',
    'Lê Hữu Nghĩa',
    'Đỗ Thanh Tùng',
  ])
    expect(text).toContain(part);
  expect(text).not.toContain('Tệp hỏng');
  expect(text).not.toContain('chưa có giá trị');
});

test('before the archive has it they say that nobody signs for it yet; damaged files are told', async () => {
  const { shelf: _shelf, archivedAt: _archivedAt, ...written } = sample;
  const text = await textOf({ ...written, from: null, to: null, damagedFiles: 2, receiver: undefined });
  for (const part of ['Ngoài định kỳ', 'Tệp hỏng không sao được', '2 tệp', 'Chưa nhập', 'chưa có giá trị ký nhận'])
    expect(text).toContain(part);
  expect(await textOf({ ...sample, kind: 'database', files: 0 })).not.toContain('Số tệp quét');
});
