/** Every kind of official paper, rendered to PDF. The same data give the same bytes, so storing by SHA-256 is idempotent. */
import type { DocumentDataByKind, DocumentKind, FormMark } from './document-data';
import { drawReceipt } from './form-01-receipt';
import { drawSupplementRequest } from './form-02-supplement';
import { drawRefusal } from './form-03-refusal';
import { drawApology } from './form-04-apology';
import { drawProcessControl } from './form-05-process-control';
import { drawRegisterBook } from './form-06-register';
import { FORM_MARKS } from './form-marks';
import { drawStopNotice } from './form-stop-notice';
import { PageWriter } from './page-writer';
import { drawTaxSlip } from './tax-slip';
import { parseMoment } from './vietnamese-format';

interface DocumentForm<Data> {
  /** Title of the PDF in its metadata. */
  describe: (data: Data) => string;
  landscape?: boolean;
  draw: (page: PageWriter, data: Data, mark: FormMark) => void;
}

const FORMS: { readonly [Kind in DocumentKind]: DocumentForm<DocumentDataByKind[Kind]> } = {
  receipt: {
    describe: ({ dossier }) => `Giấy tiếp nhận hồ sơ và hẹn trả kết quả – ${dossier.code}`,
    draw: drawReceipt,
  },
  'supplement-request': {
    describe: ({ dossier }) => `Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ – ${dossier.code}`,
    draw: drawSupplementRequest,
  },
  refusal: {
    describe: ({ dossier }) => `Phiếu từ chối tiếp nhận, giải quyết hồ sơ${dossier.code ? ` – ${dossier.code}` : ''}`,
    draw: drawRefusal,
  },
  apology: {
    describe: ({ dossier }) => `Phiếu xin lỗi và hẹn lại ngày trả kết quả – ${dossier.code}`,
    draw: drawApology,
  },
  'process-control': {
    describe: ({ dossier }) => `Phiếu kiểm soát quá trình giải quyết hồ sơ – ${dossier.code}`,
    draw: drawProcessControl,
  },
  'register-book': {
    describe: ({ book }) => `Sổ theo dõi hồ sơ${book ? ` – Quyển số ${book}` : ''}`,
    landscape: true,
    draw: drawRegisterBook,
  },
  'stop-notice': {
    describe: ({ dossier }) => `Thông báo dừng giải quyết hồ sơ – ${dossier.code}`,
    draw: drawStopNotice,
  },
  'tax-slip': {
    describe: ({ dossier }) => `Phiếu chuyển thông tin để xác định nghĩa vụ tài chính về đất đai – ${dossier.code}`,
    draw: drawTaxSlip,
  },
};

/** The tax slip is no form of the one-stop rules: its mark comes with its data. */
function markOf2018(kind: DocumentKind): FormMark {
  return kind === 'tax-slip' ? {} : FORM_MARKS['2018'][kind];
}

/**
 * Renders one paper as a PDF (A4, Tinos embedded, language vi-VN; creation date = `data.issuedAt`).
 * Without `data.formMark` the paper carries the mark of the 2018 edition.
 * @throws RangeError when a date is not ISO, or an amount of money not whole: a fault of the caller.
 */
export async function renderDocument<Kind extends DocumentKind>(
  kind: Kind,
  data: DocumentDataByKind[Kind],
): Promise<Buffer> {
  const form: DocumentForm<DocumentDataByKind[Kind]> = FORMS[kind];
  const page = new PageWriter({
    title: form.describe(data),
    author: data.issuer.name,
    createdAt: parseMoment(data.issuedAt),
    landscape: form.landscape,
  });
  form.draw(page, data, data.formMark ?? markOf2018(kind));
  return page.finish();
}
