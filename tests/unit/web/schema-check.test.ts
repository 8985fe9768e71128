import handOver from '../../../templates/procedures/P2.TRANSFER/forms/hand-over.schema.json';
import application from '../../../templates/procedures/P2.TRANSFER/forms/transfer-application.schema.json';
import { checkData } from '../../../web/src/components/json-form/schema-check';
import { schemaDefaults, withoutUnasked } from '../../../web/src/components/json-form/schema-defaults';
import { parsePointer, titlesOf, toPointer } from '../../../web/src/components/json-form/schema-paths';
import { sampleApplication } from '../procedures/sample-application';

const faults = (data: object, schema: object = application.schema) =>
  checkData(schema as never, data).map(({ path, keyword, limit }) => ({ at: toPointer(path), keyword, limit }));

describe('what a form finds wrong without compiling code', () => {
  it('is nothing in a valid application', () => {
    expect(faults(sampleApplication())).toEqual([]);
  });

  it('names the field a person mends, also inside a part nobody has begun', () => {
    const { certificate: _gone, ...rest } = sampleApplication();
    expect(faults(rest)).toEqual([
      { at: '/certificate/serial', keyword: 'required', limit: undefined },
      { at: '/certificate/registerNumber', keyword: 'required', limit: undefined },
    ]);
  });

  it.each([
    [
      'a pattern behind a $ref',
      { applicant: { ...(sampleApplication().applicant as object), phone: '12' } },
      '/applicant/phone',
      'pattern',
    ],
    ['a condition that is met', { delivery: { channel: 'POST' } }, '/delivery/postalAddress', 'required'],
    ['a list', { parcel: { ...(sampleApplication().parcel as object), purposes: [] } }, '/parcel/purposes', 'minItems'],
    [
      'a line of a list',
      { parcel: { ...(sampleApplication().parcel as object), purposes: [{ code: 'xx', areaM2: 1 }] } },
      '/parcel/purposes/0/code',
      'pattern',
    ],
    [
      'a date',
      { certificate: { serial: 'CS 123456', registerNumber: '1', issuedOn: '2023-02-30' } },
      '/certificate/issuedOn',
      'format',
    ],
  ])('sees %s', (_what, change, at, keyword) => {
    expect(faults({ ...sampleApplication(), ...change })).toMatchObject([{ at, keyword }]);
  });

  it('tells that something has to be confirmed', () => {
    const { commitment: _gone, ...rest } = sampleApplication();
    expect(faults(rest)).toEqual([{ at: '/commitment', keyword: 'required', limit: true }]);
    expect(
      faults(
        { channel: 'POST', handedOverOn: '2026-11-23', postalNumber: '12345', feesCollected: false },
        handOver.schema,
      ),
    ).toEqual([{ at: '/feesCollected', keyword: 'const', limit: true }]);
  });

  it('takes a field that was emptied for one that is not there', () => {
    const applicant = { ...(sampleApplication().applicant as object), email: undefined };
    expect(faults({ ...sampleApplication(), applicant })).toEqual([]);
  });
});

describe('a new form', () => {
  it('starts with defaults of required parts, and confirms nothing for anybody', () => {
    expect(schemaDefaults(application.schema)).toEqual({
      applicant: { type: 'INDIVIDUAL' },
      transferor: { type: 'INDIVIDUAL' },
      parcel: {},
      certificate: {},
      transaction: { assetsOnly: false },
      newCertificateRequested: false,
      debtRequested: false,
      delivery: { channel: 'COUNTER' },
    });
  });

  it('keeps an empty part only when it was asked for', () => {
    const drawn = { proxy: {}, exemption: {}, parcel: {} };
    expect(withoutUnasked(drawn, { parcel: {} }, ([name]) => name === 'proxy')).toEqual({ proxy: {}, parcel: {} });
  });
});

describe('paths', () => {
  it('go to pointers and back', () => {
    const path = ['a/b', 0, 'c~d'];
    expect(parsePointer(toPointer(path))).toEqual(path);
  });

  it('are told by the titles of the form', () => {
    expect(titlesOf(application.schema, ['applicant', 'phone'])).toEqual([
      '1. Người đăng ký biến động (bên nhận quyền)',
      'Điện thoại',
    ]);
    expect(titlesOf(application.schema, ['parcel', 'purposes', 0, 'code'])).toEqual([
      '3. Thửa đất',
      'Mục đích sử dụng',
      '1',
      'Mã loại đất',
    ]);
  });
});
