import type { Page } from 'playwright-core';
import { demoAccountId } from '../../db/seed/demo-accounts';
import { SEED_CALENDAR } from '../../domain/clock/calendar-data';
import { localDateOf } from '../../domain/clock/instant';
import { addWorkingDays } from '../../domain/clock/working-calendar';
import { ApiClient } from '../../scripts/demo/api-client';
import { Office } from '../../scripts/demo/office';
import { fillApplication, HANDED_IN } from '../../scripts/demo/sample-application';
import { WebLab, type Seat } from './web-lab';

jest.setTimeout(180_000);

const clerk = 'motcua.dongxoai';
const officer = 'canbo1.dongxoai';
const head = 'lanhdao.dongxoai';

interface Filed {
  readonly dossierId: string;
  readonly code: string;
}

let lab: WebLab;
let office: Office;
let counter: Seat;
let boss: Seat;

beforeAll(async () => {
  lab = await WebLab.open();
  office = new Office(new ApiClient(lab.stack.apiUrl.replace(/\/api\/v1$/, '')));
  counter = await lab.sit({ as: clerk });
  boss = await lab.sit({ as: head });
});
afterAll(() => lab.close());

async function file(): Promise<Filed> {
  const form = fillApplication({
    fullName: 'Nguyễn Thị Hồng Nhung',
    idNumber: '070188001234',
    birthDate: '1988-04-12',
    address: 'Khu phố Tân Bình, phường Bình Phước',
    phone: '0912345678',
    email: 'ho.so@example.vn',
    serial: 'CS 123456',
    priceVnd: 850_000_000,
  });
  const draft = await office.api.post<{ id: string }>(
    '/drafts',
    clerk,
    { procedureKey: 'P2.TRANSFER', form, components: HANDED_IN },
    201,
  );
  return office.submit(draft.id);
}

/** A dossier whose tax notices have come and are not paid. */
async function withTaxToPay(): Promise<Filed> {
  const filed = await file();
  const { dossierId } = filed;
  await office.claimAndComplete(dossierId, 'appraise', 'officer', { eligible: true, taxExempt: false });
  await office.claimAndComplete(dossierId, 'prepareTaxSlip', 'officer', {
    pricePosition: { street: 'Quốc lộ 14', position: 1 },
    chargeableAreaM2: 312.5,
    confirmed: true,
  });
  await office.waitUntil(dossierId, 'tax notices', ({ status }) => status === 'PENDING_TAX_PAYMENT', 30_000);
  return filed;
}

async function statusOf(dossierId: string): Promise<string | undefined> {
  const { rows } = await lab.stack.pool.query<{ status: string }>('select status from dossier where id = $1', [
    dossierId,
  ]);
  return rows[0]?.status;
}

async function openAction(page: Page, { dossierId, code }: Filed, name: string) {
  if (!page.url().endsWith(dossierId)) await page.goto(`/dossiers/${dossierId}`);
  await page.getByRole('heading', { name: code, level: 1 }).waitFor();
  await page.getByRole('button', { name: /Thao tác khác/ }).click();
  await page.getByRole('menuitem', { name }).click();
  return page.getByRole('dialog', { name });
}

const judge = (page: Page, name: string): Promise<void> => lab.judge(page, `actions-${name}`);

/** `05/03/2026`, as a clerk types it. */
const typedDay = (day: string) => day.split('-').reverse().join('/');

describe('at the counter', () => {
  it('payments the citizen proves are recorded one by one, and the dossier goes on', async () => {
    const { page } = counter;
    const filed = await withTaxToPay();
    const today = localDateOf(Date.now());
    for (const [receipt, day] of [
      ['BL 0001', typedDay(today)],
      ['BL 0002', typedDay(today).replaceAll('/', '')],
    ] as const) {
      const dialog = await openAction(page, filed, 'Ghi nhận nộp tiền');
      await dialog.getByLabel('Số chứng từ').fill(receipt);
      await dialog.getByLabel('Ngày', { exact: true }).fill(day);
      await dialog.getByLabel('Ghi chú').click();
      expect(await dialog.getByLabel('Ngày', { exact: true }).inputValue()).toBe(typedDay(today));
      if (receipt === 'BL 0001') await judge(page, 'payment');
      await dialog.getByRole('button', { name: 'Ghi nhận' }).click();
      await page.getByText('Đã ghi nhận.').waitFor();
      await dialog.waitFor({ state: 'hidden' });
    }
    expect(await statusOf(filed.dossierId)).toBe('PENDING_PRINT');
    const { rows } = await lab.stack.pool.query<{ receipts: number }>(
      `select count(*)::int as receipts from tax_notice where dossier_id = $1 and settled_kind = 'PAID'`,
      [filed.dossierId],
    );
    expect(rows).toEqual([{ receipts: 2 }]);
    await page.getByRole('tab', { name: 'Thuế, hạn chế' }).click();
    await page.getByText('BL 0002').waitFor();
    await judge(page, 'tax-paid');
    // The way through the tax office is marked, and so is where the dossier stands.
    await page.getByRole('tab', { name: 'Quy trình' }).click();
    await page.locator('.sodo-active[data-element-id=printCertificate]').waitFor();
    await page.locator('.sodo-completed[data-element-id=prepareTaxSlip]').waitFor();
    expect(await page.locator('.djs-connection.sodo-taken').count()).toBeGreaterThan(8);
    await judge(page, 'process-after-tax');
  });

  it('the applicant takes his dossier back', async () => {
    const { page } = counter;
    const filed = await file();
    const dialog = await openAction(page, filed, 'Người dân rút hồ sơ');
    await dialog.getByLabel('Lý do người dân nêu').fill('Hai bên không chuyển nhượng nữa.');
    await judge(page, 'withdrawal');
    await dialog.getByRole('button', { name: 'Rút hồ sơ' }).click();
    await page.getByText('Hồ sơ đã được rút.').waitFor();
    await page.getByRole('tab', { name: 'Diễn biến' }).click();
    await page.getByText('Hai bên không chuyển nhượng nữa.').waitFor();
    expect(await statusOf(filed.dossierId)).toBe('WITHDRAWN');
    expect(await page.getByRole('button', { name: /Thao tác khác/ }).count()).toBe(0);
  });
});

describe('the head of the office', () => {
  it('refuses a dossier; what he has written outlives a reload, and is given up only on purpose', async () => {
    const { page } = boss;
    const filed = await file();
    const reason = 'Thửa đất đang có tranh chấp.';
    const first = await openAction(page, filed, 'Từ chối giải quyết');
    await first.getByLabel('Lý do từ chối 1').fill(reason);
    page.once('dialog', (ask) => void ask.accept()); // leaving with something unsaved
    await page.reload();
    const dialog = await openAction(page, filed, 'Từ chối giải quyết');
    await dialog.getByText('Nội dung bạn đang viết dở đã được giữ lại.').waitFor();
    expect(await dialog.getByLabel('Lý do từ chối 1').inputValue()).toBe(reason);
    page.once('dialog', (ask) => void ask.dismiss());
    await page.keyboard.press('Escape');
    expect(await dialog.getByLabel('Lý do từ chối 1').inputValue()).toBe(reason);
    page.once('dialog', (ask) => void ask.accept());
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    const again = await openAction(page, filed, 'Từ chối giải quyết');
    expect(await again.getByLabel('Lý do từ chối 1').inputValue()).toBe('');
    await again.getByLabel('Lý do từ chối 1').fill(reason);
    await again.getByLabel('Căn cứ pháp lý 1').fill('Luật Đất đai 2024, Điều 45');
    await again.getByRole('button', { name: 'Từ chối hồ sơ' }).click();
    await page.getByText('Đã từ chối giải quyết hồ sơ.').waitFor();
    expect(await statusOf(filed.dossierId)).toBe('REJECTED');
    await page.getByRole('tab', { name: 'Diễn biến' }).click();
    await page.getByText(reason).waitFor();
    expect(await page.evaluate('Object.keys(sessionStorage).filter((key) => key.includes("dialog"))')).toEqual([]);
  });

  it('stops one on the notice of a court', async () => {
    const { page } = boss;
    const filed = await file();
    const dialog = await openAction(page, filed, 'Dừng giải quyết');
    await dialog.getByLabel('Lý do', { exact: true }).fill('Tòa án đã thụ lý tranh chấp.');
    await dialog.getByRole('button', { name: 'Dừng giải quyết' }).click();
    await dialog.getByText('Cần nhập nội dung này').first().waitFor();
    await dialog.getByLabel('Văn bản làm căn cứ').fill('12/TB-TA');
    await dialog.getByLabel('Cơ quan ban hành').fill('TAND khu vực 7');
    await dialog.getByLabel('Ngày ban hành').pressSequentially('05/03/2026');
    await dialog.getByRole('button', { name: 'Dừng giải quyết' }).click();
    await page.getByText('Đã dừng giải quyết hồ sơ.').waitFor();
    expect(await statusOf(filed.dossierId)).toBe('STOPPED');
    const { rows } = await lab.stack.pool.query<{ payload: { basis: object[] } }>(
      `select payload from submission where dossier_id = $1 and kind = 'stop'`,
      [filed.dossierId],
    );
    expect(rows[0]?.payload.basis).toEqual([
      { document: '12/TB-TA', issuedBy: 'TAND khu vực 7', issuedOn: '2026-03-05' },
    ]);
  });

  it('moves the date of a dossier, with an apology', async () => {
    const { page } = boss;
    const filed = await file();
    const day = addWorkingDays(SEED_CALENDAR, localDateOf(Date.now()), 15);
    const dialog = await openAction(page, filed, 'Đặt lại ngày hẹn');
    await dialog.getByLabel(/^Ngày hẹn mới/).fill(typedDay(day));
    await page.locator('.ant-picker-dropdown').waitFor();
    expect(await lab.findBarriers(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await dialog.getByRole('checkbox', { name: /phiếu xin lỗi/ }).check();
    await dialog.getByLabel('Lý do', { exact: true }).fill('Phải xác minh thực địa.');
    await judge(page, 'deadline');
    await dialog.getByRole('button', { name: 'Đặt lại ngày hẹn' }).click();
    await page.getByText('Đã đặt lại ngày hẹn.').waitFor();
    const { rows } = await lab.stack.pool.query<{ due_at: Date }>('select due_at from dossier where id = $1', [
      filed.dossierId,
    ]);
    expect(localDateOf(rows[0]?.due_at.getTime() ?? 0)).toBe(day);
    await page.getByRole('tab', { name: 'Diễn biến' }).click();
    await page.getByText('Phải xác minh thực địa.').waitFor();
  });
});

describe('the administrator', () => {
  it('has what failed delivered again, and it arrives', async () => {
    const { page } = await lab.sit({ as: 'admin' });
    const { dossierId } = await file();
    await office.act(dossierId, 'refusal', 'officer', { reasons: ['Đất đang có tranh chấp.'], legalBasis: [] });
    const mail = async () => {
      const { rows } = await lab.stack.pool.query<{ id: string; delivered: boolean }>(
        `select id, delivered_at is not null as delivered from outbox where dossier_id = $1 and kind = 'mail'`,
        [dossierId],
      );
      return rows[0];
    };
    while (!(await mail())?.delivered) await page.waitForTimeout(100);
    // As if the mail server had refused it seven times.
    await lab.stack.pool.query(
      `update outbox set delivered_at = null, failed_at = now(), attempts = 7, last_error = '550 mailbox full' where id = $1`,
      [(await mail())?.id],
    );
    await page.goto('/admin/outbox');
    await page.getByText('550 mailbox full').waitFor();
    await judge(page, 'outbox');
    await page.getByRole('button', { name: 'Gửi lại', exact: true }).click();
    await page.getByText('Đã cho gửi lại 1 mục').waitFor();
    await page.getByText('550 mailbox full').waitFor({ state: 'detached' });
    while (!(await mail())?.delivered) await page.waitForTimeout(100);
  });
});

describe('an inbox of ten thousand', () => {
  it('draws only what is in sight, and reads only that anew', async () => {
    const { page } = await lab.sit({ as: officer });
    const filed = await file();
    await lab.stack.pool.query(
      `insert into task select (jsonb_populate_record(t, jsonb_build_object('instance', n, 'assignee', $2::uuid))).*
       from task t, generate_series(100001, 110000) as n where t.dossier_id = $1 and t.state = 'open'`,
      [filed.dossierId, demoAccountId(officer)],
    );
    let loaded = 0;
    let asked = 0;
    page.on('response', (response) => {
      if (!/\/inbox\?/.test(response.url())) return;
      asked += 1;
      if (response.url().includes('cursor=') || loaded === 0) loaded += 100;
    });
    await page.goto('/inbox');
    const row = page.locator('.inbox-list .ant-table-row').first();
    await row.waitFor();
    await row.hover();
    while (loaded < 10_000) {
      await page.mouse.wheel(0, 20_000);
      await page.waitForTimeout(20);
    }
    expect(await page.locator('.inbox-list .ant-table-row').count()).toBeLessThan(100);
    await page.waitForTimeout(1_500); // the news of the dossier itself has come by then
    asked = 0;
    const other = await file();
    await office.claim(other.dossierId, 'appraise', 'officer');
    const end = Date.now() + 15_000;
    while (asked === 0 && Date.now() < end) await page.waitForTimeout(100);
    await page.waitForTimeout(1_500); // whatever else would be asked is asked by then
    expect(asked).toBeGreaterThan(0);
    expect(asked).toBeLessThan(12);
    // A hundred pages, one after the other: a busy machine takes minutes for them.
  }, 480_000);
});
