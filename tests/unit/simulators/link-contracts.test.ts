import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { z } from 'zod';
import {
  PUBLIC_STATES,
  formatOneStopTime,
  oneStopDossierSchema,
  oneStopFileSchema,
  oneStopProgressRequestSchema,
  parseOneStopTime,
} from '../../../contracts/one-stop-link.schema';
import { taxMessageSchema, taxSlipSchema } from '../../../contracts/tax-link.schema';
import { createSampleDossier } from '../../../simulators/sample-dossier';
import transferApplication from '../../../templates/procedures/P2.TRANSFER/forms/transfer-application.schema.json';
import { givenSlip } from './sample-slip';

const ENVELOPE = {
  messageId: 'm-1',
  sequence: 1,
  sentAt: '2023-10-12T09:00:00+07:00',
  MA_HS: 'HS-1',
  SO_PHIEU: '125/PCTT',
  version: 1,
};
const NOTICE = {
  number: 'TB-1',
  date: '2023-10-12',
  item: 'REGISTRATION_FEE',
  subItem: '2801',
  amount: 4_250_000,
  dueDate: '2023-11-11',
  treasuryAccount: '7111',
  exempt: false,
};
const RECEIPT = {
  ...ENVELOPE,
  type: 'paymentReceipt',
  noticeNumber: 'TB-1',
  receiptId: 'BL-1',
  amount: 4_250_000,
  paidAt: '2023-10-20T10:15:00+07:00',
  kind: 'PAID',
};

describe('times of the one-stop link', () => {
  it('given 17:30 UTC, then it is half past midnight of the next day in Vietnam', () => {
    expect(formatOneStopTime(new Date('2023-12-31T17:30:05.999Z'))).toBe('20240101003005');
    expect(parseOneStopTime('20240101003005')).toEqual(new Date('2023-12-31T17:30:05.000Z'));
  });

  it('given any second from 1970 to 2100, then writing and reading gives it back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800 }), (second) => {
        const instant = new Date(second * 1000);
        expect(parseOneStopTime(formatOneStopTime(instant))).toEqual(instant);
      }),
    );
  });

  it.each(['20230229080000', '20231301080000', '20231009240000', '20231009086000', '2023-10-09', ''])(
    'given %j, then it is not a time',
    (value) => expect(parseOneStopTime(value)).toBeUndefined(),
  );
});

describe('messages of the tax authority', () => {
  const notices = (...list: unknown[]) => ({ ...ENVELOPE, type: 'taxNotices', notices: list });

  it.each([
    ['one notice', notices(NOTICE)],
    ['nothing due', notices()],
    ['an exempt notice without due date', notices({ ...NOTICE, amount: 0, exempt: true, dueDate: undefined })],
    ['a receipt', RECEIPT],
    ['a waiver', { ...RECEIPT, kind: 'EXEMPTED', amount: 0 }],
  ])('given %s, then it is accepted', (_what, message) => {
    expect(taxMessageSchema.safeParse(message).error).toBeUndefined();
  });

  it.each([
    ['an exempt notice with an amount', notices({ ...NOTICE, exempt: true }), ['notices', 0, 'amount']],
    ['a due amount without due date', notices({ ...NOTICE, dueDate: undefined }), ['notices', 0, 'dueDate']],
    ['an amount with a fraction', notices({ ...NOTICE, amount: 0.5 }), ['notices', 0, 'amount']],
    ['a negative amount', notices({ ...NOTICE, amount: -1 }), ['notices', 0, 'amount']],
    ['a date that does not exist', notices({ ...NOTICE, date: '2023-02-29' }), ['notices', 0, 'date']],
    ['one number twice', notices(NOTICE, NOTICE), ['notices']],
    ['a payment of nothing', { ...RECEIPT, amount: 0 }, ['amount']],
    ['a waiver with an amount', { ...RECEIPT, kind: 'EXEMPTED' }, ['amount']],
    ['a time without offset', { ...RECEIPT, paidAt: '2023-10-20T10:15:00' }, ['paidAt']],
    ['an unknown type', { ...RECEIPT, type: 'hello' }, ['type']],
  ])('given %s, then it is refused at %j', (_what, message, path) => {
    expect(taxMessageSchema.safeParse(message).error?.issues.map((issue) => issue.path)).toEqual([path]);
  });
});

describe('slip and dossier', () => {
  it('given a party without any number, then the slip is refused', () => {
    const slip = givenSlip();
    const TT_NSD = [{ ...slip.TT_NSD[0], SO_DINH_DANH: undefined }];
    expect(taxSlipSchema.safeParse({ ...slip, TT_NSD }).success).toBe(false);
  });

  it('given the sample dossier, then it is valid', () => {
    const dossier = createSampleDossier(7, 'http://127.0.0.1:4000/files', new Date('2023-10-05T18:00:00Z'));
    expect(oneStopDossierSchema.parse(dossier)).toEqual(dossier);
    expect(dossier.MaHoSo).toBe('000.00.16.H10-231006-0007');
  });

  it('given the sample dossier, then its answers are those the form of the procedure asks for', () => {
    const dossier = createSampleDossier(7, 'http://127.0.0.1:4000/files', new Date());
    const validate = addFormats(new Ajv({ strict: false, allErrors: true })).compile(transferApplication.schema);
    validate(dossier.DuLieuBieuMau);
    expect(validate.errors).toBeNull();
  });

  it.each([
    ['neither content nor address', {}],
    ['both', { NoiDung: 'JVBERi0=', DuongDanTaiTepTin: 'http://example.vn/a.pdf' }],
    ['a file on the server', { DuongDanTaiTepTin: 'file:///etc/passwd' }],
    ['no base64', { NoiDung: '%%%%' }],
  ])('given a file with %s, then it is refused', (_what, source) => {
    const file = { TenTepDinhKem: 'a.pdf', HashTepTin: 'a'.repeat(64), ...source };
    expect(oneStopFileSchema.safeParse(file).success).toBe(false);
  });

  it('given the ten public states, then the contract takes these and no other', () => {
    expect(Object.keys(PUBLIC_STATES)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
  });

  it.each([
    ['tax slip', taxSlipSchema],
    ['tax message', taxMessageSchema],
    ['dossier', oneStopDossierSchema],
    ['progress', oneStopProgressRequestSchema],
  ])('given the schema of the %s, then it can be shown as JSON Schema (OpenAPI 3.1)', (_what, schema) => {
    expect(z.toJSONSchema(schema, { io: 'input' })).toHaveProperty('$schema');
  });
});
