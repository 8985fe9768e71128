import { randomUUID } from 'node:crypto';
import { composeIncidentNews } from '../../activities/mail/incident-mail-delivery';
import type { OutboxRow } from '../../db/projections/outbox-queue';
import { ApiLab, expectStatus, samplePdf, type Reply } from './api-lab';

jest.setTimeout(120_000);

const OPERATOR = 'vanhanh';
const HOUR = 3_600_000;

let lab: ApiLab;
beforeAll(async () => {
  lab = await ApiLab.open();
});
afterAll(() => lab.close());

const report = (body: Record<string, unknown> = {}, as = 'motcua.dongxoai', key?: string) =>
  lab.post('/incidents', as, { class: 'linkFailure', description: 'Không gửi được phiếu chuyển thuế', ...body }, key);
const reported = async (body?: Record<string, unknown>) => (await expectStatus(report(body), 201)).body.id as string;
const step = (id: string, path: string, body: unknown = {}, as = OPERATOR) =>
  lab.post(`/incidents/${id}/${path}`, as, body);
const page = async (id: string) => (await expectStatus(lab.get(`/incidents/${id}`, OPERATOR), 200)).body;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString();

/** The mails of an incident, in their order. */
async function mailsOf(id: string) {
  const { rows } = await lab.pool.query<OutboxRow>(
    `select id::text, key, kind, '' as "dossierId", payload, created_at as "createdAt", attempts from outbox
     where ordering_key = 'incident/' || $1 order by id`,
    [id],
  );
  return Promise.all(rows.map((row) => composeIncidentNews(lab.pool, row, 'https://sodo.example')));
}

describe('A18.2a: anybody who works here reports an incident at once', () => {
  test('with a kind and a sentence; the same request is the same incident', async () => {
    const key = randomUUID();
    const first = await expectStatus(report({}, 'canbo1.dongxoai', key), 201);
    const again = await expectStatus(report({}, 'canbo1.dongxoai', key), 201);
    expect(again.body).toEqual(first.body);
    const shown = await page(first.body.id as string);
    expect(shown).toMatchObject({
      code: expect.stringMatching(/^SC-\d{4}$/),
      class: 'linkFailure',
      severity: 'minor',
      status: 'open',
      duty: 'dataCentre',
      source: 'person',
      description: 'Không gửi được phiếu chuyển thuế',
      clocks: [{ id: 'quickReport', kept: true }],
    });
    expect(shown.allowed).toContain('recordFix');
    const [mail] = await mailsOf(first.body.id as string);
    expect(mail?.message.subject).toContain('Sự cố mới');
    // What was written may be for few eyes: it is read in the application.
    expect(mail?.message.text).not.toContain('phiếu chuyển thuế');
  });

  test('two at the same moment with the same key are one', async () => {
    const key = randomUUID();
    const replies = await Promise.all([1, 2, 3].map(() => report({}, 'canbo2.dongxoai', key)));
    expect(new Set(replies.map(({ body }) => body.id)).size).toBe(1);
    expect(replies.map(({ status }) => status)).toEqual([201, 201, 201]);
  });

  test('refused without a trace: a time to come, a unit that is none', async () => {
    const before = await lab.pool.query('select from case_submission');
    expect(await report({ detectedAt: inHours(1) })).toMatchObject({
      status: 422,
      body: { code: 'INCIDENT_TIME_INVALID' },
    });
    expect(await report({ affectedUnits: ['nowhere'] })).toMatchObject({
      status: 422,
      body: { code: 'UNIT_NOT_FOUND' },
    });
    expect(await report({ class: 'weather' })).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
    expect((await lab.pool.query('select from case_submission')).rowCount).toBe(before.rowCount);
  });
});

describe('A19.1a: a stop order', () => {
  const stopped = (reply: Reply) => reply.body?.code === 'FUNCTION_STOPPED';

  test('makes functions read only or stops them, for everybody, within seconds and back', async () => {
    const id = await reported({ class: 'dataLoss' });
    await expectStatus(step(id, 'stops', { functions: ['intake'], mode: 'readOnly', reason: 'Phục hồi dữ liệu' }), 200);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const refused = await lab.post('/drafts', 'motcua.dongxoai', {});
    expect(refused).toMatchObject({ status: 503, body: { code: 'FUNCTION_STOPPED', details: { mode: 'readOnly' } } });
    expect(refused.headers.get('retry-after')).toBe('60');
    expect((await lab.get('/drafts', 'motcua.dongxoai')).status).toBe(200);
    expect(stopped(await lab.get('/inbox', 'canbo1.dongxoai'))).toBe(false);

    await expectStatus(step(id, 'stops', { functions: ['everything'], mode: 'off', reason: 'Toàn bộ' }), 200);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(stopped(await lab.get('/inbox', 'canbo1.dongxoai'))).toBe(true);
    expect(stopped(await lab.call('get', '/public/dossiers/H10.000001?secret=ABCDEFGH'))).toBe(true);
    // A signed call is refused before its nonce is used up: it may be sent again as it is.
    expect(stopped(await lab.signed('tax', '/integrations/tax/messages', {}))).toBe(true);
    // Who has to mend it works on.
    expect((await page(id)).stops).toHaveLength(2);
    const notices = await expectStatus(lab.get('/work-notices', 'motcua.dongxoai'), 200);
    expect(notices.body.stops).toEqual([
      expect.objectContaining({ function: 'everything', mode: 'off' }),
      expect.objectContaining({ function: 'intake', mode: 'readOnly' }),
    ]);

    await expectStatus(step(id, 'stops/lift', { functions: ['everything', 'intake'] }), 200);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(stopped(await lab.post('/drafts', 'motcua.dongxoai', {}))).toBe(false);
    const [, ordered] = await mailsOf(id);
    // Every unit hears of it, affected or not.
    expect(ordered?.to.length).toBeGreaterThan(10);
    expect(ordered?.message.text).toContain('Tiếp nhận hồ sơ');
  });

  test('holds as long as one incident holds it', async () => {
    const [first, second] = [await reported(), await reported()];
    for (const id of [first, second])
      await expectStatus(step(id, 'stops', { functions: ['lookup'], mode: 'off', reason: 'Thử' }), 200);
    await expectStatus(step(first, 'stops/lift', { functions: ['lookup'] }), 200);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(stopped(await lab.get('/register', 'canbo1.dongxoai'))).toBe(true);
    await expectStatus(step(second, 'stops/lift', { functions: ['lookup'] }), 200);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(stopped(await lab.get('/register', 'canbo1.dongxoai'))).toBe(false);
  });

  test('is given only by somebody who has just shown who he is', async () => {
    const id = await reported();
    const body = { functions: ['lookup'], mode: 'off', reason: 'Thử' };
    lab.aheadMs = 20 * 60_000;
    try {
      expect(await step(id, 'stops', body)).toMatchObject({ status: 403, body: { code: 'RECENT_SIGN_IN_REQUIRED' } });
    } finally {
      lab.aheadMs = 0;
    }
    expect((await page(id)).stops).toEqual([]);
  });
});

describe('from the report to the end', () => {
  test('A18.2b, A19.1: notices, measures, leaders, quick report, fix, cause, close', async () => {
    const id = await reported({
      class: 'dbmsOrOsFailure',
      severity: 'critical',
      affectedUnits: ['cn.dongxoai'],
      interruptedSince: new Date(Date.now() - HOUR).toISOString(),
      detectedAt: new Date(Date.now() - HOUR / 2).toISOString(),
    });
    const fixedNow = () => ({ at: new Date().toISOString(), text: 'Đã dựng lại máy chủ dữ liệu' });
    expect(await step(id, 'fix', fixedNow())).toMatchObject({ status: 409, body: { code: 'UNITS_NOT_NOTIFIED' } });
    await expectStatus(step(id, 'notices', { expectedFixAt: inHours(2), message: 'Xin chờ trong buổi sáng' }), 200);

    const mine = await lab.get('/work-notices', 'canbo1.dongxoai');
    expect(mine.body.incidents).toEqual([
      expect.objectContaining({ id, class: 'dbmsOrOsFailure', passed: false, message: 'Xin chờ trong buổi sáng' }),
    ]);
    expect((await lab.get('/work-notices', 'canbo1.budang')).body.incidents).toEqual([]);

    await expectStatus(step(id, 'measures', { kind: 'containment', text: 'Ngắt máy chủ khỏi mạng' }), 200);
    await expectStatus(step(id, 'leaders', { leader: 'dataCentreLeadership' }), 200);
    await expectStatus(step(id, 'leaders', { leader: 'departmentLeadership', text: 'Báo cáo qua điện thoại' }), 200);
    await expectStatus(step(id, 'service-restored', { at: new Date().toISOString() }), 200);
    await expectStatus(step(id, 'fix', fixedNow()), 200);
    const half = await expectStatus(lab.get(`/incidents/${id}`, OPERATOR), 200);
    expect(half.body).toMatchObject({ status: 'fixed', missing: ['quickReport', 'cause'] });
    expect(half.body.clocks).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: 'recoveryLimit', rule: 'A19.3c', kept: true, stoppedAt: expect.any(String) }),
      ]),
    );
    expect(await step(id, 'close')).toMatchObject({
      status: 409,
      body: { code: 'INCIDENT_NOT_FINISHED', details: { missing: ['quickReport', 'cause'] } },
    });

    await expectStatus(step(id, 'quick-report', { summary: 'Máy chủ dữ liệu hỏng nguồn; không mất dữ liệu.' }), 200);
    const { history } = await page(id);
    const issued = history.find((one: { command: string }) => one.command === 'issueQuickReport');
    const file = await expectStatus(lab.get(`/case-files/${issued.files[0].id}`, 'quanly'), 200);
    expect(file.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await lab.get(`/case-files/${issued.files[0].id}`, 'canbo1.dongxoai')).status).toBe(404);

    await expectStatus(step(id, 'cause', { text: 'Nguồn điện', followUps: ['Lắp bộ lưu điện'] }), 200);
    expect((await page(id)).followUps).toEqual([{ number: 1, text: 'Lắp bộ lưu điện', done: false }]);
    await expectStatus(step(id, 'follow-ups', { number: 1 }), 200);
    await expectStatus(step(id, 'close'), 200);
    expect(await page(id)).toMatchObject({ status: 'closed', missing: [], allowed: [], late: false });
    expect(await step(id, 'measures', { kind: 'fix', text: 'Muộn' })).toMatchObject({
      status: 409,
      body: { code: 'ACTION_NOT_ALLOWED' },
    });

    const mails = await mailsOf(id);
    const subjects = mails.map((mail) => mail?.message.subject.replace(/ SC-\d+$/, ''));
    expect(subjects).toEqual([
      '[Sự cố mới] Sự cố',
      '[Thông báo sự cố] Sự cố',
      '[Báo cáo lãnh đạo] Sự cố',
      '[Báo cáo lãnh đạo] Sự cố',
      '[Đã khắc phục] Sự cố',
    ]);
    // The head of the unit that cannot work hears of it, the others do not.
    const told = mails[1]?.to.map(({ address }) => address) ?? [];
    expect(told.some((address) => address.includes('dongxoai'))).toBe(true);
    expect(told.some((address) => address.includes('budang'))).toBe(false);
    const { rows } = await lab.pool.query<{ action: string }>(
      `select action from audit_entry where subject_type = 'incident' and subject_id = $1 order by at, serial`,
      [id],
    );
    expect(rows.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['incident.reportIncident', 'incident.tellLeader', 'incident.closeIncident']),
    );
  });

  test('a leak of personal data: the notice to the authority with its paper', async () => {
    const id = await reported({ class: 'personalDataLeak', severity: 'critical' });
    const at = new Date().toISOString();
    const without = { at, document: { number: 'CV-9', date: '2026-11-20', fileIds: [] } };
    expect(await step(id, 'authority-notice', without)).toMatchObject({ body: { code: 'DOCUMENT_REQUIRED' } });
    const upload = async (as: string) => {
      const form = new FormData();
      form.set('file', new Blob([new Uint8Array(samplePdf())], { type: 'application/pdf' }), 'thong-bao.pdf');
      return lab.call('post', '/case-files', { as, form });
    };
    const file = await expectStatus(upload('admin'), 201);
    const body = { at, document: { number: 'CV-9', date: '2026-11-20', fileIds: [file.body.id] } };
    await expectStatus(step(id, 'authority-notice', body, 'admin'), 200);
    const shown = await page(id);
    expect(shown.authorityNotifiedAt).toBe(at);
    expect(shown.missing).not.toContain('authorityNotified');
  });

  test('If-Match: who has not seen the newest step is told so', async () => {
    const id = await reported();
    const seen = (await lab.get(`/incidents/${id}`, OPERATOR)).headers.get('etag') ?? '';
    await expectStatus(step(id, 'measures', { kind: 'fix', text: 'Một' }), 200);
    const late = await lab.call('post', `/incidents/${id}/dismiss`, {
      as: 'admin',
      body: { reason: 'Không phải' },
      headers: { 'if-match': seen },
    });
    expect(late).toMatchObject({ status: 412, body: { code: 'VERSION_CONFLICT' } });
  });

  test('leaders read and do not act; those who only work here do neither', async () => {
    const id = await reported();
    expect((await lab.get(`/incidents/${id}`, 'quanly')).body.allowed).toEqual([]);
    expect(await step(id, 'dismiss', { reason: 'x' }, 'quanly')).toMatchObject({ status: 403 });
    expect((await lab.get(`/incidents/${id}`, 'lanhdao.dongxoai')).status).toBe(404);
    const list = await expectStatus(lab.get('/incidents?open=true&limit=2', 'quanly'), 200);
    expect(list.body.items).toHaveLength(2);
    const next = await lab.get(`/incidents?open=true&limit=2&cursor=${list.body.nextCursor}`, 'quanly');
    expect(next.body.items[0].id).not.toBe(list.body.items[1].id);
    expect(
      (await lab.get('/incidents?open=false', 'quanly')).body.items.every(
        ({ closedAt }: { closedAt: string | null }) => closedAt,
      ),
    ).toBe(true);
  });
});

describe('what the installation finds of itself', () => {
  const foundAs = async (key: string) =>
    (await lab.pool.query('select id, class, source, reported_by from incident where source_key = $1', [key])).rows;

  test('a backup that cannot come about opens an incident, once (A18.1)', async () => {
    const id = randomUUID();
    await lab.pool.query(
      `insert into backup_set (id, kind, started_at, fault_code, fault)
       values ($1, 'daily', now(), 'BACKUP_PROGRAM_MISSING', 'pg_dump is not here')`,
      [id],
    );
    expect(await lab.openIncidents()).toBe(1);
    expect(await lab.openIncidents()).toBe(0);
    const [incident] = await foundAs(`backup:${id}`);
    expect(incident).toMatchObject({ class: 'backupFailure', source: 'backup', reported_by: 'system' });
    expect((await page(incident.id)).description).toContain('pg_dump is not here');
    await lab.pool.query('delete from backup_set where id = $1', [id]);
  });

  test('one that is still being tried again waits its quarter of an hour', async () => {
    const id = randomUUID();
    await lab.pool.query(
      `insert into backup_set (id, kind, started_at, fault_code, fault) values ($1, 'daily', now(), 'BACKUP_TARGET_AWAY', 'x')`,
      [id],
    );
    expect(await lab.openIncidents()).toBe(0);
    await lab.pool.query(`update backup_set set started_at = now() - interval '16 minutes' where id = $1`, [id]);
    expect(await lab.openIncidents()).toBe(1);
    await lab.pool.query('delete from backup_set where id = $1', [id]);
  });

  test('no backup for more than a day', async () => {
    const id = randomUUID();
    await lab.pool.query(
      `insert into backup_set (id, kind, started_at, finished_at, name) values ($1, 'daily', now() - interval '27 hours',
         now() - interval '27 hours', 'set-1')`,
      [id],
    );
    expect(await lab.openIncidents()).toBe(1);
    expect(await lab.openIncidents()).toBe(0);
    await lab.pool.query('delete from backup_set where id = $1', [id]);
  });

  test('A7.3b: an account that leaked', async () => {
    const leak = await expectStatus(lab.post('/leak-reports', 'motcua.budang', { username: 'canbo2.budang' }), 200);
    expect(await lab.openIncidents()).toBe(1);
    const [incident] = await foundAs(`leak:${leak.body.id}:${leak.body.seq}`);
    expect(incident).toMatchObject({ class: 'accountLeak', source: 'account' });
    expect(await lab.openIncidents()).toBe(0);
  });

  test('a link that has been silent for an hour, one incident while it lasts', async () => {
    const item = async (key: string) =>
      lab.pool.query(
        `insert into outbox (key, kind, ordering_key, payload, created_at, next_attempt_at, attempts, last_error)
         values ($1, 'oneStopProgress', $1, '{}', now() - interval '61 minutes', now() + interval '1 hour', 9, 'no answer')`,
        [key],
      );
    await item('silent-1');
    expect(await lab.openIncidents()).toBe(1);
    await lab.pool.query(`update outbox set delivered_at = now() where key = 'silent-1'`);
    await item('silent-2');
    // The first one is still open: it is the same trouble to whoever mends it.
    expect(await lab.openIncidents()).toBe(0);
    const { rows } = await lab.pool.query<{ id: string }>(`select id from incident where source = 'link'`);
    await expectStatus(step(rows[0]!.id, 'dismiss', { reason: 'Đã thông' }), 200);
    expect(await lab.openIncidents()).toBe(1);
    await lab.pool.query(`delete from outbox where key like 'silent-%'`);
  });
});
