import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { renderRestoreBook, type RestoreBookEntry } from '../../../templates/documents/restore-book';
import { joinText, readPdf } from './read-pdf';

const OUT = path.join(__dirname, '../../../out/documents');
const hashOf = (number: number) => String(number).padStart(64, 'a');

function entry(number: number, more: Partial<RestoreBookEntry> = {}): RestoreBookEntry {
  return {
    number,
    at: '2026-11-26T02:10:00.000Z',
    what: 'begun',
    by: 'Lê Hữu Nghĩa (vanhanh, Sở Nông nghiệp và Môi trường)',
    confirmedBy: 'Đỗ Thanh Tùng (admin, Sở Nông nghiệp và Môi trường)',
    incidentAt: '2026-11-26T01:30:00.000Z',
    set: '2026-11-25T18-00-00-000Z-714e7f3e',
    reason: null,
    outcome: null,
    hash: hashOf(number),
    ...more,
  };
}
const printedAt = '2026-11-27T01:00:00.000Z';

async function print(entries: readonly RestoreBookEntry[], name?: string) {
  const pdf = await renderRestoreBook({ entries, printedAt });
  if (name) {
    mkdirSync(OUT, { recursive: true });
    writeFileSync(path.join(OUT, `${name}.pdf`), pdf);
  }
  const file = readPdf(pdf);
  return { pages: file.pages.length, text: joinText(file).replace(/\s+/g, ' ') };
}

test('A19.3đ: every operation stands in the book, and what closes it', async () => {
  const outcome =
    '12480 dòng dữ liệu tính đến 2026-11-25T18:00:00.000Z; trả lại 3 tệp, thiếu 0 tệp; dữ liệu cũ: sodo_lost_20261126';
  const reason = 'Dữ liệu đã sai từ trước đó';
  const { text } = await print(
    [
      entry(1, { by: 'vanhanh', confirmedBy: 'canbo' }),
      entry(2, {
        by: 'vanhanh',
        confirmedBy: 'canbo',
        what: 'failed',
        outcome: 'RESTORE_NOT_AUTHORISED: canbo has no authority to restore data.',
      }),
      entry(3),
      entry(4, { what: 'done', reason, outcome }),
    ],
    'restore-book',
  );
  for (const part of [
    'SỔ NHẬT KÝ PHỤC HỒI DỮ LIỆU',
    'Không thành',
    'Không có thẩm quyền phục hồi. RESTORE_NOT_AUTHORISED: canbo',
    outcome,
    'Hoàn thành',
    reason,
    'Sổ có 4 dòng',
    hashOf(4),
  ])
    expect(text).toContain(part);
});

test('a long book has its heading on every page, and an empty one says so', async () => {
  const many = await print(Array.from({ length: 60 }, (_, index) => entry(index + 1)));
  expect(many.pages).toBeGreaterThan(3);
  expect(many.text.split('Người xác nhận')).toHaveLength(many.pages + 1);
  expect((await print([])).text).toContain('Chưa có thao tác phục hồi nào');
});
