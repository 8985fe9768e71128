import { createHash, randomUUID } from 'node:crypto';
import { createPushProgress } from '../../activities';
import { deliverDue } from '../../activities/outbox/deliver-due';
import { createOneStop, type OneStop } from '../../simulators/one-stop';
import { createSampleDossier } from '../../simulators/sample-dossier';
import { ApiLab, expectStatus, ONE_STOP_SECRET, samplePdf, taxSlipData, type SubmittedDossier } from './api-lab';

jest.setTimeout(120_000);

const TAX = '/integrations/tax/messages';
const ONE_STOP = '/integrations/one-stop/dossiers';
const officer = 'canbo1.dongxoai';
const clerk = 'motcua.dongxoai';

let lab: ApiLab;
let oneStop: OneStop;
beforeAll(async () => {
  lab = await ApiLab.open({ stepTimeoutMs: 4_000, maxFilesPerDossier: 8, oneStopUrl: 'http://127.0.0.1:9' });
  oneStop = await createOneStop({
    ...{ port: 0, apiUrl: `${lab.url}/api/v1`, secret: ONE_STOP_SECRET, username: 'sodo', password: 'test-only' },
    dir: `${lab.dir}/one-stop`,
  });
});
afterAll(async () => {
  await oneStop.close();
  await lab.close();
});

const rowsOf = async (sql: string, values: unknown[] = []) =>
  (await lab.pool.query<Record<string, unknown>>(sql, values)).rows;

let sequence = 0;
const envelope = (dossier: SubmittedDossier, version = 1) => ({
  ...{ messageId: randomUUID(), sequence: (sequence += 1), sentAt: new Date().toISOString() },
  ...{ MA_HS: dossier.code, SO_PHIEU: `${dossier.code}/PCTT`, version },
});
const notice = (number: string, amount: number) => ({
  ...{ number, date: '2026-11-23', item: 'REGISTRATION_FEE', subItem: '2801', amount },
  ...{ dueDate: '2026-12-23', treasuryAccount: '7111.1056789', exempt: amount === 0 },
});
const notices = (dossier: SubmittedDossier, list: object[], version = 1) => ({
  ...{ type: 'taxNotices', ...envelope(dossier, version), notices: list },
});
const returned = (dossier: SubmittedDossier, version = 1) => ({
  ...{ type: 'slipReturned', ...envelope(dossier, version), reasonCode: 'WRONG_LAND_POSITION' },
  ...{ reasonText: 'Sai vị trí thửa đất', fault: 'OFFICE_ERROR', fields: [] },
});
const receipt = (dossier: SubmittedDossier, noticeNumber: string, amount: number, version = 1) => ({
  ...{ type: 'paymentReceipt', ...envelope(dossier, version), noticeNumber, amount, kind: 'PAID' },
  ...{ receiptId: `BL-${randomUUID()}`, paidAt: new Date().toISOString() },
});
const send = (message: object) => lab.signed('tax', TAX, message);
const resultOf = async (message: object) => (await expectStatus(send(message), 200)).body.result as string;
const numbersOf = (dossier: SubmittedDossier) =>
  rowsOf('select slip_version as version, number from tax_notice where dossier_id = $1 order by 1, 2', [
    dossier.dossierId,
  ]);

describe('what the dossier did not take of the tax authority', () => {
  test('is reported as ignored, and leaves what came earlier as it was', async () => {
    const dossier = await lab.atTax();
    expect(await resultOf(notices(dossier, [notice('TB-1', 100)]))).toBe('applied');
    expect(await resultOf(notices(dossier, [notice('TB-2', 50)]))).toBe('ignored');
    expect(await resultOf(returned(dossier))).toBe('ignored');
    expect(await numbersOf(dossier)).toEqual([{ version: 1, number: 'TB-1' }]);
    expect(
      await rowsOf('select returned_at, return_reason from tax_slip where dossier_id = $1', [dossier.dossierId]),
    ).toEqual([{ returned_at: null, return_reason: null }]);
    expect(await resultOf(receipt(dossier, 'TB-1', 100))).toBe('applied');
    expect(await resultOf(receipt(dossier, 'TB-1', 100))).toBe('ignored');
  });

  test('refused for good, it takes away nothing an earlier message brought', async () => {
    const dossier = await lab.atTax();
    await expectStatus(send(notices(dossier, [notice('TB-1', 100)])), 200);
    await expectStatus(lab.post(`/dossiers/${dossier.dossierId}/withdrawal`, clerk, { reason: 'Thôi' }), 200);
    const texts = await rowsOf('select id from submission where dossier_id = $1', [dossier.dossierId]);
    for (const message of [notices(dossier, [notice('TB-2', 5)]), returned(dossier)])
      expect(await send(message)).toMatchObject({ status: 409, body: { code: 'ACTION_NOT_ALLOWED' } });
    expect(await numbersOf(dossier)).toEqual([{ version: 1, number: 'TB-1' }]);
    expect(await rowsOf('select id from submission where dossier_id = $1', [dossier.dossierId])).toEqual(texts);
    expect(await resultOf(receipt(dossier, 'TB-1', 100))).toBe('ignored');
  });

  test('notices for a slip that was returned ask for nothing', async () => {
    const dossier = await lab.atTax();
    expect(await resultOf(returned(dossier))).toBe('applied');
    expect(await resultOf(notices(dossier, [notice('TB-1', 100)]))).toBe('ignored');
    expect(await numbersOf(dossier)).toEqual([]);
  });
});

test('a number issued again for the next version of the slip is waited for and paid again', async () => {
  const dossier = await lab.atTax();
  const id = dossier.dossierId;
  await expectStatus(send(notices(dossier, [notice('TB-1', 100)])), 200);
  await expectStatus(send(receipt(dossier, 'TB-1', 100)), 200);
  const print = await lab.openTask(id, 'printCertificate');
  await expectStatus(
    lab.post(`/dossiers/${id}/tasks/${print}/return`, officer, { to: 'prepareTaxSlip', reason: 'Sai giá' }),
    200,
  );
  await expectStatus(lab.complete(id, 'prepareTaxSlip', officer, taxSlipData()), 200);
  await lab.deliver();
  expect(await resultOf(notices(dossier, [notice('TB-1', 250)], 2))).toBe('applied');
  expect(await numbersOf(dossier)).toEqual([
    { version: 1, number: 'TB-1' },
    { version: 2, number: 'TB-1' },
  ]);
  expect((await lab.get(`/dossiers/${id}`, officer)).body.status).toBe('PENDING_TAX_PAYMENT');
  // 100 of the 250 were paid on the first one
  expect(await resultOf(receipt(dossier, 'TB-1', 150, 2))).toBe('applied');
  expect((await lab.get(`/dossiers/${id}`, officer)).body.status).toBe('PENDING_PRINT');
});

describe('a dossier from the one-stop system that is refused', () => {
  let serial = 500;
  let agency = '';
  beforeAll(async () => {
    agency = (await rowsOf(`select agency_code from unit where id = 'mc.dongxoai'`))[0]?.agency_code as string;
  });
  /** With its files inside. */
  const sample = () => {
    const dossier = createSampleDossier((serial += 1), '', new Date());
    const ThanhPhanHoSo = dossier.ThanhPhanHoSo.map((component) => ({
      ...component,
      GiayToDinhKem: component.GiayToDinhKem.map((file) => withContent(file)),
    }));
    return { ...dossier, ThanhPhanHoSo, MaDonViTiepNhan: agency };
  };
  function withContent<File extends object>(file: File) {
    const bytes = samplePdf();
    const { DuongDanTaiTepTin: _address, ...rest } = file as File & { DuongDanTaiTepTin?: string };
    const HashTepTin = createHash('sha256').update(bytes).digest('hex');
    return { ...rest, NoiDung: bytes.toString('base64'), HashTepTin };
  }
  const submit = (dossier: object) => lab.signed('one-stop', ONE_STOP, dossier);
  const draftsOf = (MaHoSo: string) => rowsOf('select id from draft where external_code = $1', [MaHoSo]);

  test.each(['the same', 'a new'])('for too many files: the corrected one comes under %s message id', async (which) => {
    const dossier = sample();
    const [first, ...others] = dossier.ThanhPhanHoSo;
    if (!first?.GiayToDinhKem[0]) throw new Error('no file');
    const [file] = first.GiayToDinhKem;
    const many = { ...first, GiayToDinhKem: Array.from({ length: 9 }, () => withContent(file as object)) };
    const before = await rowsOf('select count(*)::int as files from attachment');
    expect(await submit({ ...dossier, ThanhPhanHoSo: [many, ...others] })).toMatchObject({
      status: 422,
      body: { code: 'TOO_MANY_FILES' },
    });
    expect(await draftsOf(dossier.MaHoSo)).toEqual([]);
    expect(await rowsOf('select count(*)::int as files from attachment')).toEqual(before);
    await expectStatus(submit(which === 'the same' ? dossier : { ...dossier, messageId: randomUUID() }), 201);
  });

  test('by the procedure itself: nothing of it stays, and the corrected one is taken', async () => {
    const dossier = sample();
    const { rows } = await lab.pool.query<{ calendar: string }>(
      'update calendar_version set current = false where current returning version as calendar',
    );
    try {
      expect((await submit(dossier)).body.code).toBe('PROCEDURE_NOT_FOUND');
      expect(await draftsOf(dossier.MaHoSo)).toEqual([]);
    } finally {
      await lab.pool.query('update calendar_version set current = true where version = $1', [rows[0]?.calendar]);
    }
    await expectStatus(submit({ ...dossier, messageId: randomUUID() }), 201);
  });

  test('interrupted: nobody at the counter sees, changes or throws away the partner’s draft', async () => {
    const id = randomUUID();
    // as it stands between its first row and its submission
    await lab.pool.query(
      `insert into draft (id, procedure_key, regime, unit_id, external_code) values ($1, 'P2.TRANSFER', '2025', 'mc.dongxoai', $2)`,
      [id, `T-${id}`],
    );
    const listed = (await lab.get('/drafts?view=unit&limit=100', clerk)).body.items as { id: string }[];
    expect(listed.map((item) => item.id)).not.toContain(id);
    const at = `/drafts/${id}`;
    const replies = [
      await lab.get(at, clerk),
      await lab.call('delete', at, { as: clerk }),
      await lab.call('put', at, { as: clerk, body: { form: {}, components: {} }, headers: { 'if-match': '"1"' } }),
      await lab.upload(`${at}/files`, clerk, { bytes: samplePdf(), name: 'a.pdf' }),
      await lab.post(`${at}/submit`, clerk),
    ];
    expect(replies.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
  });

  test('interrupted, it is carried on by the same message', async () => {
    const dossier = sample();
    await lab.stopWorker();
    try {
      await expectStatus(submit(dossier), 503);
    } finally {
      await lab.startWorker();
    }
    const { body } = await expectStatus(submit(dossier), 201);
    const files = await rowsOf('select id from attachment where dossier_id = $1', [body.dossierId]);
    expect(files).toHaveLength(dossier.ThanhPhanHoSo.length);
  });
});

describe('progress for the one-stop system', () => {
  const push = () => createPushProgress(lab.pool, { url: oneStop.url, username: 'sodo', password: 'test-only' });
  const pushAll = async () => {
    while (await deliverDue(lab.pool, push(), 'oneStopProgress'));
  };

  test('whose answer was lost is sent again word for word, though the dossier has moved on', async () => {
    await pushAll();
    const dossier = await lab.submitted();
    await pushAll();
    // The other side has it; its answer never came.
    await lab.pool.query(
      `update outbox set delivered_at = null, next_attempt_at = now() where dossier_id = $1 and kind = 'oneStopProgress'`,
      [dossier.dossierId],
    );
    await lab.pool.query(`update dossier set due_at = due_at + interval '3 days' where id = $1`, [dossier.dossierId]);
    await pushAll();
    const rows = await rowsOf(
      `select failed_at, delivered_at is not null as delivered from outbox where dossier_id = $1 and kind = 'oneStopProgress'`,
      [dossier.dossierId],
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toEqual({ failed_at: null, delivered: true });
  });

  test('what was given up on, and what waits long, is seen in the metrics', async () => {
    await lab.pool.query('update outbox set delivered_at = now() where delivered_at is null');
    const gauge = async (name: string) => {
      const text = (await lab.get('//metrics', 'vanhanh')).bytes.toString('utf8');
      return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
    };
    expect(await gauge('sodo_outbox_failed_items')).toBe(0);
    expect(await gauge('sodo_outbox_oldest_seconds')).toBe(0);
    await lab.pool.query(
      `insert into outbox (key, kind, dossier_id, ordering_key, payload, created_at, failed_at)
       values ('f', 'mail', $1, 'f', '{}', now() - interval '2 hours', now()), ('w', 'mail', $1, 'w', '{}', now() - interval '1 hour', null)`,
      [randomUUID()],
    );
    expect(await gauge('sodo_outbox_failed_items')).toBe(1);
    const age = await gauge('sodo_outbox_oldest_seconds');
    expect(age).toBeGreaterThanOrEqual(3_600);
    expect(age).toBeLessThan(3_700);
  });
});
