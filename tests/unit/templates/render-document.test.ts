import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentDataByKind, DocumentKind } from '../../../templates/documents/document-data';
import { FORM_MARKS } from '../../../templates/documents/form-marks';
import { renderDocument } from '../../../templates/documents/render-document';
import type * as RenderModule from '../../../templates/documents/render-document';
import { flattenText, joinText, readPdf } from './read-pdf';
import type { PdfFile } from './read-pdf';
import { SAMPLE_DOCUMENTS, makeRegisterBook } from './sample-documents';

const OUT = join(__dirname, '../../../out/documents');
const KINDS = Object.keys(SAMPLE_DOCUMENTS) as DocumentKind[];
const CODE = '000.12.34.H10-230302-0015';

/** What must stand on each paper of the sample dossier, in this order. */
const EXPECTED: Record<DocumentKind, string[]> = {
  receipt: [
    'Mẫu số 01',
    'UBND THÀNH PHỐ ĐỒNG XOÀI',
    'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ',
    `Mã hồ sơ: ${CODE}`,
    'Tiếp nhận hồ sơ của: Nguyễn Thị Hồng Phượng',
    'Số điện thoại: 0912 345 678',
    'Hợp đồng chuyển nhượng quyền sử dụng đất đã được công chứng',
    'Căn cước công dân của các bên',
    'Số lượng hồ sơ: 01 (bộ)',
    'Thời gian giải quyết hồ sơ theo quy định là: 10 ngày làm việc',
    'Thời gian nhận hồ sơ: 08 giờ 05 phút, ngày 02 tháng 3 năm 2023',
    'Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 16 tháng 3 năm 2023',
    'Tổng cộng: 655.000 đồng (bằng chữ: Sáu trăm năm mươi lăm nghìn đồng)',
    'Quyển số: 01/2023',
    'NGƯỜI NỘP HỒ SƠ',
    'NGƯỜI TIẾP NHẬN HỒ SƠ',
    'mã tra cứu K7M2-QX94.',
  ],
  'supplement-request': [
    'Mẫu số 02',
    'PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ',
    'Giấy chứng nhận kết hôn hoặc giấy xác nhận tình trạng hôn nhân',
    'Lý do: Tờ khai thuế chưa có chữ ký',
    'chậm nhất ngày 24 tháng 3 năm 2023.',
    'liên hệ với ông Trần Quốc Đạt, số điện thoại 0271 3879 123 để được hướng dẫn./.',
    'NGƯỜI HƯỚNG DẪN',
  ],
  refusal: [
    'Mẫu số 03',
    'PHIẾU TỪ CHỐI TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ',
    'Tiếp nhận hồ sơ của: Lê Văn Ẩn',
    '1. Thửa đất số 214',
    '2. Hợp đồng chuyển nhượng chưa được công chứng, chứng thực.',
    '- Điều 188 Luật Đất đai ngày 29 tháng 11 năm 2013.',
    'NGƯỜI TIẾP NHẬN HỒ SƠ',
  ],
  apology: [
    'Mẫu số 04',
    'PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ',
    'Kính gửi: Nguyễn Thị Hồng Phượng',
    'Ngày 02 tháng 3 năm 2023, Chi nhánh Văn phòng Đăng ký đất đai',
    `mã hồ sơ: ${CODE}.`,
    'hẹn trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 16 tháng 3 năm 2023.',
    'vào 17 giờ 00 phút, ngày 21 tháng 3 năm 2023.',
    'KT. GIÁM ĐỐC',
    'PHÓ GIÁM ĐỐC',
    'Phạm Thị Mỹ Lệ',
  ],
  'process-control': [
    'Mẫu số 05',
    'PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ',
    'Cơ quan phối hợp giải quyết hồ sơ: Chi cục Thuế khu vực Đồng Xoài – Đồng Phú',
    '10 giờ 00 phút, ngày 02 tháng 3 năm 2023',
    'Đúng hạn',
    'Trước hạn',
    'Quá hạn',
    'Quá hạn 01 ngày làm việc',
    '…… giờ …… phút, ngày …… tháng …… năm ………',
  ],
  'register-book': ['Mẫu số 06', 'SỔ THEO DÕI HỒ SƠ', 'Quyển số: 01/2023', 'Điểu Kơ Rưng'],
  'stop-notice': [
    'THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ',
    '- Thông báo số 88/TB-TLVA ngày 07 tháng 3 năm 2023 của Tòa án nhân dân thành phố Đồng Xoài.',
    'kể từ 08 giờ 30 phút, ngày 08 tháng 3 năm 2023.',
    'Lý do dừng giải quyết: Thửa đất đang có tranh chấp',
    'GIÁM ĐỐC',
  ],
  'tax-slip': [
    'Mẫu số 01/LCHS',
    'PHIẾU CHUYỂN THÔNG TIN ĐỂ XÁC ĐỊNH NGHĨA VỤ TÀI CHÍNH VỀ ĐẤT ĐAI',
    'Kính gửi: Chi cục Thuế khu vực Đồng Xoài – Đồng Phú',
    '(Thay thế Phiếu số 219/PC-CNĐX ngày 03 tháng 3 năm 2023; lý do: bổ sung vị trí thửa đất theo Bảng giá đất)',
    'I. THÔNG TIN VỀ HỒ SƠ THỦ TỤC HÀNH CHÍNH',
    '2. Ngày nhận đủ hồ sơ hợp lệ: ngày 02 tháng 3 năm 2023',
    'II. THÔNG TIN CHUNG VỀ NGƯỜI SỬ DỤNG ĐẤT',
    'Ngày sinh: 20/11/1985',
    'Lê Văn Ẩn',
    'III. THÔNG TIN VỀ ĐẤT VÀ TÀI SẢN GẮN LIỀN VỚI ĐẤT',
    '1.1. Thửa đất số: 214',
    'Tờ bản đồ số: 37',
    '1.4. Diện tích thửa đất: 452,4 m²',
    'Ngoài hạn mức: 352,4 m²',
    'Giá đất: 9.500.000 đồng/m²',
    '2.1. Loại nhà, công trình: Nhà ở riêng lẻ',
    '3.3. Giá chuyển nhượng ghi trên hợp đồng: 1.850.000.000 đồng',
    'IV. THÔNG TIN VỀ MIỄN, GIẢM',
    'V. THÔNG TIN VỀ GHI NỢ',
    '1. Nhu cầu ghi nợ: Không có nhu cầu ghi nợ',
    'VI. NHỮNG GIẤY TỜ KÈM THEO',
    '4. Bản sao Giấy chứng nhận quyền sử dụng đất (01 bản)',
    'Vũ Đình Khải',
  ],
};

/** Papers where everything that may be left out is left out. */
const BARE = { issuer: { name: 'Bộ phận tiếp nhận và trả kết quả' }, place: 'Đồng Xoài', issuedAt: '2023-03-02' };
const BARE_DOSSIER = { code: CODE, procedureName: 'Đăng ký biến động' };
const BARE_DOCUMENTS: DocumentDataByKind = {
  receipt: {
    ...BARE,
    dossier: BARE_DOSSIER,
    lookupUrl: 'https://tracuu.example.vn',
    receivingUnit: 'Bộ phận một cửa',
    applicant: { name: 'Lê Văn Ẩn' },
    components: [],
    processingTime: { amount: 8, unit: 'working-hour' },
    receivedAt: '2023-03-02',
    dueAt: '2023-03-16',
    receiver: { title: 'Người tiếp nhận hồ sơ' },
  },
  'supplement-request': {
    ...BARE,
    dossier: BARE_DOSSIER,
    applicant: { name: 'Lê Văn Ẩn', phone: '  ' },
    components: [],
    reason: '',
    adviser: { title: 'Người hướng dẫn' },
  },
  refusal: {
    ...BARE,
    dossier: { procedureName: 'Đăng ký biến động' },
    receivingUnit: 'Bộ phận một cửa',
    applicant: { name: 'Lê Văn Ẩn' },
    reasons: [],
    receiver: { title: 'Người tiếp nhận hồ sơ' },
  },
  apology: {
    ...BARE,
    dossier: BARE_DOSSIER,
    applicant: { name: 'Lê Văn Ẩn' },
    receivedAt: '2023-03-02',
    dueAt: '2023-03-16',
    newDueAt: '2023-03-21',
    reason: 'thiếu nhân lực.',
    signer: { title: 'Giám đốc' },
  },
  'process-control': {
    ...BARE,
    dossier: BARE_DOSSIER,
    responsibleUnit: 'Chi nhánh',
    receivedAt: '2023-03-02',
    dueAt: '2023-03-16',
    handovers: [],
  },
  'register-book': { ...BARE, period: { from: '2023-03-01', to: '2023-03-31' }, rows: [] },
  'stop-notice': {
    ...BARE,
    dossier: BARE_DOSSIER,
    applicant: { name: 'Lê Văn Ẩn' },
    receivedAt: '2023-03-02',
    stoppedAt: '2023-03-08',
    reason: '',
    signer: { title: 'Giám đốc' },
  },
  'tax-slip': {
    ...BARE,
    addressee: 'Chi cục Thuế',
    dossier: { ...BARE_DOSSIER, completeSince: '2023-03-02' },
    landUsers: [],
    land: { parcelNumber: '1', mapSheetNumber: '2', address: 'phường Tân Thiện', areaM2: 100 },
    attachments: [],
    signer: { title: 'Giám đốc' },
  },
};

async function renderSample<Kind extends DocumentKind>(kind: Kind): Promise<Buffer> {
  return renderDocument(kind, SAMPLE_DOCUMENTS[kind]);
}

function expectInOrder(text: string, parts: readonly string[]): void {
  let from = 0;
  for (const part of parts) {
    const at = text.indexOf(part, from);
    if (at < 0) throw new Error(`"${part}" is missing, or stands before what it should follow, in:\n${text}`);
    from = at + part.length;
  }
}

/** Nothing outside the sheet's margins but the page number; no empty box for a letter. */
function expectWellSet(file: PdfFile): void {
  const margin = 36;
  for (const page of file.pages) {
    for (const { text, x, y, width, glyphs } of page.texts) {
      expect(glyphs).not.toContain(0);
      expect([text, x >= margin, x + width <= page.width - margin]).toEqual([text, true, true]);
      expect([text, y > 42, y < page.height - 25]).toEqual([text, true, true]);
    }
  }
}

function writeForTheEye(kind: DocumentKind, pdf: Buffer): void {
  mkdirSync(OUT, { recursive: true });
  const path = join(OUT, `${kind}.pdf`);
  writeFileSync(path, pdf);
  try {
    execFileSync('pdftoppm', ['-r', '80', '-png', path, join(OUT, kind)], { stdio: 'ignore' });
  } catch {
    // Pictures are for people; a machine without poppler still has the PDFs.
  }
}

describe.each(KINDS)('%s', (kind) => {
  it('carries the data of the dossier, in the order of the form, with the national title', async () => {
    // given the realistic dossier, when rendered
    const pdf = await renderSample(kind);
    writeForTheEye(kind, pdf);
    const file = readPdf(pdf);
    // then the text read back has every part
    const text = flattenText(file);
    expect(text).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc');
    expect(text).toContain('Đồng Xoài, ngày');
    expectInOrder(text, EXPECTED[kind]);
    expectWellSet(file);
  });

  it('gives the same bytes for the same data', async () => {
    const hash = async (): Promise<string> =>
      createHash('sha256')
        .update(await renderSample(kind))
        .digest('hex');
    expect(await hash()).toBe(await hash());
  });

  it('prints dotted lines for what was left out', async () => {
    const file = readPdf(await renderDocument(kind, BARE_DOCUMENTS[kind]));
    expect(joinText(file)).toMatch(/…{3}/);
    expect(joinText(file)).not.toMatch(/undefined|null|NaN/);
    expectWellSet(file);
  });
});

describe('renderDocument', () => {
  it('gives the same bytes in a fresh process, where no letter was measured yet', async () => {
    // given a module registry of its own: no font read, no width known
    let fresh: typeof RenderModule | undefined;
    jest.isolateModules(() => {
      fresh = jest.requireActual<typeof RenderModule>('../../../templates/documents/render-document');
    });
    // when both render the same paper
    const cold = await fresh?.renderDocument('tax-slip', SAMPLE_DOCUMENTS['tax-slip']);
    // then not one byte differs
    expect(cold?.equals(await renderSample('tax-slip'))).toBe(true);
  });

  it('gives other bytes for other data', async () => {
    const other = { ...SAMPLE_DOCUMENTS.apology, newDueAt: '2023-03-22T17:00:00+07:00' };
    expect((await renderDocument('apology', other)).equals(await renderSample('apology'))).toBe(false);
  });

  it('names title, author, language and the date of the paper in the metadata', async () => {
    const { info, language } = readPdf(await renderSample('apology'));
    expect(info).toMatchObject({
      Title: `Phiếu xin lỗi và hẹn lại ngày trả kết quả – ${CODE}`,
      Author: 'Chi nhánh Văn phòng Đăng ký đất đai thành phố Đồng Xoài',
      CreationDate: 'D:20230315030000Z',
    });
    expect(language).toBe('vi-VN');
  });

  it('prints number and title of another edition when the data say so', async () => {
    const file = readPdf(
      await renderDocument('apology', { ...SAMPLE_DOCUMENTS.apology, formMark: FORM_MARKS['2025'].apology }),
    );
    expect(flattenText(file)).toContain('03/2025/TT-VPCP');
    expect(flattenText(file)).toContain('PHIẾU XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN TRẢ KẾT QUẢ');
  });

  it('numbers pages from the second on, and sets the register across', async () => {
    const file = readPdf(await renderDocument('register-book', makeRegisterBook(300)));
    expect(file.pages.length).toBeGreaterThan(20);
    file.pages.forEach((page, index) => {
      expect(page.width).toBeGreaterThan(page.height);
      const numbers = page.texts.filter(({ y }) => y > page.height - 60).map(({ text }) => text);
      expect(numbers).toEqual(index === 0 ? [] : [String(index + 1)]);
    });
  });

  it('writes every dossier of a long register once', async () => {
    const data = makeRegisterBook(300);
    const text = flattenText(readPdf(await renderDocument('register-book', data)));
    // Codes are broken over two lines after the separator; spaces are no part of them.
    const codes = [...text.matchAll(/000\.12\.34\.H10-\s?230302-\s?(\d{4})/g)].map(([, serial]) => Number(serial));
    expect([...codes].sort((a, b) => a - b)).toEqual(data.rows.map((_, index) => index + 1));
  });

  it('carries texts of several pages whole', async () => {
    const sentences = Array.from({ length: 400 }, (_, index) => `Lý do thứ ${index} của việc chậm trễ.`);
    const data = { ...SAMPLE_DOCUMENTS.apology, reason: sentences.join(' ') };
    const file = readPdf(await renderDocument('apology', data));
    expect(file.pages.length).toBeGreaterThan(3);
    // Page numbers stand at the end of each page's texts, after its last line.
    const text = file.pages
      .map((page) => flattenText({ ...page, texts: page.texts.filter(({ y }) => y < page.height - 50) }))
      .join(' ');
    expectInOrder(text, sentences);
    expectWellSet(file);
  });

  it.each([
    ['a date that does not exist', { issuedAt: '2023-02-30' }],
    ['a moment without its offset', { newDueAt: '2023-03-21T17:00:00' }],
  ])('throws on %s', async (_, fault) => {
    await expect(renderDocument('apology', { ...SAMPLE_DOCUMENTS.apology, ...fault })).rejects.toThrow(RangeError);
  });

  it('throws on money with a fraction', async () => {
    const fees = [{ name: 'Lệ phí', amountVnd: 10.5 }];
    await expect(renderDocument('receipt', { ...SAMPLE_DOCUMENTS.receipt, fees })).rejects.toThrow(RangeError);
  });
});

describe('the head of a paper', () => {
  it('tears no word of an office apart and keeps a long number on one line', async () => {
    // given an office and a number that are too long for their column
    const issuer = {
      superior: 'Văn phòng Đăng ký đất đai tỉnh Bình Phước',
      name: 'Chi nhánh Văn phòng Đăng ký đất đai Đồng Xoài',
    };
    const number = '000.01.16.H10-261123-0001/TCHS';
    // when a paper is rendered
    const pdf = await renderDocument('refusal', { ...BARE_DOCUMENTS.refusal, issuer, number });
    // then what was drawn at one height says so
    const rows = new Map<number, string>();
    for (const { y, text } of readPdf(pdf).pages[0]?.texts ?? []) rows.set(y, (rows.get(y) ?? '') + text);
    const lines = [...rows.values()].map((line) => line.replaceAll('\u00a0', ' '));
    for (const together of ['ĐĂNG KÝ ĐẤT ĐAI ĐỒNG XOÀI', 'ĐẤT ĐAI TỈNH BÌNH PHƯỚC', `Số: ${number}`])
      expect(lines.some((line) => line.includes(together))).toBe(true);
  });
});
