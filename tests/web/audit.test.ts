import { WebLab, type Seat } from './web-lab';

jest.setTimeout(180_000);

let lab: WebLab;
let admin: Seat;

beforeAll(async () => {
  lab = await WebLab.open();
  admin = await lab.sit({ as: 'admin' });
});
afterAll(() => lab.close());

describe('the audit log on the screen', () => {
  it('is in the menu of an administrator, shows what was done, and how far it is sealed', async () => {
    const { page } = admin;
    await page.getByRole('link', { name: 'Nhật ký kiểm toán' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Nhật ký kiểm toán' }).waitFor();
    await page.getByText('Đăng nhập', { exact: true }).first().waitFor();
    await page.getByText(/Đã niêm phong đến số \d/).waitFor();
    await page.getByText('Chưa đối chiếu lần nào').waitFor();
    await lab.judge(admin.page, 'admin-audit');
  });

  it('tells of a check that found a broken place', async () => {
    const { page } = admin;
    await lab.stack.pool.query(
      `insert into audit_check (number, problem) values (2, '{"kind":"ENTRY_CHANGED","number":3}')`,
    );
    await page.reload();
    await page.getByText(/phát hiện sai lệch tại số 3: dòng nhật ký đã bị sửa hoặc thay/).waitFor();
    await lab.stack.pool.query('insert into audit_check (number) values (3)');
    await page.reload();
    await page.getByText(/toàn vẹn đến số 3/).waitFor();
  });

  it('is narrowed by act and by what is typed, kept in the address, by the keyboard alone', async () => {
    const { page } = admin;
    await page.getByLabel('Hành động').focus();
    await page.keyboard.type('Ban hành quy');
    await page.keyboard.press('Enter');
    await page.waitForURL(/action=procedure\.publish/);
    await page
      .getByRole('cell', { name: /Quy trình P2\.TRANSFER/ })
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Bỏ lọc' }).press('Enter');
    await page.waitForURL((url) => url.search === '');
    // The address is ahead of the page: what is typed before the filters are drawn anew goes with the old ones.
    await page.getByText('Mọi hành động', { exact: true }).waitFor();
    await page.getByLabel('Người thực hiện').fill('admin');
    await page.keyboard.press('Enter');
    await page.waitForURL(/actor=admin/);
    await page.getByRole('cell', { name: 'Đỗ Thanh Tùng' }).first().waitFor();
    await page.getByLabel('Đối tượng').fill('khong-co');
    await page.keyboard.press('Enter');
    await page.getByText('Không có dòng nhật ký nào').waitFor();
    await page.getByRole('button', { name: 'Bỏ lọc' }).click();
  });

  it('opens an entry with its place in the chain, and closes it with Escape', async () => {
    const { page } = admin;
    await page
      .getByRole('button', { name: /Xem chi tiết Đăng nhập lúc/ })
      .first()
      .press('Enter');
    const drawer = page.getByRole('dialog');
    await drawer.getByText('Giá trị băm', { exact: true }).waitFor();
    await drawer
      .getByText(/^[0-9a-f]{64}$/)
      .first()
      .waitFor();
    await lab.judge(admin.page, 'admin-audit-entry');
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'hidden' });
  });

  it('gives the log as files, which is in the log then', async () => {
    const { page } = admin;
    for (const [button, ending] of [
      ['Xuất Excel', 'xlsx'],
      ['Xuất CSV', 'csv'],
    ] as const) {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: button }).click(),
      ]);
      expect(file.suggestedFilename()).toBe(`nhat-ky-kiem-toan-dau-nay.${ending}`);
    }
    await page.reload();
    await page.getByRole('cell', { name: 'Xuất nhật ký kiểm toán' }).first().waitFor();
  });
});

it('a local start runs api and worker as the role that may only add', async () => {
  const { rows } = await lab.stack.pool.query<{ who: string }>(
    `select distinct usename as who from pg_stat_activity where application_name in ('sodo-api', 'sodo-worker-dossier', 'sodo-worker-background')`,
  );
  expect(rows).toEqual([{ who: 'sodo_app' }]);
});

describe('the regulation, rule by rule', () => {
  it('A11.9: shows which rules are kept today, with the evidence, and prints it', async () => {
    const { page } = admin;
    await page.getByRole('link', { name: 'Thực hiện Quy chế' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Thực hiện Quy chế' }).waitFor();
    const rule = page.getByRole('row', { name: /^A7\.3a / });
    await rule.getByText('Thực hiện đúng').waitFor();
    await rule.getByText('Tài khoản quá một tuần chưa đổi mật khẩu mà chưa khóa: 0').waitFor();
    await rule.getByText(/^\d+ tệp, \d+ kiểm thử$/).click();
    await rule.getByText('domain/accounts/account-rules.ts').waitFor();
    await lab.judge(page, 'admin-compliance');
    await page.getByText(/^Chưa thực hiện \(\d+\)$/).click();
    await rule.waitFor({ state: 'detached' });
    await page.getByRole('row', { name: /^A11\.7 / }).waitFor();
    expect(page.url()).toContain('state=broken');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'In báo cáo (PDF)' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^tinh-hinh-thuc-hien-quy-che-.*\.pdf$/);
  });
});
