import { ApiLab, expectStatus } from './api-lab';

const officer = 'canbo1.dongxoai';
const colleague = 'canbo2.dongxoai';

const IN_FAVOUR = { eligible: true, taxExempt: true, taxExemptGround: 'Tặng cho giữa cha mẹ và con, được miễn' };
const CONSENT = {
  kind: 'MORTGAGE',
  documentNumber: '218/2023/HĐTC',
  documentDate: '2023-04-12',
  ground: 'CONSENT',
  groundNumber: '77/CV-NHNN',
  groundDate: '2026-11-20',
};
const LOOKED_UP = { source: 'REGISTER_BOOK', documentNumber: 'Quyển 12, trang 40', documentDate: '2026-11-20' };

let lab: ApiLab;

beforeAll(async () => {
  lab = await ApiLab.open();
});

afterAll(async () => {
  await lab.close();
});

/** A dossier about this certificate, under appraisal. */
async function appraising(serial: string): Promise<string> {
  const form = { certificate: { serial, registerNumber: 'CS02345', issuedOn: '2019-06-18' } };
  return (await lab.submitted({ form })).dossierId;
}

async function printedAndChecked(id: string): Promise<void> {
  await expectStatus(lab.complete(id, 'printCertificate', officer, { result: 'CHANGE_NOTED' }), 200);
  await expectStatus(lab.complete(id, 'checkCertificate', colleague, { checkPassed: true }), 200);
}

async function page(id: string) {
  return (await expectStatus(lab.get(`/dossiers/${id}`, officer), 200)).body;
}

describe('restrictions on the certificate (domain-facts §5.4)', () => {
  test('that block are accepted by kind and document with a ground, or the dossier is not found eligible', async () => {
    const id = await appraising('DG 160816');
    expect(await page(id)).toMatchObject({
      certificateKnown: true,
      restrictions: [{ kind: 'MORTGAGE', blocksTransfer: true, documentNumber: '218/2023/HĐTC' }],
    });
    const leftOut = {
      status: 422,
      body: {
        code: 'VALIDATION_FAILED',
        errors: [
          { path: '/acceptedRestrictions', message: 'leaves out MORTGAGE by 218/2023/HĐTC, which blocks the transfer' },
        ],
      },
    };
    expect(await lab.complete(id, 'appraise', officer, IN_FAVOUR)).toMatchObject(leftOut);
    for (const wrong of [{ kind: 'SEIZURE' }, { documentNumber: '219/2023/HĐTC' }]) {
      const data = { ...IN_FAVOUR, acceptedRestrictions: [{ ...CONSENT, ...wrong }] };
      expect(await lab.complete(id, 'appraise', officer, data)).toMatchObject(leftOut);
    }
    const sentence = { document: 'Hợp đồng thế chấp số 218/2023/HĐTC', ground: 'Ngân hàng đồng ý' };
    const typed = await lab.complete(id, 'appraise', officer, { ...IN_FAVOUR, acceptedRestrictions: [sentence] });
    expect(typed).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });

    const accepted = { ...IN_FAVOUR, acceptedRestrictions: [CONSENT] };
    await expectStatus(lab.complete(id, 'appraise', officer, accepted), 200);
    await printedAndChecked(id);
    await lab.openTask(id, 'signCertificate');
  });

  test('do not keep anybody from refusing the dossier', async () => {
    const id = await appraising('DG 229815');
    const refusal = { eligible: false, ineligibleReason: 'Quyền sử dụng đất đang bị kê biên' };
    await expectStatus(lab.complete(id, 'appraise', officer, refusal), 200);
    expect((await page(id)).status).toBe('REJECTED');
  });

  test('that come up after the appraisal send the dossier back before it is signed', async () => {
    const id = await appraising('CS 123456');
    await expectStatus(lab.complete(id, 'appraise', officer, IN_FAVOUR), 200);
    await lab.pool.query(
      `insert into restriction (certificate_serial, kind, blocks_transfer, document, document_number, since)
       values ('CS 123456', 'SEIZURE', true, 'Quyết định kê biên số 7/QĐ-CCTHADS', '7/QĐ-CCTHADS', '2020-01-01')`,
    );
    await printedAndChecked(id);
    await lab.openTask(id, 'appraise');
    expect(await lab.complete(id, 'appraise', officer, IN_FAVOUR)).toMatchObject({
      status: 422,
      body: { errors: [{ path: '/acceptedRestrictions' }] },
    });
    const released = { ...CONSENT, kind: 'SEIZURE', documentNumber: '7/QĐ-CCTHADS', ground: 'RELEASED' };
    await expectStatus(lab.complete(id, 'appraise', officer, { ...IN_FAVOUR, acceptedRestrictions: [released] }), 200);
    await printedAndChecked(id);
    await lab.openTask(id, 'signCertificate');
  });

  test('of a certificate the land data does not know are looked up by an officer, who says where', async () => {
    const id = await appraising('ZZ 999999');
    expect(await page(id)).toMatchObject({ certificateKnown: false, restrictions: [] });
    expect(await lab.complete(id, 'appraise', officer, IN_FAVOUR)).toMatchObject({
      status: 422,
      body: {
        code: 'VALIDATION_FAILED',
        errors: [{ path: '/unknownCertificate', message: 'is required: the land data does not know this certificate' }],
      },
    });
    await expectStatus(lab.complete(id, 'appraise', officer, { ...IN_FAVOUR, unknownCertificate: LOOKED_UP }), 200);
    await printedAndChecked(id);
    await lab.openTask(id, 'signCertificate');
  });
});
