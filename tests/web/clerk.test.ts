import { randomUUID } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../db/seed/demo-accounts';
import { createSamplePdf } from '../../simulators/sample-dossier';
import { sampleApplication } from '../unit/procedures/sample-application';
import { WebLab, type Seat } from './web-lab';

jest.setTimeout(180_000);

let lab: WebLab;
let seat: Seat;
let page: Page;
beforeAll(async () => {
  lab = await WebLab.open();
  await receive();
  seat = await lab.sit({ as: 'motcua.dongxoai' });
  page = seat.page;
});
afterAll(() => lab.close());

const components = Object.fromEntries(
  ['application', 'certificate', 'transfer-contract', 'registration-fee-return', 'income-tax-return'].map((id) => [
    id,
    { copies: 2 },
  ]),
);

/** What people elsewhere do, straight through the api. */
async function call(as: string, method: string, at: string, body?: unknown): Promise<Record<string, unknown>> {
  const url = lab.stack.apiUrl;
  const signedIn = await fetch(`${url}/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: as, password: DEMO_PASSWORD }),
  });
  const { token } = (await signedIn.json()) as { token: string };
  const reply = await fetch(url + at, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const answer = (await reply.json()) as Record<string, unknown>;
  if (!reply.ok) throw new Error(`${method} ${at}: ${JSON.stringify(answer)}`);
  return answer;
}

/** A dossier received at another desk of the same counter. */
async function receive(): Promise<{ dossierId: string; code: string }> {
  const as = 'motcua2.dongxoai';
  const form = sampleApplication();
  const draft = await call(as, 'POST', '/drafts', { procedureKey: 'P2.TRANSFER', form, components });
  return (await call(as, 'POST', `/drafts/${String(draft.id)}/submit`, {})) as { dossierId: string; code: string };
}

async function complete(as: string, dossierId: string, element: string, data: unknown): Promise<void> {
  const { rows } = await lab.stack.pool.query<{ instance: number }>(
    `select instance from task where dossier_id = $1 and element = $2 and state = 'open'`,
    [dossierId, element],
  );
  const at = `/dossiers/${dossierId}/tasks/${rows[0]?.instance}`;
  await call(as, 'POST', `${at}/complete`, { data });
}

/** Everything between the two visits of the citizen. */
async function handle(dossierId: string): Promise<void> {
  const [officer, checker, head] = ['canbo1.dongxoai', 'canbo2.dongxoai', 'lanhdao.dongxoai'];
  const taxExemptGround = 'Thẩm định lại, đã hoàn thành nghĩa vụ';
  await complete(officer, dossierId, 'appraise', { eligible: true, taxExempt: true, taxExemptGround });
  await complete(officer, dossierId, 'printCertificate', { result: 'CHANGE_NOTED' });
  await complete(checker, dossierId, 'checkCertificate', { checkPassed: true });
  await complete(head, dossierId, 'signCertificate', { signed: true, signedOn: '2026-11-23' });
  await complete(officer, dossierId, 'registerResult', {
    registerNumber: 'CS 00001',
    registeredOn: '2026-11-23',
    databaseUpdated: true,
  });
}

const field = (name: string) => page.locator(`#intake_${name}`);

/** Waits until a field holds a value: what fills it may still be on its way. */
async function holds(input: Locator, value: string): Promise<void> {
  const end = Date.now() + 20_000;
  while ((await input.inputValue()) !== value && Date.now() < end) await page.waitForTimeout(50);
  expect(await input.inputValue()).toBe(value);
}

const saved = () => page.getByText(/^Đã lưu \d\d:\d\d:\d\d$/).waitFor();
const part = (name: RegExp) => page.getByRole('tab', { name }).click();

/** Chooses from what a search field finds. */
async function pick(label: string, typed: string, option: RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(typed);
  await page.locator('.ant-select-item-option').filter({ hasText: option }).first().click();
}

describe('a new dossier', () => {
  it('begins with a few letters and Enter', async () => {
    await page.goto('/intake');
    await page.getByText('Không có hồ sơ đang nhập').waitFor();
    await lab.judge(page, 'clerk-drafts');
    await page.keyboard.type('chuyen nhuong');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/intake\/[0-9a-f-]{36}$/);
    await field('applicant_fullName').waitFor();
    await lab.judge(page, 'clerk-intake-empty');
  });

  it('is filled with somebody who was here before, and saves itself', async () => {
    await pick('Tìm người đã nộp hồ sơ trước đây', 'hong nhung', /Nguyễn Thị Hồng Nhung.*070\*{5}1234/);
    await holds(field('applicant_idNumber'), '070188001234');
    await field('applicant_phone').fill('0987');
    await page.keyboard.press('Tab');
    await page.getByText('Số điện thoại có 10 hoặc 11 chữ số').waitFor();
    await lab.judge(page, 'clerk-intake-applicant');
    await field('applicant_phone').fill('0987654321');
    await saved();
  });

  it('loses nothing when the browser dies before it was saved', async () => {
    const draft = page.url();
    await page.goto('/intake');
    const dying = await seat.context.newPage();
    await dying.route('**/api/v1/drafts/*', (route) =>
      route.request().method() === 'PUT' ? route.abort() : route.continue(),
    );
    await dying.goto(draft);
    await dying.locator('#intake_applicant_spouseName').fill('Lê Văn Tám');
    await dying.getByText('Chưa lưu được, sẽ thử lại').waitFor();
    await Promise.all([dying.waitForEvent('crash'), dying.goto('chrome://crash').catch(() => undefined)]);
    await page.goto(draft);
    await page.getByText('Đã khôi phục nội dung chưa kịp lưu').waitFor();
    await holds(field('applicant_spouseName'), 'Lê Văn Tám');
    await saved();
    await page.reload();
    await holds(field('applicant_spouseName'), 'Lê Văn Tám');
    await dying.close();
  });

  it('goes on when the session ends in the middle of the form', async () => {
    await lab.stack.pool.query('delete from session');
    await field('applicant_email').fill('nhung@example.vn');
    const dialog = page.getByRole('dialog', { name: 'Phiên làm việc đã hết hạn' });
    await dialog.waitFor();
    await dialog.getByLabel('Mật khẩu').fill(DEMO_PASSWORD);
    await dialog.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    await saved();
    await holds(field('applicant_email'), 'nhung@example.vn');
  });

  it('goes on when the server is restarted in the middle of the form', async () => {
    await part(/Bên chuyển/);
    const restarted = lab.stack.kill('api');
    await field('transferor_fullName').fill('Trần Văn Lợi');
    await restarted;
    await field('transferor_idNumber').fill('070075004321');
    await field('transferor_address').fill('Ấp 2, xã Đồng Tâm');
    await saved();
    const { rows } = await lab.stack.pool.query<{ form: { transferor: object } }>(
      'select form from draft where dossier_id is null',
    );
    expect(rows[0]?.form.transferor).toMatchObject({ fullName: 'Trần Văn Lợi', address: 'Ấp 2, xã Đồng Tâm' });
  });

  it('takes the parcel from the land data, and warns of what stands on it', async () => {
    await part(/Thửa đất/);
    await pick('Tìm thửa đất trong cơ sở dữ liệu', 'DG 160816', /DG 160816/);
    await page.getByText('Thửa đất đang bị hạn chế chuyển quyền').waitFor();
    await lab.judge(page, 'clerk-intake-parcel-restricted');
    await pick('Tìm thửa đất trong cơ sở dữ liệu', '27/145', /CS 123456/);
    await page.getByText('Thửa đất đang bị hạn chế chuyển quyền').waitFor({ state: 'hidden' });
    await holds(field('parcel_areaM2'), '312,5');
    await saved();
    await lab.photograph(page, 'clerk-intake-parcel');
  });

  it('in two windows asks which one is kept', async () => {
    await part(/Biến động/);
    const other = await seat.context.newPage();
    await other.goto(page.url());
    await other.getByRole('tab', { name: /Biến động/ }).click();
    await other.locator('#intake_transaction_contractNumber').fill('1111/HĐCN');
    await other.getByText(/^Đã lưu/).waitFor();
    await field('transaction_contractNumber').fill('2210/2023/HĐCN');
    await page.getByText('Hồ sơ này vừa được sửa ở nơi khác').waitFor();
    await page.getByRole('cell', { name: '6. Nội dung biến động › Số hợp đồng, văn bản' }).waitFor();
    await page.getByRole('cell', { name: '1111/HĐCN' }).waitFor();
    await lab.judge(page, 'clerk-intake-conflict');
    await page.getByRole('button', { name: 'Giữ bản ở đây' }).click();
    await saved();
    await other.close();
  });

  it('shows what is missing, and leads to it', async () => {
    await page.keyboard.press('Control+Enter');
    await page.getByText('Hồ sơ chưa đầy đủ; bấm vào mục còn thiếu').waitFor();
    await lab.judge(page, 'clerk-intake-missing');
    await page.getByRole('button', { name: /^Khác \(\d+\)$/ }).click();
    await page.getByText('Tôi cam đoan nội dung kê khai').waitFor();
  });

  it('takes scans by button and by drop, shows and removes them', async () => {
    const row = page.locator('#component-certificate');
    await row
      .locator('input[type=file]')
      .first()
      .setInputFiles({
        name: 'gcn.pdf',
        mimeType: 'application/pdf',
        buffer: createSamplePdf('gcn'),
      });
    await row.getByRole('button', { name: 'gcn.pdf', exact: true }).waitFor();
    const dropped = await page.evaluateHandle(`(() => {
      const bytes = Uint8Array.from(atob('${createSamplePdf('hop dong').toString('base64')}'), (letter) => letter.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], 'hop-dong.pdf', { type: 'application/pdf' }));
      return transfer;
    })()`);
    await page.locator('#component-transfer-contract').dispatchEvent('drop', { dataTransfer: dropped });
    await page.getByRole('button', { name: 'hop-dong.pdf', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'In', exact: true }).waitFor();
    await lab.judge(page, 'clerk-intake-preview');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Bỏ tệp gcn.pdf' }).click();
    await page.getByRole('button', { name: 'Bỏ', exact: true }).click();
    await row.getByRole('button', { name: 'gcn.pdf', exact: true }).waitFor({ state: 'hidden' });
  });

  it('is received over a slow line, and its receipt is printed from here', async () => {
    const line = await seat.context.newCDPSession(page);
    await line.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 400,
      downloadThroughput: 60_000,
      uploadThroughput: 30_000,
    });
    await page.getByRole('checkbox', { name: /Tôi cam đoan/ }).check();
    await part(/Biến động/);
    await page.getByRole('radio', { name: 'Chuyển nhượng', exact: true }).check();
    await field('transaction_contractDate').fill('20/02/2023');
    await page.keyboard.press('Tab');
    await field('transaction_notary').fill('Văn phòng công chứng Đồng Xoài');
    await field('transaction_priceVnd').fill('850000000');
    for (const id of Object.keys(components)) await page.locator(`#component-${id}`).getByRole('checkbox').check();
    await page.getByText('Hồ sơ đầy đủ').waitFor();
    await lab.photograph(page, 'clerk-intake-complete');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: 'Đã tiếp nhận hồ sơ' }).waitFor();
    await page.getByTitle('Giấy tiếp nhận hồ sơ và hẹn trả kết quả').waitFor();
    await line.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: -1,
    });
    await page.getByRole('button', { name: 'In', exact: true }).waitFor();
    await lab.judge(page, 'clerk-receipt');
    await page.locator('button:focus', { hasText: 'Hồ sơ tiếp theo (n)' }).waitFor();
    await page.keyboard.press('Enter');
    await field('applicant_fullName').waitFor();
    await holds(field('applicant_fullName'), '');
    await saved();
    // Nothing personal stays on this machine.
    expect(await page.evaluate(`Object.keys(localStorage).filter((key) => key.startsWith('sodo.draft'))`)).toEqual([]);
  });

  it('stands among my drafts, and is thrown away there', async () => {
    await page.goto('/intake');
    await page.getByRole('link', { name: '(chưa có tên)' }).waitFor();
    await page.getByRole('button', { name: /^Xóa hồ sơ đang nhập/ }).click();
    await page.getByRole('button', { name: 'Xóa', exact: true }).click();
    await page.getByText('Không có hồ sơ đang nhập').waitFor();
  });
});

describe('results', () => {
  it('are found by the code a scanner types, handed over, and gone from the list', async () => {
    const early = await receive();
    const { dossierId, code } = await receive();
    await handle(dossierId);
    await page.goto('/results');
    await page.getByRole('button', { name: code }).waitFor();
    await lab.judge(page, 'clerk-results');
    await page.keyboard.type(early.code);
    await page.keyboard.press('Enter');
    await page.getByText(/chưa đến bước trả kết quả: Đang thẩm định/).waitFor();
    const find = page.getByRole('textbox', { name: 'Tìm kết quả theo mã hồ sơ hoặc mã QR' });
    await find.fill(`http://localhost/tra-cuu?code=${code}`);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: `Trả kết quả hồ sơ ${code}` });
    await dialog.waitFor();
    await holds(page.locator('#handOver_receiverName'), 'Nguyễn Thị Hồng Nhung');
    await page.keyboard.press('Control+Enter');
    for (const field of ['feesCollected', 'originalCertificateCollected'])
      await page.locator(`#handOver_${field}__error`).getByText('Cần xác nhận mục này').waitFor();
    await lab.judge(page, 'clerk-hand-over');
    await page.locator('#handOver_receiverIdNumber').fill('070188001234');
    await dialog.getByRole('checkbox', { name: 'Đã thu đủ phí, lệ phí' }).check();
    await dialog.getByRole('checkbox', { name: 'Đã thu bản gốc Giấy chứng nhận cũ' }).check();
    await dialog.getByRole('button', { name: 'Xác nhận đã trả (Ctrl+Enter)' }).click();
    await page.getByText(`Đã trả kết quả hồ sơ ${code}`).waitFor();
    await page.getByText('Không có kết quả nào chờ trả').waitFor();
    await find.and(page.locator(':focus')).waitFor();
    const { rows } = await lab.stack.pool.query('select status from dossier where id = $1', [dossierId]);
    expect(rows).toEqual([{ status: 'RETURNED' }]);
  });
});

describe('the register', () => {
  it('shows today, with telephone numbers covered, and goes out as a file', async () => {
    await page.goto('/register');
    await page.getByText('4 hồ sơ', { exact: true }).waitFor();
    await page.getByText('Đã trả kết quả').waitFor();
    expect(await page.getByText('0912345678').count()).toBe(0);
    await lab.judge(page, 'clerk-register');
    for (const [button, name] of [
      ['Xuất Excel', /\.xlsx$/],
      ['Xuất PDF (mẫu 06)', /\.pdf$/],
    ] as const) {
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: button }).click();
      expect((await download).suggestedFilename()).toMatch(name);
    }
    await page.emulateMedia({ media: 'print' });
    await page.screenshot({ path: 'out/screenshots/clerk-register-print.png' });
    await page.emulateMedia({ media: null });
  });
});
