import { ApiLab, expectStatus, type SubmittedDossier } from './api-lab';

jest.setTimeout(120_000);

let lab: ApiLab;
let dossier: SubmittedDossier;
beforeAll(async () => {
  lab = await ApiLab.open();
  dossier = await lab.submitted();
});
afterAll(() => lab.close());

const look = (code: string, secret: string) =>
  lab.get(`/public/dossiers/${encodeURIComponent(code)}?secret=${encodeURIComponent(secret)}`);

describe('the public status of a dossier', () => {
  test('with code and secret: where it stands and what to bring where, and nobody’s name', async () => {
    const { body, bytes } = await expectStatus(look(dossier.code, dossier.secret), 200);
    expect(body).toMatchObject({
      code: dossier.code,
      state: 4,
      stateName: 'Đang xử lý',
      promisedAt: dossier.promisedAt,
      procedureName: 'Chuyển nhượng, thừa kế, tặng cho, góp vốn',
      applicant: 'N*** T*** H*** N***',
      pauses: [],
      supplement: null,
      payments: [],
      collection: { byPost: false, originalCertificate: true, fees: 0 },
    });
    expect(body.counter).toContain('Đồng Xoài');
    expect(body.steps.map(({ step, state }: { step: string; state: string }) => `${step} ${state}`)).toEqual([
      'received done',
      'checked current',
      'tax ahead',
      'payment ahead',
      'signing ahead',
      'ready ahead',
      'handedOver ahead',
    ]);
    // No name of anybody, no number, no address, no id of a row, and not the secret.
    const text = bytes.toString('utf8');
    for (const hidden of ['Nhung', 'Trần Văn Lợi', '070188001234', 'Tổ 3', '0912345678', 'CS 123456', dossier.secret])
      expect(text).not.toContain(hidden);
    expect(text).not.toContain(dossier.dossierId);
    // as citizens type it
    expect((await look(` ${dossier.code} `, dossier.secret.toLowerCase())).status).toBe(200);
  });

  test('a supplement: which papers, until when, and that the clock stands for it', async () => {
    const waiting = await lab.submitted();
    const task = await lab.openTask(waiting.dossierId, 'appraise');
    await expectStatus(
      lab.post(`/dossiers/${waiting.dossierId}/supplement-requests`, 'canbo1.dongxoai', {
        task,
        reason: 'Thiếu văn bản ủy quyền của ông Trần Văn Lợi.',
        items: [
          { componentId: 'authorisation', name: 'Giấy ủy quyền của ông Trần Văn Lợi', originals: 1 },
          { name: 'Trích lục bản đồ', photocopies: 2 },
        ],
      }),
      200,
    );
    const { body, bytes } = await expectStatus(look(waiting.code, waiting.secret), 200);
    expect(body).toMatchObject({
      state: 5,
      pauses: [{ reason: 'SUPPLEMENT' }],
      supplement: {
        items: [
          { name: 'Văn bản ủy quyền', originals: 1, certifiedCopies: null, photocopies: null },
          { name: 'Trích lục bản đồ', originals: null, photocopies: 2 },
        ],
      },
    });
    expect(new Date(body.supplement.windowEndsAt as string).getTime()).toBeGreaterThan(Date.now());
    expect(bytes.toString('utf8')).not.toContain('Trần Văn Lợi');
    await expectStatus(
      lab.post(`/dossiers/${waiting.dossierId}/supplements`, 'motcua.dongxoai', { components: {} }),
      200,
    );
    expect((await look(waiting.code, waiting.secret)).body).toMatchObject({ state: 4, pauses: [], supplement: null });
  });

  test('notices of the tax office: what to pay until when to which account, until it is paid', async () => {
    const taxed = await lab.atTax();
    const slip = encodeURIComponent(`${taxed.code}/PCTT`);
    await lab.controlTax(`slips/${slip}/notices`, {});
    let body = (await look(taxed.code, taxed.secret)).body;
    for (let round = 0; round < 200 && body.state !== 6; round++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      body = (await look(taxed.code, taxed.secret)).body;
    }
    expect(body).toMatchObject({ state: 6, pauses: [{ reason: 'PAYMENT' }] });
    expect(body.payments).toHaveLength(2);
    expect(body.payments[0]).toMatchObject({ amount: expect.any(Number), dueOn: expect.any(String) });
    expect(body.steps.find(({ step }: { step: string }) => step === 'payment')).toMatchObject({ state: 'current' });
  });

  test('a dossier that has ended has nothing to collect any more', async () => {
    const withdrawn = await lab.submitted();
    await expectStatus(
      lab.post(`/dossiers/${withdrawn.dossierId}/withdrawal`, 'motcua.dongxoai', { reason: 'Đổi ý.' }),
      200,
    );
    const { body } = await expectStatus(look(withdrawn.code, withdrawn.secret), 200);
    expect(body).toMatchObject({ state: 7, collection: null, payments: [], closedAt: expect.any(String) });
    expect(body.steps.map(({ state }: { state: string }) => state)).not.toContain('current');
  });

  test('a wrong secret, an unknown code and a draft’s code cannot be told apart', async () => {
    const { id } = await lab.draft();
    await lab.pool.query(
      `update draft set dossier_code = '000.00.01.H10-261122-9999', lookup_secret = 'ABCDEFGH' where id = $1`,
      [id],
    );
    const replies = [
      await look(dossier.code, 'ABCDEFGH'),
      await look(dossier.code, `${dossier.secret}X`),
      await look('000.00.01.H10-261122-0000', dossier.secret),
      await look('000.00.01.H10-261122-9999', 'ABCDEFGH'),
      await look("' or 1=1 --", 'x'),
      await look('%', '%'),
    ];
    for (const { status, body } of replies)
      expect({ status, ...body, requestId: '' }).toEqual({ ...replies[0]?.body, status: 404, requestId: '' });
    expect(replies[0]?.body.code).toBe('STATUS_NOT_FOUND');
  });

  test('a partner’s code that looks like one of ours shows the dossier whose secret it is', async () => {
    const other = await lab.submitted();
    await lab.pool.query('update dossier set external_code = $1 where id = $2', [dossier.code, other.dossierId]);
    expect((await look(dossier.code, dossier.secret)).body).toMatchObject({ code: dossier.code });
    expect((await look(dossier.code, other.secret)).body).toMatchObject({ code: other.code });
  });

  test.each(['', '?secret=', '?secret=a&secret=b', '?secret=%00', `?secret=${'x'.repeat(100)}`])(
    'asked with %p is refused',
    async (query) => {
      expect((await lab.get(`/public/dossiers/${dossier.code}${query}`)).status).toBe(422);
    },
  );
});
