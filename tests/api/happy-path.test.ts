import { ApiLab, expectStatus, samplePdf, taxSlipData, type Reply } from './api-lab';

jest.setTimeout(120_000);

let lab: ApiLab;
beforeAll(async () => {
  lab = await ApiLab.open();
});
afterAll(() => lab.close());

const clerk = 'motcua.dongxoai';
const officer = 'canbo1.dongxoai';
const checker = 'canbo2.dongxoai';
const head = 'lanhdao.dongxoai';

async function waitFor(what: string, condition: () => Promise<boolean>): Promise<void> {
  for (let round = 0; round < 200; round++) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited in vain for ${what}`);
}

const page = async (id: string, as = officer): Promise<Reply> => expectStatus(lab.get(`/dossiers/${id}`, as), 200);

describe('a dossier through the api, from the counter to the result', () => {
  test('every step is done by whom it is meant for, and the page tells all of it', async () => {
    // given: a draft with a scan, and its completeness
    const draft = await lab.draft();
    const scan = samplePdf('Giấy chứng nhận');
    await expectStatus(
      lab.upload(`/drafts/${draft.id}/files`, clerk, {
        bytes: scan,
        name: 'giấy chứng nhận.pdf',
        componentId: 'certificate',
      }),
      201,
    );
    const { body: completeness } = await expectStatus(lab.get(`/drafts/${draft.id}/completeness`, clerk), 200);
    expect(completeness).toMatchObject({ complete: true, missing: [], errors: [], fees: { total: 655_000 } });

    // when: it is submitted
    const { body: receipt } = await expectStatus(lab.post(`/drafts/${draft.id}/submit`, clerk), 201);
    expect(receipt.code).toMatch(/^[0-9A-Z.]+-\d{6}-\d{4}$/);
    expect(receipt.secret).toMatch(/^[2-9A-HJKMNP-Z]{8}$/);
    expect(new Date(receipt.promisedAt as string).getTime()).toBeGreaterThan(Date.now());
    const id = receipt.dossierId as string;
    await lab.deliver();

    // then: the officer finds it in the group's inbox and does it
    const { body: next } = await expectStatus(lab.get('/inbox/next', officer), 200);
    expect(next.task).toMatchObject({ element: 'appraise', dossierId: id, applicantName: 'Nguyễn Thị Hồng Nhung' });
    const { body: task } = await expectStatus(lab.get(`/dossiers/${id}/tasks/${next.task.instance}`, officer), 200);
    expect(task.form.id).toBe('appraisal-result');
    expect(task.actions).toEqual(['claimTask', 'completeTask', 'returnToStep', 'requestSupplement']);
    await expectStatus(lab.post(`/dossiers/${id}/tasks/${next.task.instance}/claim`, officer), 200);
    const { body: mine } = await expectStatus(lab.get('/inbox', officer), 200);
    expect(mine).toMatchObject({ counts: { mine: 1, groups: 0 }, items: [{ dossierId: id, element: 'appraise' }] });
    await expectStatus(lab.complete(id, 'appraise', officer, { eligible: true, taxExempt: false, note: 'Đủ' }), 200);
    await lab.deliver();
    const slip = await expectStatus(lab.complete(id, 'prepareTaxSlip', officer, taxSlipData()), 200);
    expect(slip.body).toMatchObject({ status: 'TAX_TRANSFER', next: null });
    await lab.deliver();

    // the tax authority answers, the citizen pays
    const soPhieu = encodeURIComponent(`${receipt.code}/PCTT`);
    await lab.controlTax(`slips/${soPhieu}/notices`, {});
    await waitFor('the notices', async () => (await page(id)).body.status === 'PENDING_TAX_PAYMENT');
    const waiting = (await page(id)).body;
    expect(waiting).toMatchObject({ publicState: 6, tax: { notices: [{}, {}] }, deadline: { status: 'paused' } });
    await lab.controlTax(`slips/${soPhieu}/pay`, {});
    await waitFor('the payment', async () => (await page(id)).body.status === 'PENDING_PRINT');
    expect((await page(id)).body.tax.notices.map((notice: { settledKind: string }) => notice.settledKind)).toEqual([
      'PAID',
      'PAID',
    ]);

    // print, check by other eyes, sign, register, hand over
    await expectStatus(
      lab.complete(id, 'printCertificate', officer, { result: 'NEW_CERTIFICATE', serial: 'AA 12345678' }),
      200,
    );
    const four = await lab.complete(id, 'checkCertificate', officer, { checkPassed: true });
    expect(four).toMatchObject({ status: 409, body: { code: 'FOUR_EYES' } });
    await expectStatus(lab.complete(id, 'checkCertificate', checker, { checkPassed: true }), 200);
    await lab.deliver();
    await expectStatus(lab.complete(id, 'signCertificate', head, { signed: true, signedOn: '2026-11-23' }), 200);
    await expectStatus(
      lab.complete(id, 'registerResult', officer, {
        registerNumber: 'CS 00001',
        registeredOn: '2026-11-23',
        databaseUpdated: true,
      }),
      200,
    );
    const handOver = {
      channel: 'COUNTER',
      handedOverOn: '2026-11-23',
      receiverName: 'Nguyễn Thị Hồng Nhung',
      receiverIdNumber: '070188001234',
      feesCollected: true,
    };
    const forgotten = await expectStatus(lab.complete(id, 'returnResult', clerk, handOver), 422);
    expect(forgotten.body).toMatchObject({
      code: 'VALIDATION_FAILED',
      errors: [{ path: '/originalCertificateCollected', message: 'is required' }],
    });
    const done = await expectStatus(
      lab.complete(id, 'returnResult', clerk, { ...handOver, originalCertificateCollected: true }),
      200,
    );
    expect(done.body).toMatchObject({ status: 'RETURNED', openTasks: [] });
    await lab.deliver();

    const { body: final, headers } = await page(id);
    expect(headers.get('etag')).toBe(`"${final.seq}"`);
    expect(final).toMatchObject({
      phase: 'closed',
      publicState: 10,
      actions: [],
      form: { applicant: { fullName: 'Nguyễn Thị Hồng Nhung' }, steps: { appraise: { note: 'Đủ' } } },
      attachments: [{ componentId: 'certificate', fileName: 'giấy chứng nhận.pdf', sizeBytes: scan.length }],
      deadline: { status: 'stopped', outcome: 'early' },
    });
    expect(final.documents.map((document: { kind: string }) => document.kind)).toEqual(
      expect.arrayContaining(['receipt', 'taxSlip', 'processControl']),
    );
    expect(final.diagram.active).toEqual([]);
    expect(final.diagram.completed).toEqual(expect.arrayContaining(['appraise', 'signCertificate', 'returnResult']));
    expect(final.timeline.map((step: { command: string }) => step.command)).toContain('receiveTaxNotices');
    expect(final.timeline[0].actor.name).toBe('Nguyễn Thị Thanh Hương');

    // files and documents come back as they were
    const file = await lab.get(`/dossiers/${id}/files/${final.attachments[0].id}`, officer);
    expect(file.bytes.equals(scan)).toBe(true);
    expect(file.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
    const pdf = await lab.get(`/dossiers/${id}/documents/${final.documents[0].id}`, officer);
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    const bpmn = await lab.get(`/dossiers/${id}/bpmn`, officer);
    expect(bpmn.bytes.toString('utf8')).toContain('<bpmn:userTask id="appraise"');

    // and the citizen sees the end of it
    const status = await expectStatus(lab.get(`/public/dossiers/${receipt.code}?secret=${receipt.secret}`), 200);
    expect(status.body).toMatchObject({ state: 10, stateName: 'Đã trả kết quả' });
  });
});
