import { attachPaper, takeStep } from './case-steps';
import { WebLab, type Seat } from './web-lab';

jest.setTimeout(240_000);

let lab: WebLab;
let head: Seat;
let admin: Seat;

beforeAll(async () => {
  lab = await WebLab.open();
  head = await lab.sit({ as: 'lanhdao.dongxoai' });
  admin = await lab.sit({ as: 'admin' });
});
afterAll(() => lab.close());

const NAME = 'Trần Thị Bích Ngọc';

let address = '';

describe('A7.1a: an account, from the letter to the first sign-in', () => {
  it('the head of a unit asks for it on one screen; what goes beyond the post is shown first (A7.1d)', async () => {
    const { page } = head;
    await page.getByRole('link', { name: 'Tài khoản', exact: true }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Tài khoản' }).waitFor();
    await page.getByRole('link', { name: 'Lê Minh Châu' }).or(page.getByRole('cell').first()).first().waitFor();
    await lab.judge(head.page, 'accounts');
    await page.getByRole('button', { name: 'Đề nghị cấp tài khoản' }).click();
    await page.getByRole('heading', { level: 1, name: 'Đề nghị cấp tài khoản' }).waitFor();
    await page.getByRole('button', { name: 'Gửi đề nghị' }).click();
    await page.getByText('Nhập đủ 12 chữ số').waitFor();
    await page.getByLabel('Họ và tên').fill(NAME);
    await page.getByLabel('Ngày sinh').fill('05/03/1994');
    await page.getByLabel('Ngày sinh').press('Enter');
    await page.getByLabel('Số CCCD').fill('070194001234');
    await page.getByLabel('Chức danh').fill('Viên chức');
    await page.getByLabel('Tên đăng nhập').fill('ngoc.tran');
    await page.getByLabel('Thư điện tử').fill('ngoc.tran@example.vn');
    await page.getByLabel('Vị trí việc làm').click();
    await page.getByTitle('Viên chức địa chính').click();
    const mine = page.getByRole('checkbox', { name: 'Giải quyết hồ sơ' });
    expect(await mine.isChecked()).toBe(true);
    await page.getByRole('checkbox', { name: 'Lãnh đạo đơn vị' }).check();
    await page.getByText(/Vượt quá vị trí việc làm/).waitFor();
    await lab.judge(head.page, 'account-request');
    await page.getByRole('checkbox', { name: 'Lãnh đạo đơn vị' }).uncheck();
    await page.getByText(/Vượt quá vị trí việc làm/).waitFor({ state: 'hidden' });
    await attachPaper(page, 'CV-12/ĐX');
    // Nothing typed is lost to a reload.
    page.once('dialog', (ask) => void ask.accept());
    await page.reload();
    await page.getByText('Nội dung bạn đang viết dở đã được giữ lại.').waitFor();
    expect(await page.getByLabel('Họ và tên').inputValue()).toBe(NAME);
    await page.getByRole('button', { name: 'Gửi đề nghị' }).click();
    await page.getByRole('heading', { level: 1, name: NAME }).waitFor();
    address = new URL(page.url()).pathname;
    await page.getByText('CV-12/ĐX, 20/11/2026').first().waitFor();
    // Who asked does not decide.
    expect(await page.getByRole('button', { name: 'Đã đối chiếu giấy tờ' }).count()).toBe(0);
  });

  it('an administrator sees it waiting, compares the papers, approves and hands the secret over', async () => {
    const { page } = admin;
    await page.getByRole('link', { name: 'Tài khoản', exact: true }).first().click();
    await page.getByRole('switch', { name: 'Chờ tôi xử lý' }).click();
    await page.getByRole('link', { name: NAME }).click();
    await page.getByRole('heading', { level: 1, name: NAME }).waitFor();
    expect(await page.getByText('070194001234').count()).toBe(0);
    await page.getByLabel('Lý do mở (được lưu lại)').fill('Đối chiếu với văn bản');
    await page.getByRole('button', { name: 'Mở', exact: true }).click();
    await page.getByText('070194001234').waitFor();
    await lab.judge(admin.page, 'account-case');
    await takeStep(admin.page, 'Đã đối chiếu giấy tờ');
    await takeStep(admin.page, 'Duyệt cấp tài khoản');
    await takeStep(admin.page, 'Cấp mật khẩu lần đầu');
    const dialog = page.getByRole('dialog', { name: 'Mật khẩu cấp lần đầu' });
    const secret = await dialog.locator('code').innerText();
    expect(secret.length).toBeGreaterThan(10);
    await lab.judge(admin.page, 'account-secret');
    await dialog.getByRole('button', { name: 'Đã giao' }).click();
    await page.getByText(secret).waitFor({ state: 'detached' });

    const { page: own } = await lab.sit();
    await own.goto('/sign-in');
    await own.getByLabel('Tên đăng nhập').fill('ngoc.tran');
    await own.getByLabel('Mật khẩu', { exact: true }).fill(secret);
    await own.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    // Nothing else is open before the secret is changed (A7.3a).
    await own.getByLabel('Mật khẩu mới', { exact: true }).waitFor();
  });

  it('A7.1đ: other rights are asked for with a letter, and refused with a reason the head reads', async () => {
    const { page } = head;
    await page.goto(new URL(address, page.url()).href);
    await takeStep(head.page, 'Đề nghị đổi quyền', async (dialog) => {
      await dialog.getByRole('checkbox', { name: 'Lãnh đạo đơn vị' }).check();
      await dialog.getByText(/Vượt quá vị trí việc làm/).waitFor();
      await attachPaper(dialog, 'CV-13/ĐX');
    });
    await admin.page.reload();
    await admin.page.getByText('Chờ duyệt quyền').first().waitFor();
    await admin.page.getByText(/Vượt quá vị trí việc làm/).waitFor();
    await takeStep(admin.page, 'Từ chối đổi quyền', (dialog) => dialog.getByLabel('Lý do').fill('Đã có lãnh đạo khác'));
    await page.reload();
    await page.getByText('Đã có lãnh đạo khác').waitFor();
  });

  it('A7.3: a notice of departure with its day; A7.3b: a leak locks at once', async () => {
    await takeStep(
      head.page,
      'Báo thôi việc, chuyển công tác',
      async (dialog) => {
        await dialog.getByLabel('Thôi việc, chuyển công tác từ ngày').fill('31/12/2030');
        await dialog.getByLabel('Thôi việc, chuyển công tác từ ngày').press('Enter');
        await attachPaper(dialog, 'CV-14/ĐX');
      },
      true,
    );
    await head.page
      .getByText(/thôi việc từ 31\/12\/2030/)
      .first()
      .waitFor();
    await takeStep(head.page, 'Báo lộ, mất', () => Promise.resolve(), true);
    await head.page.getByText('Đã khóa', { exact: true }).first().waitFor();
    await lab.judge(head.page, 'account-locked');
    await takeStep(head.page, 'Đề nghị mở khóa', async (dialog) => {
      await attachPaper(dialog, 'CV-15/ĐX');
      await dialog.getByRole('checkbox', { name: /Mất cả ứng dụng mã xác thực/ }).check();
    });
    await head.page.getByText(/Đề nghị gồm cả đăng ký lại bước hai/).waitFor();
    await lab.judge(head.page, 'account-unlock-asked');
  });

  it('units and duties: what each duty allows, and the way to who holds it', async () => {
    const { page } = admin;
    await page.getByRole('link', { name: 'Tài khoản', exact: true }).first().click();
    await page.getByRole('button', { name: 'Đơn vị và nhiệm vụ' }).click();
    await page.getByRole('heading', { level: 1, name: 'Đơn vị và nhiệm vụ' }).waitFor();
    await page.getByText('cần hai quản trị viên duyệt').waitFor();
    await lab.judge(admin.page, 'duties');
    await page.getByRole('link', { name: 'Quản trị hệ thống' }).click();
    await page.waitForURL(/duty=administerSystem/);
    await page.getByRole('link', { name: 'Đỗ Thanh Tùng' }).waitFor();
  });

  it('A7.1d: the review proposes what nobody uses, and leads to it', async () => {
    const { page } = admin;
    // As if the log had been kept for a hundred days: whoever has not signed in since has not used his account.
    await lab.stack.pool.query(
      `insert into audit_entry (id, at, actor, action, detail)
       select audit_entry_id(at, 'long ago'), at, 'system', 'account.import', '{}' from (select now() - interval '100 days' as at) as long`,
    );
    await page.getByRole('link', { name: 'Tài khoản', exact: true }).first().click();
    await page.getByRole('button', { name: 'Rà soát tài khoản' }).click();
    await page.getByRole('heading', { level: 1, name: 'Rà soát tài khoản' }).waitFor();
    await page
      .getByText(/^Khóa: không dùng từ \d/)
      .first()
      .waitFor();
    await lab.judge(page, 'account-review');
    const first = page.getByRole('row').nth(1).getByRole('link');
    const name = await first.innerText();
    await first.click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
  });

  it('A7.2c: the report of a period in short, and the whole of it as a workbook', async () => {
    const { page } = admin;
    await page.getByRole('link', { name: 'Tài khoản', exact: true }).first().click();
    await page.getByRole('button', { name: 'Báo cáo', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Báo cáo tài khoản' });
    await dialog.getByText(/Đang dùng: \d+/).waitFor();
    await dialog.getByText(/Khóa: 1/).waitFor();
    await lab.judge(admin.page, 'account-report');
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: 'Xuất Excel' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^bao-cao-tai-khoan-.*\.xlsx$/);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });

  it('anybody reports his own account in two clicks, and is out', async () => {
    const seat = await lab.sit({ as: 'canbo2.dongxoai' });
    const { page } = seat;
    await page.getByRole('button', { name: /^Tài khoản / }).click();
    await page.getByRole('menuitem', { name: 'Báo lộ, mất tài khoản' }).click();
    const dialog = page.getByRole('dialog', { name: 'Báo lộ, mất tài khoản' });
    await lab.judge(seat.page, 'leak');
    await dialog.getByRole('button', { name: 'Khóa tài khoản này' }).click();
    await page.waitForURL(/sign-in/);
  });

  it('an administrator signs everybody else out, with a reason, and stays himself', async () => {
    const seat = await lab.sit({ as: 'canbo1.dongxoai' });
    const { page } = admin;
    await page.goto(`${new URL(page.url()).origin}/accounts`);
    await page.getByRole('button', { name: 'Kết thúc phiên của mọi người' }).click();
    const dialog = page.getByRole('dialog', { name: 'Kết thúc phiên của mọi người' });
    await dialog.getByLabel('Lý do').fill('Nghi lộ mật khẩu');
    await lab.photograph(page, 'sessions-end');
    expect(await lab.findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Xác nhận', exact: true }).click();
    await page.getByText(/^Đã kết thúc \d+ phiên$/).waitFor();
    await page.getByRole('heading', { level: 1, name: 'Tài khoản' }).waitFor();
    await seat.page.goto(`${new URL(page.url()).origin}/inbox`);
    await seat.page.waitForURL(/sign-in/);
  });
});
