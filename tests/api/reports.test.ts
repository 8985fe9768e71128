import { randomUUID } from 'node:crypto';
import { composeReportNews } from '../../activities/mail/report-mail-delivery';
import type { OutboxRow } from '../../db/projections/outbox-queue';
import { parseInstant } from '../../domain/clock/instant';
import { joinText, readPdf } from '../unit/templates/read-pdf';
import { AccountOffice, MANAGER } from './account-office';
import { ApiLab, expectStatus } from './api-lab';

jest.setTimeout(240_000);

const OFFICER = 'canbo1.vpdk';
const HEAD = 'lanhdao.vpdk';
const DIRECTOR = 'quanly.vpdk';
/** Long before anything was received here, and in it. */
const JANUARY = { from: '2026-01-01', to: '2026-01-31' };

let lab: ApiLab;
let office: AccountOffice;
let today: string;
beforeAll(async () => {
  lab = await ApiLab.open();
  office = await new AccountOffice(lab).open();
  today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
});
afterAll(() => lab.close());

interface UnitLine {
  readonly figures: { readonly received: { readonly total: number } };
}
interface Regular {
  readonly unit: { readonly id: string };
  readonly period: string;
  readonly from: string;
  readonly to: string;
  readonly named: { readonly number: number };
}

const ask = (body: Record<string, unknown> = {}, as = MANAGER, key?: string) =>
  lab.post('/reports', as, { unitId: 'vpdk', ...JANUARY, dueOn: '2099-12-31', ...body }, key);
const step = (id: string, path: string, body: unknown, as: string) => lab.post(`/reports/${id}/${path}`, as, body);
const done = async (id: string, path: string, body: unknown, as: string) => expectStatus(step(id, path, body, as), 200);
const page = async (id: string, as = MANAGER) => (await expectStatus(lab.get(`/reports/${id}`, as), 200)).body;

async function drafted(body: Record<string, unknown> = {}): Promise<string> {
  const id = (await expectStatus(ask(body), 201)).body.id as string;
  await lab.drawReports();
  return id;
}

async function signed(body: Record<string, unknown> = {}): Promise<string> {
  const id = await drafted(body);
  await done(id, 'submission', {}, HEAD);
  await done(id, 'signature', {}, DIRECTOR);
  return id;
}

const sent = async (id: string) => done(id, 'dispatch', { document: await office.letter(DIRECTOR) }, DIRECTOR);

describe('A15.5: the office reports to Sở', () => {
  test('asked for, drawn up, worded, signed, sent and taken; every step is in its history', async () => {
    const id = await drafted({ text: 'Phục vụ giao ban Sở' });
    await done(id, 'remarks', { assessment: 'Hoạt động ổn định.', proposals: 'Bổ sung ổ đĩa.' }, HEAD);
    await done(id, 'submission', {}, HEAD);
    await done(id, 'signature', {}, DIRECTOR);
    await sent(id);
    expect(await page(id)).toMatchObject({ status: 'sent', allowed: ['acceptReport', 'sendBackReport'] });
    expect((await page(id, DIRECTOR)).allowed).toEqual([]);
    await done(id, 'acceptance', {}, MANAGER);
    const report = await page(id);
    expect(report).toMatchObject({
      code: expect.stringMatching(/^BC-\d{4}$/),
      status: 'accepted',
      period: 'onDemand',
      named: null,
      unit: { id: 'vpdk' },
      receiver: { id: 'so' },
      late: false,
      figures: { intact: true, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      remarks: { assessment: 'Hoạt động ổn định.', difficulties: null, proposals: 'Bổ sung ổ đĩa.' },
      letter: { number: expect.any(String), date: expect.any(String) },
      allowed: [],
    });
    expect(report.history.map(({ command }: { command: string }) => command)).toEqual([
      ...['openReport', 'recordFigures', 'writeRemarks', 'submitReport', 'signReport', 'sendReport', 'acceptReport'],
    ]);
  });

  test('tells of what there was: dossiers of the office and below, sign-ins, accounts', async () => {
    await lab.submitted();
    const id = await drafted({ from: today, to: today });
    const { told } = (await page(id)).figures;
    const { total, units } = told.dossiers;
    expect(total.received.total).toBeGreaterThanOrEqual(1);
    expect(units.map(({ unitId }: { unitId: string }) => unitId)).toContain('cn.dongxoai');
    expect(units.reduce((sum: number, unit: UnitLine) => sum + unit.figures.received.total, 0)).toBe(
      total.received.total,
    );
    const { rows } = await lab.pool.query(`select count(*)::int as count from dossier where handling_unit_id <> 'so'`);
    expect(total.received.total).toBe(rows[0].count);
    const kinds = Object.fromEntries(
      told.exploitation.acts.map((one: { kind: string; count: number }) => [one.kind, one.count]),
    );
    expect(kinds.signIns).toBeGreaterThanOrEqual(1);
    expect(told.exploitation.people).toBeGreaterThanOrEqual(1);
    expect(told.links.map(({ link }: { link: string }) => link)).toEqual(['tax', 'oneStop', 'mail']);
  });

  test('the figures stay those it was signed with, whatever becomes of the data', async () => {
    const id = await signed({ from: today, to: today });
    const before = await page(id);
    await lab.submitted();
    expect((await page(id)).figures).toEqual(before.figures);
    expect((await step(id, 'figures', { reason: 'x' }, HEAD)).body.code).toBe('ACTION_NOT_ALLOWED');
  });

  test('drawn up again before the signature, they tell of what has come since', async () => {
    const id = await drafted({ from: today, to: today });
    const { received } = (await page(id)).figures.told.dossiers.total;
    await lab.submitted();
    await done(id, 'figures', { reason: 'Vừa nhập bổ sung hồ sơ' }, HEAD);
    expect((await page(id)).status).toBe('collecting');
    await lab.drawReports();
    const after = await page(id);
    expect(after.figures.told.dossiers.total.received.total).toBe(received.total + 1);
  });

  test('who handed it in does not sign it', async () => {
    const id = await drafted();
    await done(id, 'submission', {}, DIRECTOR);
    expect((await page(id, DIRECTOR)).allowed).not.toContain('signReport');
    expect((await step(id, 'signature', {}, DIRECTOR)).body.code).toBe('FOUR_EYES');
    await done(id, 'signature', {}, HEAD);
  });

  test('sent back it is made anew until the day that was given', async () => {
    const id = await signed();
    await sent(id);
    expect(
      (await step(id, 'send-back', { reason: 'Thiếu phần kiến nghị', dueOn: '2020-01-01' }, MANAGER)).body.code,
    ).toBe('REPORT_DUE_INVALID');
    await done(id, 'send-back', { reason: 'Thiếu phần kiến nghị', dueOn: '2099-06-30' }, MANAGER);
    expect(await page(id)).toMatchObject({ status: 'drafted', sentBack: 1, signed: null, letter: null });
    await done(id, 'submission', {}, HEAD);
    await done(id, 'signature', {}, DIRECTOR);
    await sent(id);
    await done(id, 'acceptance', {}, MANAGER);
  });

  test('a letter without its scan sends nothing', async () => {
    const id = await signed();
    const document = { number: '12/BC-VPĐK', date: today, fileIds: [] };
    expect((await step(id, 'dispatch', { document }, DIRECTOR)).body.code).toBe('DOCUMENT_REQUIRED');
    expect((await page(id)).status).toBe('signed');
  });

  test('as a paper it is a draft until it is signed; as a workbook every table is a sheet', async () => {
    const id = await drafted({ from: today, to: today });
    await done(id, 'remarks', { assessment: '=HYPERLINK("http://x")' }, HEAD);
    const paper = async () => {
      const { bytes } = await expectStatus(lab.get(`/reports/${id}/report.pdf`, MANAGER), 200);
      return joinText(readPdf(bytes)).replace(/\s+/g, ' ');
    };
    const draft = await paper();
    for (const part of ['BẢN DỰ THẢO', 'Tiếp nhận và giải quyết hồ sơ', 'Kết nối với các hệ thống khác', 'Sở'])
      expect(draft).toContain(part);
    expect(draft.replace(/\s/g, '')).toContain((await page(id)).figures.sha256);
    await done(id, 'submission', {}, HEAD);
    await done(id, 'signature', {}, DIRECTOR);
    expect(await paper()).not.toContain('BẢN DỰ THẢO');
    const { bytes } = await expectStatus(lab.get(`/reports/${id}/report.xlsx`, MANAGER), 200);
    const { Workbook } = (await import('exceljs')).default;
    const workbook = new Workbook();
    await workbook.xlsx.load(bytes as never);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual([
      ...['Hồ sơ theo đơn vị', 'Hồ sơ theo lĩnh vực', 'Cập nhật dữ liệu', 'Khai thác dữ liệu', 'Tài khoản'],
      ...['Thay đổi tài khoản', 'Sự cố', 'Sao lưu', 'Kết nối'],
    ]);
    const { rows } = await lab.pool.query(
      `select detail ->> 'format' as format from audit_entry where action = 'periodicReport.export' and subject_id = $1`,
      [id],
    );
    expect(rows.map(({ format }) => format).sort()).toEqual(['pdf', 'pdf', 'xlsx']);
  });

  test('figures that were changed in the database are shown as changed, and printed by nobody', async () => {
    const id = await signed();
    await lab.pool.query(
      `update case_submission set payload = jsonb_set(payload, '{figures,exploitation,people}', '999')
       where case_id = $1 and command = 'recordFigures'`,
      [id],
    );
    expect((await page(id)).figures.intact).toBe(false);
    expect((await lab.get(`/reports/${id}/report.pdf`, MANAGER)).status).toBe(500);
    expect((await lab.get(`/reports/${id}/report.xlsx`, MANAGER)).status).toBe(500);
  });

  test('nothing can be printed before there are figures', async () => {
    const id = (await expectStatus(ask(), 201)).body.id as string;
    expect((await lab.get(`/reports/${id}/report.pdf`, MANAGER)).body.code).toBe('REPORT_NOT_DRAWN');
    await lab.drawReports();
  });

  test('asked for twice under one key it is one report', async () => {
    const key = randomUUID();
    const first = await expectStatus(ask({}, MANAGER, key), 201);
    const again = await expectStatus(ask({}, MANAGER, key), 201);
    expect(again.body).toEqual(first.body);
    await done(first.body.id as string, 'cancel', { reason: 'Không cần nữa' }, MANAGER);
  });

  test('is asked for by whom it is owed to, or its own head, of days that have begun, of units that report', async () => {
    expect((await ask({}, OFFICER)).status).toBe(403);
    expect((await ask({}, 'lanhdao.budang')).body.code).toBe('FORBIDDEN');
    expect((await ask({ unitId: 'so' }, HEAD)).body.code).toBe('FORBIDDEN');
    expect((await ask({ unitId: 'cn.dongxoai' })).body.code).toBe('REPORT_NOT_DUE_FROM');
    expect((await ask({ unitId: 'nowhere' })).body.code).toBe('UNIT_NOT_FOUND');
    expect((await ask({ to: '2098-01-01' })).body.code).toBe('REPORT_PERIOD_INVALID');
    expect((await ask({ from: '2026-02-01' })).status).toBe(422);
    expect((await ask({ dueOn: '2020-01-01' })).body.code).toBe('REPORT_DUE_INVALID');
  });

  test('its people read it, those of a branch do not', async () => {
    const id = await drafted();
    for (const as of [OFFICER, HEAD, DIRECTOR, MANAGER]) expect((await page(id, as)).id).toBe(id);
    expect((await lab.get(`/reports/${id}`, 'lanhdao.dongxoai')).body.code).toBe('CASE_NOT_FOUND');
    expect((await step(id, 'signature', {}, OFFICER)).body.code).toBe('FORBIDDEN');
    const { items } = (await expectStatus(lab.get('/reports?open=true', OFFICER), 200)).body;
    expect(items.every(({ unit }: { unit: { id: string } }) => unit.id === 'vpdk')).toBe(true);
  });
});

describe('A11.8: Sở reports to those above it', () => {
  test('what goes outside is followed up by its author', async () => {
    const id = await drafted({ unitId: 'so' });
    expect(await page(id)).toMatchObject({ receiver: null, unit: { id: 'so' } });
    expect((await lab.get(`/reports/${id}`, DIRECTOR)).body.code).toBe('CASE_NOT_FOUND');
    await done(id, 'submission', {}, MANAGER);
    expect((await step(id, 'signature', {}, MANAGER)).body.code).toBe('FOUR_EYES');
  });

  test('regular ones open by themselves when their period is over, once, and are late when nobody sends them', async () => {
    await lab.pool.query(`update installation set created_at = '2025-09-01T00:00:00+07:00'`);
    expect(await lab.openReports(parseInstant('2025-09-14T12:00:00+07:00'))).toBe(0);
    const moment = parseInstant('2025-09-15T00:01:00+07:00');
    // A month and a quarter, of the office and of Sở.
    expect(await lab.openReports(moment)).toBe(4);
    expect(await lab.openReports(moment)).toBe(0);
    await lab.drawReports();
    const { items } = (await expectStatus(lab.get('/reports?limit=100', MANAGER), 200)).body;
    const regular = items.filter(({ named }: { named: unknown }) => named !== null);
    expect(
      regular.map((one: Regular) => `${one.unit.id} ${one.period} ${one.from} ${one.to} ${one.named.number}`).sort(),
    ).toEqual([
      ...['so month 2025-08-15 2025-09-14 9', 'so quarter 2025-06-15 2025-09-14 3'],
      ...['vpdk month 2025-08-15 2025-09-14 9', 'vpdk quarter 2025-06-15 2025-09-14 3'],
    ]);
    expect(regular.every(({ late }: { late: boolean }) => late)).toBe(true);
    const [one] = regular;
    expect((await step(one.id, 'cancel', { reason: 'x' }, MANAGER)).body.code).toBe('REPORT_REQUIRED');
    const book = (await expectStatus(lab.get('/compliance', MANAGER), 200)).body;
    const rules = book.rules.filter(({ id }: { id: string }) => id === 'A11.8' || id === 'A15.5');
    expect(rules.map(({ state }: { state: string }) => state)).toEqual(['late', 'late']);
  });

  test('its people are told by mail what is to be done, and from the due hour on those it is owed to as well', async () => {
    const id = await drafted();
    await done(id, 'submission', {}, HEAD);
    const items = await lab.pool.query<{ payload: Record<string, unknown> }>(
      `select payload from outbox where ordering_key = $1 order by id`,
      [`report/${id}`],
    );
    const compose = async (payload: Record<string, unknown>) => {
      const mail = await composeReportNews(lab.pool, { payload } as unknown as OutboxRow, 'https://sodo.example');
      return mail && { to: mail.to.map(({ name }) => name), cc: mail.cc?.map(({ name }) => name), ...mail.message };
    };
    const [drawn, handedIn] = await Promise.all(items.rows.map(({ payload }) => compose(payload)));
    expect(drawn).toMatchObject({ subject: expect.stringMatching(/^\[Cần lập báo cáo\] Báo cáo BC-\d{4} đột xuất/) });
    expect(handedIn).toMatchObject({
      subject: expect.stringContaining('[Trình ký]'),
      to: ['Trần Đình Phong', 'Vũ Thị Minh Nguyệt'],
    });
    expect(handedIn?.text).toContain(`https://sodo.example/reports/${id}`);
    const fell = (workingDays: number) =>
      compose({ mail: 'report', reportId: id, at: 0, event: { type: 'NoticeFell', workingDays } });
    const { rows } = await lab.pool.query<{ name: string }>(
      `select a.display_name as name from account a join account_role r on r.account_id = a.id
       where r.unit_id = 'so' and r.role = 'manager'`,
    );
    const department = rows.map(({ name }) => name);
    expect((await fell(-3))?.cc).toEqual([]);
    expect(await fell(0)).toMatchObject({ subject: expect.stringContaining('[Đến hạn]'), cc: department });
    expect((await fell(5))?.text).toContain('QUÁ HẠN 5 ngày làm việc');
  });
});
