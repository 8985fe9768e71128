import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { renderHandoverMinutes, type HandoverMinutesData } from '../../../templates/documents/handover-minutes';
import { joinText, readPdf } from './read-pdf';

const OUT = path.join(__dirname, '../../../out/documents');
const SUM = 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9';

const sample: HandoverMinutesData = {
  issuer: { name: 'Công ty TNHH Đo đạc bản đồ Miền Đông', superior: undefined },
  place: 'Đồng Xoài',
  issuedAt: '2026-03-03T05:00:00.000Z',
  code: 'BG-0003',
  subject: 'Sản phẩm đo đạc xã Nha Bích',
  giver: 'Công ty TNHH Đo đạc bản đồ Miền Đông',
  receiver: 'Văn phòng Đăng ký đất đai tỉnh Bình Phước',
  project: 'DA-0002 – Đo đạc, lập bản đồ địa chính xã Nha Bích',
  items: [
    {
      ...{ name: 'Cơ sở dữ liệu địa chính xã Nha Bích', kind: 'data', measure: 'thửa' },
      ...{ listed: 12_480, counted: 12_480, sha256: SUM, asListed: true },
    },
    { name: 'Bản đồ địa chính in trên giấy', kind: 'document', measure: 'tờ', listed: 86, counted: 86, asListed: true },
  ],
  completedAt: '2026-03-03T04:30:00.000Z',
  signers: [
    { title: 'Đại diện bên giao', name: 'Trần Đình Phong' },
    { title: 'Đại diện bên nhận', name: 'Vũ Thị Minh Nguyệt' },
  ],
};

async function textOf(data: HandoverMinutesData, name?: string): Promise<string> {
  const pdf = await renderHandoverMinutes(data);
  if (name) {
    mkdirSync(OUT, { recursive: true });
    writeFileSync(path.join(OUT, `${name}.pdf`), pdf);
  }
  return joinText(readPdf(pdf)).replace(/\s+/g, ' ');
}

test('A13.2, A16.3: the minutes name both sides, every line as listed and as counted, and its checksum', async () => {
  const text = await textOf(sample, 'handover-minutes');
  for (const part of [
    'BIÊN BẢN BÀN GIAO',
    'BG-0003',
    'Văn phòng Đăng ký đất đai tỉnh Bình Phước',
    'DA-0002',
    '12.480',
    'Khớp',
    `Mục 1: ${SUM}`,
    'thống nhất danh mục',
    'Vũ Thị Minh Nguyệt',
  ])
    expect(text).toContain(part);
  expect(text).not.toContain('Chưa kiểm');
});

test('before everything is counted they say that nobody signs for them yet', async () => {
  const [first, ...others] = sample.items;
  if (!first) throw new Error('no line');
  const { counted: _counted, ...uncounted } = first;
  const text = await textOf({ ...sample, items: [{ ...uncounted, asListed: false }, ...others] });
  expect(text).toContain('Chưa kiểm');
  expect(text).toContain('chưa có giá trị ký nhận');
  expect(text).not.toContain('thống nhất danh mục');
  const [mismatched] = [await textOf({ ...sample, items: [{ ...first, counted: 1, asListed: false }] })];
  expect(mismatched).toContain('Không khớp');
});
