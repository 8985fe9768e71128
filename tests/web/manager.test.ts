import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { Workbook } from 'exceljs';
import { DEMO_PASSWORD, demoAccountId } from '../../db/seed/demo-accounts';
import { SEED_CALENDAR } from '../../domain/clock/calendar-data';
import { localDateOf } from '../../domain/clock/instant';
import { addWorkingDays } from '../../domain/clock/working-calendar';
import { flattenText, readPdf } from '../unit/templates/read-pdf';
import { sampleApplication } from '../unit/procedures/sample-application';
import { WebLab, type Seat } from './web-lab';

jest.setTimeout(180_000);

const clerk = 'motcua.dongxoai';
const officer = 'canbo1.dongxoai';
const checker = 'canbo2.dongxoai';
const head = 'lanhdao.dongxoai';

interface Received {
  readonly dossierId: string;
  readonly code: string;
  readonly secret: string;
}

let lab: WebLab;
let manager: Seat;
let late: Received;
let near: Received;
let waiting: Received;
let ready: Received;

const tokens = new Map<string, Promise<string>>();

/** What others do meanwhile at their own screens. */
async function act<T = unknown>(as: string, path: string, body: object): Promise<T> {
  const token = tokens.get(as) ?? signIn(as);
  tokens.set(as, token);
  const response = await fetch(`${lab.stack.apiUrl}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await token}`,
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${as} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

async function signIn(username: string): Promise<string> {
  const response = await fetch(`${lab.stack.apiUrl}/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: DEMO_PASSWORD }),
  });
  return ((await response.json()) as { token: string }).token;
}

async function receive(): Promise<Received> {
  const components = Object.fromEntries(
    ['application', 'certificate', 'transfer-contract', 'registration-fee-return', 'income-tax-return'].map((id) => [
      id,
      { copies: 2 },
    ]),
  );
  const draft = await act<{ id: string }>(clerk, '/drafts', {
    procedureKey: 'P2.TRANSFER',
    form: sampleApplication(),
    components,
  });
  return act<Received>(clerk, `/drafts/${draft.id}/submit`, {});
}

async function openTask(dossierId: string, element: string): Promise<number> {
  const { rows } = await lab.stack.pool.query<{ instance: number }>(
    `select instance from task where dossier_id = $1 and element = $2 and state = 'open'`,
    [dossierId, element],
  );
  if (!rows[0]) throw new Error(`${element} is not open`);
  return rows[0].instance;
}

async function complete({ dossierId }: Received, element: string, as: string, data: object): Promise<void> {
  await act(as, `/dossiers/${dossierId}/tasks/${await openTask(dossierId, element)}/complete`, { data });
}

/** As if days had passed over it: the board reads rows. */
const setDue = ({ dossierId }: Received, dueAt: Date, nearDueAt: Date) =>
  lab.stack.pool.query('update dossier set due_at = $2, near_due_at = $3 where id = $1', [dossierId, dueAt, nearDueAt]);
const hours = (count: number) => new Date(Date.now() + count * 3_600_000);

beforeAll(async () => {
  lab = await WebLab.open();
  [late, near, waiting, ready] = [await receive(), await receive(), await receive(), await receive()];
  await setDue(late, hours(-30), hours(-60));
  await setDue(near, hours(3), hours(-1));
  await act(officer, `/dossiers/${waiting.dossierId}/supplement-requests`, {
    task: await openTask(waiting.dossierId, 'appraise'),
    reason: 'Thiếu văn bản ủy quyền.',
    items: [{ componentId: 'authorisation', name: 'Giấy ủy quyền', originals: 1 }],
  });
  await complete(ready, 'appraise', officer, { eligible: true, taxExempt: true, taxExemptGround: 'Được miễn' });
  await complete(ready, 'printCertificate', officer, { result: 'NEW_CERTIFICATE', serial: 'AA 12345678' });
  await complete(ready, 'checkCertificate', checker, { checkPassed: true });
  await complete(ready, 'signCertificate', head, { signed: true, signedOn: localDateOf(Date.now()) });
  await complete(ready, 'registerResult', officer, {
    registerNumber: 'CS 00001',
    registeredOn: localDateOf(Date.now()),
    databaseUpdated: true,
  });
  manager = await lab.sit({ as: head });
});
afterAll(() => lab.close());

describe('the manager’s morning', () => {
  it('sees how everything stands, and what changes meanwhile by itself', async () => {
    const { page } = manager;
    await page.goto('/sla');
    await page.getByRole('heading', { name: 'Theo dõi thời hạn' }).waitFor();
    await page.getByRole('button', { name: /^1\s*Quá hạn$/ }).waitFor();
    await page.getByRole('button', { name: /^1\s*Sắp hết hạn$/ }).waitFor();
    await page.getByRole('button', { name: /^1\s*Tạm dừng: Chờ người dân bổ sung$/ }).waitFor();
    await page.getByRole('button', { name: /^1\s*Đã có kết quả$/ }).waitFor();
    await page.getByRole('button', { name: /^4\s*Đang mở$/ }).waitFor();
    await lab.judge(page, 'manager-sla');
    await receive();
    await page.getByRole('button', { name: /^5\s*Đang mở$/ }).waitFor();
    await page.getByRole('radiogroup', { name: 'Xem theo' }).getByText('Thủ tục').click();
    await page.getByRole('button', { name: /Chuyển nhượng, thừa kế.*: Quá hạn 1/ }).waitFor();
  });

  it('drills down to what is late and gives it to somebody', async () => {
    const { page } = manager;
    await page.getByRole('radiogroup', { name: 'Xem theo' }).getByText('Người giữ việc').click();
    await page.getByRole('button', { name: /Chưa ai nhận .*: Quá hạn 1/ }).click();
    const list = page.getByRole('dialog');
    await list.getByRole('link', { name: late.code }).waitFor();
    await list.getByLabel(`Chọn hồ sơ ${late.code}`).check();
    await lab.judge(page, 'manager-sla-list');
    await list.getByRole('button', { name: 'Giao việc (1)' }).click();
    const dialog = page.getByRole('dialog', { name: 'Giao việc (1)' });
    await dialog.getByRole('radio', { name: /Trần Thị Mỹ Duyên/ }).check();
    await lab.judge(page, 'manager-move-work');
    await dialog.getByRole('button', { name: 'Giao', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    // It is held by nobody no longer: the list behind "nobody" does not show it any more.
    await list.getByText('Không có hồ sơ').waitFor();
    await list.getByRole('button', { name: 'Đóng danh sách' }).click();
    // The step has written the true due date again: it is late no longer, but it is hers.
    await page.getByRole('button', { name: /Trần Thị Mỹ Duyên .*: Đang mở 1/ }).waitFor();
    const { rows } = await lab.stack.pool.query<{ assignee: string }>(
      `select assignee from task where dossier_id = $1 and state = 'open'`,
      [late.dossierId],
    );
    expect(rows[0]?.assignee).toBe(demoAccountId(checker));
  });

  it('moves a deadline with its reason; a day off is refused before it is sent', async () => {
    const { page } = manager;
    await page.getByRole('radiogroup', { name: 'Xem theo' }).getByText('Đơn vị').click();
    await page.getByRole('button', { name: /Đồng Xoài.*: Sắp hết hạn 1/ }).click();
    const list = page.getByRole('dialog');
    await list.getByRole('button', { name: `Đổi hạn hồ sơ ${near.code}` }).click();
    const dialog = page.getByRole('dialog', { name: `Đổi hạn hồ sơ ${near.code}` });
    await dialog.getByLabel('Ngày hạn mới').fill('02/01/2027'); // a Saturday
    await dialog.getByLabel('Lý do').fill('Phải đo lại ranh giới thửa đất.');
    await dialog.getByRole('button', { name: 'Đổi hạn' }).click();
    await dialog.getByText('Ngày này là ngày nghỉ').waitFor();
    await lab.judge(page, 'manager-move-deadline');
    const day = addWorkingDays(SEED_CALENDAR, localDateOf(Date.now()), 15);
    await dialog.getByLabel('Ngày hạn mới').fill(day.split('-').reverse().join('/'));
    await dialog.getByRole('button', { name: 'Đổi hạn' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await list.getByText('Không có hồ sơ').waitFor();
    await page.goBack();
    await page.getByRole('button', { name: /^0\s*Sắp hết hạn$/ }).waitFor();
    const { rows } = await lab.stack.pool.query<{ due_at: Date }>('select due_at from dossier where id = $1', [
      near.dossierId,
    ]);
    expect(localDateOf(rows[0]?.due_at.getTime() ?? 0)).toBe(day);
  });

  it('sees the coming ten working days, and where the time goes', async () => {
    const { page } = manager;
    await page.goto('/workload');
    await page.getByRole('heading', { name: 'Hạn trong mười ngày làm việc tới' }).waitFor();
    await page.getByRole('cell', { name: /Trần Thị Mỹ Duyên/ }).waitFor();
    await page
      .getByRole('img', { name: /Biểu đồ số hồ sơ đến hạn/ })
      .locator('svg')
      .waitFor();
    await page.getByRole('cell', { name: 'Vào sổ, cập nhật cơ sở dữ liệu' }).waitFor();
    await page.locator('.sodo-diagram .djs-element').first().waitFor();
    await lab.judge(page, 'manager-workload');
  });

  it('reads the statistics, and takes them away as a sheet and a paper that say the same', async () => {
    const { page } = manager;
    await page.goto('/statistics');
    const total = page.getByRole('row', { name: /^Tổng cộng/ }).first();
    await total.waitFor();
    const figures = (await total.getByRole('cell').allInnerTexts()).slice(1).map(Number);
    expect(figures).toEqual([5, 0, 5, 0, 1, 1, 0, 0, 3, 3, 0, 1, 1, 0, 0]);
    await page
      .getByRole('img', { name: /Biểu đồ hồ sơ/ })
      .locator('svg')
      .waitFor();
    await lab.judge(page, 'manager-statistics');

    const save = async (button: string) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: button }).click(),
      ]);
      return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
    };
    const sheet = await save('Xuất Excel');
    expect(sheet.name).toMatch(/^thong-ke-\d{4}-\d\d-01-.*\.xlsx$/);
    const workbook = new Workbook();
    await workbook.xlsx.load(sheet.bytes as never);
    const rows: unknown[][] = [];
    workbook.worksheets[0]?.eachRow((row) => rows.push((row.values as unknown[]).slice(1)));
    expect(rows.filter(([name]) => name === 'Tổng cộng')).toEqual([
      ['Tổng cộng', ...figures],
      ['Tổng cộng', ...figures],
    ]);
    const paper = await save('Xuất PDF');
    expect(paper.name).toMatch(/\.pdf$/);
    expect(flattenText(readPdf(paper.bytes))).toContain(`Tổng cộng${figures.join('')}`);

    await page.getByLabel('Kỳ thống kê').click();
    await page.getByTitle('Năm', { exact: true }).click();
    await page.getByRole('heading', { name: /^Từ ngày 01\/01\/\d{4} đến ngày 31\/12\/\d{4}$/ }).waitFor();
  });
});

describe('a citizen with a phone', () => {
  let citizen: Seat;
  beforeAll(async () => {
    citizen = await lab.sit({ size: 'phone' });
  });

  it('types what stands on the receipt; a wrong secret and an unknown code look alike', async () => {
    const { page } = citizen;
    await page.goto('/tra-cuu');
    await page.getByRole('button', { name: 'Tra cứu', exact: true }).click();
    await page.getByText('Nhập mã hồ sơ').waitFor();
    await lab.judge(page, 'citizen-form');
    const words: string[] = [];
    for (const [code, secret] of [
      [late.code, 'SAI'],
      ['000.00.00.H10-000000-0000', late.secret],
    ] as const) {
      await page.getByLabel('Mã hồ sơ').fill(code);
      await page.getByLabel('Mã tra cứu').fill(secret);
      await page.getByRole('button', { name: 'Tra cứu', exact: true }).click();
      await page.waitForURL((url) => url.searchParams.get('code') === code);
      const refusal = page.getByRole('alert').filter({ hasText: 'Không tìm thấy' });
      await refusal.waitFor();
      words.push(await refusal.innerText());
    }
    expect(words[0]).toBe(words[1]);
    await lab.judge(page, 'citizen-not-found');
    await page.getByLabel('Mã hồ sơ').fill(` ${late.code} `);
    await page.getByLabel('Mã tra cứu').fill(late.secret.toLowerCase());
    await page.getByRole('button', { name: 'Tra cứu', exact: true }).click();
    await page.getByRole('heading', { name: 'Đang xử lý' }).waitFor();
    await page.getByText('Hiện không phải làm gì').waitFor();
    await lab.judge(page, 'citizen-status');
  });

  it('opens the QR code: what is missing, until when, and why the clock stands', async () => {
    const { page } = citizen;
    await page.goto(`/tra-cuu?code=${waiting.code}#secret=${waiting.secret}`);
    await page.getByRole('heading', { name: 'Yêu cầu bổ sung giấy tờ' }).waitFor();
    await page.getByRole('heading', { name: /^Nộp bổ sung giấy tờ, chậm nhất \d\d\/\d\d\/\d{4}/ }).waitFor();
    await page.getByText('Văn bản ủy quyền (1 bản chính)').waitFor();
    await page.getByText(/Thời hạn tạm dừng từ .*: Chờ người dân bổ sung/).waitFor();
    await lab.judge(page, 'citizen-supplement');
    // An address with the secret in its question is taken, and put where no server sees it again.
    await page.goto(`/tra-cuu?code=${ready.code}&secret=${ready.secret}`);
    await page.getByRole('heading', { name: /Đến nhận kết quả tại .*Đồng Xoài/ }).waitFor();
    expect(new URL(page.url()).search).not.toContain(ready.secret);
    await page.getByText('Bản gốc Giấy chứng nhận đã cấp').waitFor();
    await page.getByText('N*** T*** H*** N***').waitFor();
    expect(await page.locator('main').innerText()).not.toMatch(/Nhung|070188001234/);
    await lab.judge(page, 'citizen-ready');
    await page.reload();
    await page.getByRole('heading', { name: 'Đã xử lý xong' }).waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Where your dossier stands' }).waitFor();
    await page.getByRole('button', { name: 'Tiếng Việt' }).click();
  });
});

describe('the administrator', () => {
  let admin: Seat;
  beforeAll(async () => {
    admin = await lab.sit({ as: 'admin' });
  });

  it('looks at procedures: regimes, diagram, limits, papers, fees and forms', async () => {
    const { page } = admin;
    await page.goto('/admin/procedures');
    await page
      .getByRole('link', { name: /P2\.TRANSFER/ })
      .first()
      .waitFor();
    await lab.judge(page, 'admin-procedures');
    await page
      .getByRole('link', { name: /P2\.TRANSFER/ })
      .first()
      .click();
    await page.locator('.sodo-diagram .djs-element').first().waitFor();
    await page.getByRole('cell', { name: 'Trình kiểm tra' }).waitFor();
    await lab.judge(page, 'admin-procedure');
    for (const [tab, words] of [
      ['Thời hạn, căn cứ', '8 ngày làm việc'],
      ['Thành phần hồ sơ', 'Bản gốc Giấy chứng nhận đã cấp'],
      ['Phí, lệ phí', '100.000 đ'],
      ['Biểu mẫu', 'Đủ điều kiện giải quyết'],
    ] as const) {
      await page.getByRole('tab', { name: tab }).click();
      await page.getByText(words, { exact: true }).first().waitFor();
      await lab.judge(
        page,
        `admin-procedure-${tab === 'Biểu mẫu' ? 'forms' : tab === 'Phí, lệ phí' ? 'fees' : tab === 'Thành phần hồ sơ' ? 'papers' : 'limits'}`,
      );
    }
  });

  it('looks at the calendar: words beside the colours', async () => {
    const { page } = admin;
    await page.goto('/admin/calendar?year=2026');
    await page.getByRole('table', { name: /Tháng 11\/2026 · 20 ngày làm việc/ }).waitFor();
    await page.getByRole('cell', { name: /24\/11\/2026, nghỉ lễ, nghỉ bù, .*Văn hóa/ }).waitFor();
    await lab.judge(page, 'admin-calendar');
    await page.getByRole('button', { name: 'Năm sau' }).click();
    await page.getByRole('heading', { name: 'Lịch làm việc năm 2027' }).waitFor();
  });

  it('has what failed delivered again, several at once', async () => {
    const { page } = admin;
    await lab.stack.pool.query(
      `insert into outbox (key, kind, dossier_id, ordering_key, payload, failed_at, last_error, attempts)
       select $1 || '/x' || n || '/mail/refusal', 'mail', $1::uuid, 'test' || n, '{"mail":"unknown"}', now(),
         '550 <hong.nhung@example.vn>: user unknown', 7 from generate_series(1, 3) as n`,
      [late.dossierId],
    );
    await page.goto('/admin/outbox');
    await page
      .getByRole('cell', { name: /Thư điện tử/ })
      .first()
      .waitFor();
    expect(await page.locator('main, #content').first().innerText()).not.toContain('hong.nhung');
    await lab.judge(page, 'admin-outbox');
    await page.getByRole('checkbox', { name: 'Chọn mục' }).first().check();
    await page.getByRole('checkbox', { name: 'Chọn mục' }).nth(1).check();
    await page.getByRole('button', { name: 'Gửi lại mục đã chọn (2)' }).click();
    await page.getByText('Đã cho gửi lại 2 mục').waitFor();
    await page.getByText('Đang chờ gửi').click();
    await page.getByRole('columnheader', { name: 'Gửi lại lúc' }).waitFor();
  });
});
