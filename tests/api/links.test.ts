import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { formatOneStopTime } from '../../contracts/one-stop-link.schema';
import { createOneStop, type OneStop } from '../../simulators/one-stop';
import { createSampleDossier } from '../../simulators/sample-dossier';
import {
  ApiLab,
  expectStatus,
  ONE_STOP_SECRET,
  taxSlipData,
  type JsonBody,
  type Reply,
  type SubmittedDossier,
} from './api-lab';

jest.setTimeout(120_000);

const TAX = '/integrations/tax/messages';
const ONE_STOP = '/integrations/one-stop/dossiers';
const officer = 'canbo1.dongxoai';

let lab: ApiLab;
let oneStop: OneStop;
beforeAll(async () => {
  // The simulator's port has to be known to the api's settings, so it comes first and learns the api's address later.
  const port = await freePort();
  lab = await ApiLab.open({ oneStopUrl: `http://127.0.0.1:${port}` });
  oneStop = await createOneStop({
    port,
    apiUrl: `${lab.url}/api/v1`,
    secret: ONE_STOP_SECRET,
    username: 'sodo',
    password: 'test-only-password',
    dir: `${lab.dir}/one-stop`,
  });
});
afterAll(async () => {
  await oneStop.close();
  await lab.close();
});

async function freePort(): Promise<number> {
  const { createServer } = await import('node:net');
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const page = async (id: string) => (await expectStatus(lab.get(`/dossiers/${id}`, officer), 200)).body;
const rowsOf = async (sql: string, values: unknown[] = []) =>
  (await lab.pool.query(sql, values)).rows as Record<string, JsonBody>[];

let sequence = 0;
const envelope = (dossier: SubmittedDossier, version = 1) => ({
  messageId: randomUUID(),
  sequence: (sequence += 1),
  sentAt: new Date().toISOString(),
  MA_HS: dossier.code,
  SO_PHIEU: `${dossier.code}/PCTT`,
  version,
});
const notice = (number: string, amount: number) => ({
  number,
  date: '2026-11-23',
  item: 'REGISTRATION_FEE',
  subItem: '2801',
  amount,
  dueDate: '2026-12-23',
  treasuryAccount: '7111.1056789',
  exempt: amount === 0,
});
const notices = (dossier: SubmittedDossier, list: object[], version = 1) => ({
  type: 'taxNotices',
  ...envelope(dossier, version),
  notices: list,
});
const receipt = (dossier: SubmittedDossier, noticeNumber: string, amount: number, kind = 'PAID', version = 1) => ({
  type: 'paymentReceipt',
  ...envelope(dossier, version),
  noticeNumber,
  receiptId: `BL-${randomUUID()}`,
  amount,
  paidAt: new Date().toISOString(),
  kind,
});
const send = (message: object): Promise<Reply> => lab.signed('tax', TAX, message);

describe('a signed call', () => {
  const body = { type: 'taxNotices' };
  const headersOf = (changes: Record<string, string>) => ({ headers: changes });

  test.each<[string, string, Parameters<ApiLab['signed']>[3]]>([
    ['an unknown key', 'SIGNATURE_UNKNOWN_KEY', { keyId: 'nobody' }],
    ['the key of another partner', 'SIGNATURE_UNKNOWN_KEY', { keyId: 'one-stop', secret: ONE_STOP_SECRET }],
    ['a wrong secret', 'SIGNATURE_INVALID', { secret: 'guessed-by-somebody' }],
    ['another path', 'SIGNATURE_INVALID', { path: '/api/v1/integrations/one-stop/dossiers' }],
    ['another method', 'SIGNATURE_INVALID', { method: 'PUT' }],
    ['another body', 'SIGNATURE_INVALID', { body: '{}' }],
    ['an old time', 'SIGNATURE_EXPIRED', { now: new Date(Date.now() - 600_000) }],
    ['a time ahead', 'SIGNATURE_EXPIRED', { now: new Date(Date.now() + 600_000) }],
    ['no nonce', 'SIGNATURE_MISSING', headersOf({ 'x-sodo-nonce': '' })],
    ['a signature that is none', 'SIGNATURE_INVALID', headersOf({ 'x-sodo-signature': 'x' })],
  ])('with %s: 401 %s', async (_what, code, tweak) => {
    expect(await lab.signed('tax', TAX, body, tweak)).toMatchObject({ status: 401, body: { code } });
  });

  test('sent a second time is refused, however it was answered the first time', async () => {
    const dossier = await lab.atTax();
    const nonce = randomUUID();
    const now = new Date();
    const message = notices(dossier, []);
    await expectStatus(lab.signed('tax', TAX, message, { nonce, now }), 200);
    expect(await lab.signed('tax', TAX, message, { nonce, now })).toMatchObject({
      status: 401,
      body: { code: 'SIGNATURE_REPLAYED' },
    });
    expect((await lab.signed('tax', TAX, message)).status).toBe(200);
  });

  test('with content we do not understand is a final refusal', async () => {
    expect(await send({ type: 'gossip' })).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
    expect(await lab.signed('tax', TAX, '{"type":')).toMatchObject({ status: 400, body: { code: 'JSON_INVALID' } });
    const dossier = await lab.atTax();
    for (const amount of [-1, 1.5, 1e20, '7'])
      expect((await send(notices(dossier, [{ ...notice('TB', 1), amount }]))).status).toBe(422);
    expect(await rowsOf('select 1 from inbound_message where answer is null')).toEqual([]);
  });
});

describe('messages of the tax authority', () => {
  test('come twice, at the same moment and later: one effect, the same answer', async () => {
    const dossier = await lab.atTax();
    const message = notices(dossier, [notice('TB-1', 100), notice('TB-2', 0)]);
    const replies = await Promise.all([send(message), send(message), send(message)]);
    for (const reply of [...replies, await send(message)])
      expect(reply).toMatchObject({ status: 200, body: { messageId: message.messageId, result: 'applied' } });
    expect(
      await rowsOf(`select command from dossier_event where dossier_id = $1 and command = 'receiveTaxNotices'`, [
        dossier.dossierId,
      ]),
    ).toHaveLength(1);
    expect(await page(dossier.dossierId)).toMatchObject({
      status: 'PENDING_TAX_PAYMENT',
      tax: {
        notices: [
          { number: 'TB-1', amount: 100 },
          { number: 'TB-2', amount: 0 },
        ],
      },
    });
    const changed = await send({ ...message, notices: [notice('TB-9', 1)] });
    expect(changed).toMatchObject({ status: 409, body: { code: 'MESSAGE_ID_REUSED' } });
  });

  test('a receipt may come before its notice, and a notice may be paid in parts', async () => {
    const dossier = await lab.atTax();
    const id = dossier.dossierId;
    const early = receipt(dossier, 'TB-1', 60);
    expect(await send(early)).toMatchObject({ status: 200, body: { result: 'waiting' } });
    expect((await page(id)).status).toBe('PENDING_TAX');
    await expectStatus(send(notices(dossier, [notice('TB-1', 100), notice('TB-2', 50)])), 200);
    expect((await page(id)).tax.notices).toMatchObject([{ settledKind: null }, { settledKind: null }]);
    expect(await send(receipt(dossier, 'TB-2', 0, 'EXEMPTED'))).toMatchObject({
      status: 200,
      body: { result: 'applied' },
    });
    expect((await page(id)).status).toBe('PENDING_TAX_PAYMENT');
    expect((await send(early)).status).toBe(200); // once more: not counted twice
    expect((await page(id)).status).toBe('PENDING_TAX_PAYMENT');
    const rest = receipt(dossier, 'TB-1', 40);
    expect(await send(rest)).toMatchObject({ status: 200, body: { result: 'applied' } });
    expect(await page(id)).toMatchObject({
      status: 'PENDING_PRINT',
      tax: {
        notices: [
          { number: 'TB-1', settledKind: 'PAID', receipt: rest.receiptId },
          { number: 'TB-2', settledKind: 'EXEMPTED' },
        ],
      },
    });
  });

  test('all receipts before all notices: the dossier goes on with the notices', async () => {
    const dossier = await lab.atTax();
    await expectStatus(send(receipt(dossier, 'TB-1', 100)), 200);
    await expectStatus(send(receipt(dossier, 'TB-2', 70, 'DEBT_RECORDED')), 200);
    await expectStatus(send(notices(dossier, [notice('TB-1', 100), notice('TB-2', 500)])), 200);
    expect(await page(dossier.dossierId)).toMatchObject({
      status: 'PENDING_PRINT',
      tax: { notices: [{ settledKind: 'PAID' }, { settledKind: 'DEBT_RECORDED' }] },
    });
  });

  test('nothing to pay: the dossier goes on at once', async () => {
    const dossier = await lab.atTax();
    await expectStatus(send(notices(dossier, [])), 200);
    expect((await page(dossier.dossierId)).status).toBe('PENDING_PRINT');
  });

  test('a returned slip comes back to the officer with its reason; the next version is answered, the old one no longer matters', async () => {
    const dossier = await lab.atTax();
    const id = dossier.dossierId;
    const returned = {
      type: 'slipReturned',
      ...envelope(dossier),
      reasonCode: 'WRONG_LAND_POSITION',
      reasonText: 'Sai vị trí thửa đất',
      fault: 'OFFICE_ERROR',
      fields: ['TT_THUADAT.VI_TRI'],
    };
    expect(await send(returned)).toMatchObject({ status: 200, body: { result: 'applied' } });
    const back = await page(id);
    expect(back).toMatchObject({
      status: 'TAX_TRANSFER',
      tax: { slips: [{ version: 1, returnReason: 'Sai vị trí thửa đất', answerBy: expect.any(String) as string }] },
    });
    expect(back.deadline.status).toBe('running');
    await expectStatus(lab.complete(id, 'prepareTaxSlip', officer, taxSlipData()), 200);
    await lab.deliver();
    expect(await send(notices(dossier, [notice('TB-old', 10)]))).toMatchObject({
      status: 200,
      body: { result: 'ignored' },
    });
    expect((await page(id)).tax).toMatchObject({ slips: [{ version: 1 }, { version: 2 }], notices: [] });
    expect(await send(notices(dossier, [notice('TB-new', 10)], 2))).toMatchObject({
      status: 200,
      body: { result: 'applied' },
    });
    expect((await page(id)).tax.notices).toMatchObject([{ number: 'TB-new', slipVersion: 2 }]);
  });

  test('about what was never sent, or for another dossier, are final refusals and leave nothing', async () => {
    const [dossier, other] = [await lab.atTax(), await lab.submitted()];
    const cases: [object, number, string][] = [
      [{ ...notices(dossier, []), SO_PHIEU: '999/PCTT' }, 409, 'TAX_SLIP_UNKNOWN'],
      [notices(dossier, [], 2), 409, 'TAX_SLIP_UNKNOWN'],
      [{ ...notices(dossier, []), MA_HS: other.code }, 422, 'DOSSIER_CODE_MISMATCH'],
    ];
    for (const [message, status, code] of cases) expect(await send(message)).toMatchObject({ status, body: { code } });
    expect(await rowsOf('select 1 from tax_notice where dossier_id = $1', [dossier.dossierId])).toEqual([]);
    expect(await rowsOf('select 1 from inbound_message where answer is null')).toEqual([]);
  });

  test('for a dossier that has ended are refused for good; money that still comes is written down', async () => {
    const dossier = await lab.atTax();
    await expectStatus(
      lab.post(`/dossiers/${dossier.dossierId}/withdrawal`, 'motcua.dongxoai', { reason: 'Thôi' }),
      200,
    );
    const late = await send(notices(dossier, [notice('TB-1', 100)]));
    expect(late).toMatchObject({ status: 409, body: { code: 'ACTION_NOT_ALLOWED', details: { phase: 'closed' } } });
    expect(await rowsOf('select 1 from tax_notice where dossier_id = $1', [dossier.dossierId])).toEqual([]);
    expect((await send(receipt(dossier, 'TB-1', 100))).status).toBe(200);
  });

  test('are "try again" while the dossier cannot take them, and then have their effect once', async () => {
    const slow = await ApiLab.open({ stepTimeoutMs: 2_000 });
    try {
      const dossier = await slow.atTax();
      const message = notices(dossier, [notice('TB-1', 100)]);
      await slow.stopWorker();
      const reply = await slow.signed('tax', TAX, message);
      expect(reply).toMatchObject({ status: 503, body: { code: 'TEMPORARILY_UNAVAILABLE' } });
      await slow.startWorker();
      await expectStatus(slow.signed('tax', TAX, message), 200);
      expect((await slow.get(`/dossiers/${dossier.dossierId}`, officer)).body.status).toBe('PENDING_TAX_PAYMENT');
    } finally {
      await slow.close();
    }
  });
});

describe('a dossier from the one-stop system', () => {
  let serial = 0;
  const sample = (changes: object = {}) => ({
    ...createSampleDossier((serial += 1), `${oneStop.url}/files`, new Date()),
    MaDonViTiepNhan: agency,
    ...changes,
  });
  let agency = '';
  beforeAll(async () => {
    const [unit] = await rowsOf(`select agency_code from unit where id = 'mc.dongxoai'`);
    agency = unit?.agency_code as string;
  });
  const submit = (dossier: object) => lab.signed('one-stop', ONE_STOP, dossier);
  const counts = async () =>
    (
      await rowsOf(
        `select (select count(*)::int from draft) as drafts, (select count(*)::int from dossier) as dossiers, (select count(*)::int from attachment) as files`,
      )
    )[0];

  test('goes the same way as one from the counter, with its scans and its own code', async () => {
    const dossier = sample();
    const { body } = await expectStatus(submit(dossier), 201);
    expect(body).toMatchObject({
      messageId: dossier.messageId,
      MaHoSo: dossier.MaHoSo,
      code: expect.stringContaining(agency),
    });
    const seen = await page(body.dossierId as string);
    expect(seen).toMatchObject({
      channel: 'ONLINE',
      externalCode: dossier.MaHoSo,
      status: 'APPRAISAL',
      applicantName: 'Nguyễn Thị Hồng Nhung',
      handlingUnitId: 'cn.dongxoai',
    });
    expect(seen.attachments.map(({ componentId }: { componentId: string }) => componentId).sort()).toEqual([
      'application',
      'certificate',
      'income-tax-return',
      'registration-fee-return',
      'transfer-contract',
    ]);
    expect(seen.timeline[0].actor.id).toBe('partner:one-stop');
    // it can be looked up by the partner's code, too
    const { rows } = await lab.pool.query<{ secret: string }>(
      'select lookup_secret as secret from dossier where id = $1',
      [body.dossierId],
    );
    expect((await lab.get(`/public/dossiers/${dossier.MaHoSo}?secret=${rows[0]?.secret}`)).status).toBe(200);
    expect((await lab.get(`/dossiers?q=${dossier.MaHoSo}`, officer)).body.items).toContainEqual(
      expect.objectContaining({ id: body.dossierId }),
    );
  });

  test('sent twice is one dossier; a new message about the same code is refused', async () => {
    const dossier = sample();
    const replies = await Promise.all([submit(dossier), submit(dossier)]);
    expect(replies.map(({ status }) => status)).toEqual([201, 201]);
    expect(replies[1]?.body).toEqual(replies[0]?.body);
    expect((await submit(dossier)).body).toEqual(replies[0]?.body);
    expect(await submit({ ...dossier, GhiChu: 'khác' })).toMatchObject({
      status: 409,
      body: { code: 'MESSAGE_ID_REUSED' },
    });
    expect(await submit({ ...dossier, messageId: randomUUID() })).toMatchObject({
      status: 409,
      body: { code: 'EXTERNAL_CODE_KNOWN' },
    });
  });

  test('sent several times at once, again and again, is one dossier each; two messages about one code are not', async () => {
    for (let round = 0; round < 15; round++) {
      const same = sample();
      const replies = await Promise.all([submit(same), submit(same), submit(same)]);
      expect(replies.map(({ status }) => status)).toEqual([201, 201, 201]);
      const other = sample();
      const rivals = await Promise.all([submit(other), submit({ ...other, messageId: randomUUID() })]);
      expect(rivals.map(({ status }) => status).sort()).toEqual([201, 409]);
    }
  });

  test('keeps the time it was received there, never one in the future', async () => {
    const yesterday = new Date(Date.now() - 86_400_000);
    const { body } = await expectStatus(submit(sample({ NgayTiepNhan: formatOneStopTime(yesterday) })), 201);
    expect(Date.parse((await page(body.dossierId as string)).receivedAt as string)).toBe(
      Math.floor(yesterday.getTime() / 1000) * 1000,
    );
    const tomorrow = formatOneStopTime(new Date(Date.now() + 86_400_000));
    const { body: ahead } = await expectStatus(submit(sample({ NgayTiepNhan: tomorrow })), 201);
    expect(Date.parse((await page(ahead.dossierId as string)).receivedAt as string)).toBeLessThanOrEqual(Date.now());
  });

  type Sample = ReturnType<typeof createSampleDossier>;
  const withFile = (dossier: Sample, change: object): Sample => {
    const [first, ...rest] = dossier.ThanhPhanHoSo;
    if (!first) throw new Error('no component');
    const file = { ...first.GiayToDinhKem[0], ...change } as Sample['ThanhPhanHoSo'][number]['GiayToDinhKem'][number];
    return { ...dossier, ThanhPhanHoSo: [{ ...first, GiayToDinhKem: [file] }, ...rest] };
  };

  test.each<[string, number, string, (dossier: Sample) => object]>([
    ['an unknown procedure', 404, 'PROCEDURE_NOT_FOUND', (d) => ({ ...d, MaTTHC: '9.999999' })],
    ['an unknown counter', 422, 'UNIT_NOT_FOUND', (d) => ({ ...d, MaDonViTiepNhan: '000.99.99.H99' })],
    [
      'an unknown component',
      422,
      'COMPONENT_UNKNOWN',
      (d) => ({ ...d, ThanhPhanHoSo: [{ ...d.ThanhPhanHoSo[0], MaThanhPhanHoSo: 'HO_CHIEU' }] }),
    ],
    ['a component missing', 422, 'DOSSIER_INCOMPLETE', (d) => ({ ...d, ThanhPhanHoSo: d.ThanhPhanHoSo.slice(1) })],
    ['a wrong form', 422, 'DOSSIER_INCOMPLETE', (d) => ({ ...d, DuLieuBieuMau: { ...d.DuLieuBieuMau, parcel: {} } })],
    [
      'land nobody handles',
      422,
      'HANDLING_UNIT_UNKNOWN',
      (d) => ({
        ...d,
        DuLieuBieuMau: { ...d.DuLieuBieuMau, parcel: { ...(d.DuLieuBieuMau.parcel as object), communeCode: '00009' } },
      }),
    ],
    ['a hash that does not fit', 422, 'FILE_HASH_MISMATCH', (d) => withFile(d, { HashTepTin: 'a'.repeat(64) })],
    [
      'a file elsewhere',
      422,
      'FILE_ADDRESS_REFUSED',
      (d) => withFile(d, { NoiDung: undefined, DuongDanTaiTepTin: 'http://169.254.169.254/latest' }),
    ],
    [
      'a file that is no scan',
      415,
      'FILE_TYPE_REFUSED',
      (d) =>
        withFile(d, {
          NoiDung: Buffer.from('MZ program').toString('base64'),
          HashTepTin: createHash('sha256').update('MZ program').digest('hex'),
        }),
    ],
  ])('with %s: %i %s, and nothing is written', async (_what, status, code, change) => {
    const before = await counts();
    const reply = await submit(change(sample()));
    expect(reply).toMatchObject({ status, body: { code } });
    expect(await counts()).toEqual(before);
    expect(await rowsOf('select 1 from inbound_message where answer is null')).toEqual([]);
  });

  test('whose file cannot be fetched now is "try again"', async () => {
    const dossier = withFile(sample(), { NoiDung: undefined, DuongDanTaiTepTin: `${oneStop.url}/files/khong-co.pdf` });
    expect(await submit(dossier)).toMatchObject({ status: 503, body: { code: 'TEMPORARILY_UNAVAILABLE' } });
  });

  test('arrives from the real simulator', async () => {
    const response = await fetch(`${oneStop.url}/control/submit`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        dossier: { MaDonViTiepNhan: agency, MaHoSo: `G99.99-261122-${Date.now() % 10_000}` },
        waitMs: 15_000,
      }),
    });
    expect(await response.json()).toMatchObject({ status: 'delivered', httpStatus: 201 });
    await sleep(0);
  });
});
