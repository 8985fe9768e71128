import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { hashPassword } from '../../db/password';
import { DEMO_PASSWORD } from '../../db/seed/demo-accounts';
import { totpAt } from '../../platform/totp';
import { OIDC_CLIENT, ProviderProcess } from '../support/oidc-provider-process';
import { findFreePort } from '../support/whole-stack';
import { WebLab } from './web-lab';

jest.setTimeout(180_000);

const ONE_TIME = 'Kx7pQ2mV9rTz4w';
const PASSWORD = 'thuyền giấy trôi ngang cầu';

let lab: WebLab;
let provider: ProviderProcess;
beforeAll(async () => {
  const port = await findFreePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  provider = await ProviderProcess.start(`${publicUrl}/api/v1/sign-in/oidc/callback`);
  lab = await WebLab.open({
    SODO_PORT: String(port),
    SODO_PUBLIC_URL: publicUrl,
    SODO_SECOND_FACTOR_REQUIRED_ROLES: 'operator',
    SODO_OIDC_ISSUER: provider.issuer,
    SODO_OIDC_CLIENT_ID: OIDC_CLIENT.clientId,
    SODO_OIDC_CLIENT_SECRET: OIDC_CLIENT.clientSecret,
    SODO_OIDC_LABEL: 'Tài khoản tỉnh',
  });
});
afterAll(async () => {
  await lab?.close();
  await provider?.stop();
});

/** An account as the office issues it: a one-time secret, no terms accepted; an operator needs a second factor here. */
async function issueAccount(username: string): Promise<void> {
  const id = randomUUID();
  await lab.stack.pool.query(
    `insert into account (id, username, display_name, email, unit_id, password_hash)
     values ($1, $2, 'Trần Văn Mới', 'moi@example.vn', 'mc.dongxoai', $3)`,
    [id, username, await hashPassword(ONE_TIME)],
  );
  await lab.stack.pool.query(
    `insert into account_role values ($1, 'oneStopClerk', 'mc.dongxoai'), ($1, 'operator', 'mc.dongxoai')`,
    [id],
  );
}

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' });

async function fillSignIn(page: Page, username: string, password: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Tên đăng nhập').fill(username);
  await page.getByLabel('Mật khẩu').fill(password);
  await button(page, 'Đăng nhập').click();
}

async function readSecret(page: Page): Promise<string> {
  const text = await page.locator('code').innerText();
  return text.replace(/[^A-Z2-7]/g, '');
}

describe('the first sign-in', () => {
  let page: Page;
  let secret = '';
  let recoveryCodes: string[] = [];
  beforeAll(async () => {
    await issueAccount('moi.dongxoai');
    ({ page } = await lab.sit());
  });

  it('A7.3a: asks for a password of one’s own, and says what is wrong with it', async () => {
    await fillSignIn(page, 'moi.dongxoai', ONE_TIME);
    await page.getByRole('heading', { name: 'Trước khi bắt đầu' }).waitFor();
    await page.getByLabel('Mật khẩu được cấp').fill(ONE_TIME);
    await page.getByLabel('Mật khẩu mới', { exact: true }).fill('matkhau123456');
    await page.getByLabel('Nhập lại mật khẩu mới').fill('matkhau12345');
    await button(page, 'Đổi mật khẩu').click();
    await page.getByText('Hai lần nhập không giống nhau').waitFor();
    await page.getByLabel('Nhập lại mật khẩu mới').fill('matkhau123456');
    await button(page, 'Đổi mật khẩu').click();
    await page.getByText('Quá phổ biến').waitFor();
    await lab.judge(page, 'first-password');
    await page.getByLabel('Mật khẩu mới', { exact: true }).fill(PASSWORD);
    await page.getByLabel('Nhập lại mật khẩu mới').fill(PASSWORD);
    await button(page, 'Đổi mật khẩu').click();
  });

  it('A7.2a: then for the terms', async () => {
    await page.getByRole('heading', { name: 'Điều khoản sử dụng tài khoản' }).waitFor();
    expect(await button(page, 'Chấp nhận và tiếp tục').isDisabled()).toBe(true);
    await lab.judge(page, 'first-terms');
    await page.getByRole('checkbox', { name: /Tôi đã đọc/ }).check();
    await button(page, 'Chấp nhận và tiếp tục').click();
  });

  it('then for the second factor where a role needs it, with recovery codes at the end', async () => {
    await button(page, 'Bắt đầu thiết lập').click();
    await page.getByRole('img', { name: /Mã QR/ }).waitFor();
    secret = await readSecret(page);
    await lab.judge(page, 'first-second-factor');
    await page.getByLabel(/Nhập mã 6 chữ số/).fill(totpAt(secret, new Date()));
    await button(page, 'Bật xác thực hai lớp').click();
    await page.getByText('Cất các mã dự phòng này ở nơi an toàn').waitFor();
    recoveryCodes = await page.getByRole('list', { name: 'Mã dự phòng' }).getByRole('listitem').allInnerTexts();
    expect(recoveryCodes).toHaveLength(10);
    await lab.judge(page, 'recovery-codes');
    await button(page, 'Tôi đã cất các mã').click();
    await button(page, /Tài khoản Trần Văn Mới/).waitFor();
  });

  it('and from then on each sign-in asks for a code, or takes a recovery code', async () => {
    const other = await lab.sit();
    await fillSignIn(other.page, 'moi.dongxoai', PASSWORD);
    await other.page.getByLabel('Mã xác thực').fill('000000');
    await button(other.page, 'Tiếp tục').click();
    await other.page.getByText('(SECOND_FACTOR_WRONG)').waitFor();
    await lab.judge(other.page, 'second-step');
    await button(other.page, 'Không có điện thoại? Dùng mã dự phòng').click();
    await other.page.getByLabel('Mã dự phòng').fill(recoveryCodes[0] ?? '');
    await button(other.page, 'Tiếp tục').click();
    await button(other.page, /Tài khoản Trần Văn Mới/).waitFor();
    await other.context.close();
  });
});

describe('my account', () => {
  let page: Page;
  beforeAll(async () => {
    ({ page } = await lab.sit({ as: 'canbo2.dongxoai' }));
    await button(page, /Tài khoản Trần Thị Mỹ Duyên/).click();
    await page.getByRole('menuitem', { name: 'Tài khoản của tôi' }).click();
    await page.getByRole('heading', { name: 'Tài khoản của tôi' }).waitFor();
  });

  it('shows where I am signed in, and ends the others', async () => {
    const other = await lab.sit({ as: 'canbo2.dongxoai' });
    await page.reload();
    const list = page.getByRole('list', { name: 'Nơi đang đăng nhập' });
    await list.getByText('Phiên này').waitFor();
    expect(await list.getByRole('listitem').count()).toBe(2);
    await lab.judge(page, 'my-account');
    await button(page, 'Đăng xuất khỏi mọi nơi khác').click();
    await list.getByRole('listitem').nth(1).waitFor({ state: 'detached' });
    expect(await list.getByRole('listitem').count()).toBe(1);
    await other.page.goto('/profile');
    await other.page.waitForURL(/\/sign-in/);
    await other.context.close();
  });

  it('asks who I am before it changes the second factor long after signing in, and goes on then', async () => {
    await lab.stack.pool.query(`update session set recent_until = now() - interval '1 minute'`);
    await button(page, 'Bắt đầu thiết lập').click();
    const dialog = page.getByRole('dialog', { name: 'Xác nhận lại' });
    await dialog.getByLabel('Mật khẩu').fill('sai');
    await dialog.getByRole('button', { name: 'Xác nhận' }).click();
    await dialog.getByText('(PASSWORD_WRONG)').waitFor();
    await lab.judge(page, 'confirm-who');
    await dialog.getByLabel('Mật khẩu').fill(DEMO_PASSWORD);
    await dialog.getByRole('button', { name: 'Xác nhận' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('img', { name: /Mã QR/ }).waitFor();
    const secret = await readSecret(page);
    await page.getByLabel(/Nhập mã 6 chữ số/).fill(totpAt(secret, new Date()));
    await button(page, 'Bật xác thực hai lớp').click();
    await button(page, 'Tôi đã cất các mã').click();
    await page.getByText('Còn 10 mã dự phòng chưa dùng.').waitFor();
    await lab.judge(page, 'my-account-second-factor');
    await button(page, 'Tắt xác thực hai lớp').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Tắt xác thực hai lớp' }).click();
    await button(page, 'Bắt đầu thiết lập').waitFor();
  });

  it('gives a dangerous action up when I do not say who I am', async () => {
    await lab.stack.pool.query(`update session set recent_until = now() - interval '1 minute'`);
    await button(page, 'Bắt đầu thiết lập').click();
    await page.getByRole('dialog', { name: 'Xác nhận lại' }).getByRole('button', { name: 'Hủy' }).click();
    await page.getByText('(RECENT_SIGN_IN_REQUIRED)').waitFor();
  });

  it('changes the password, and stays signed in', async () => {
    await page.getByLabel('Mật khẩu hiện tại').fill(DEMO_PASSWORD);
    await page.getByLabel('Mật khẩu mới', { exact: true }).fill(PASSWORD);
    await page.getByLabel('Nhập lại mật khẩu mới').fill(PASSWORD);
    await button(page, 'Đổi mật khẩu').click();
    await page.getByText('Đã đổi mật khẩu').waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Tài khoản của tôi' }).waitFor();
    const other = await lab.sit();
    await fillSignIn(other.page, 'canbo2.dongxoai', DEMO_PASSWORD);
    await other.page.getByText('(SIGN_IN_FAILED)').waitFor();
    await other.context.close();
  });
});

describe('single sign-on', () => {
  it('signs in whom the office has linked, and goes where he wanted to go', async () => {
    await lab.stack.pool.query(`update account set oidc_subject = 'sub-1' where username = 'canbo3.dongxoai'`);
    await provider.name('sub-1');
    const { page } = await lab.sit();
    await page.goto('/profile');
    await page.getByRole('link', { name: 'Đăng nhập bằng Tài khoản tỉnh' }).waitFor();
    await lab.judge(page, 'sign-in-with-oidc');
    await page.getByRole('link', { name: 'Đăng nhập bằng Tài khoản tỉnh' }).click();
    await page.getByRole('heading', { name: 'Hồ sơ của tôi' }).waitFor();
    await page.getByText('canbo3.dongxoai').waitFor();
  });

  it('says plainly whom it does not know', async () => {
    await provider.name('somebody-else');
    const { page } = await lab.sit();
    await page.goto('/sign-in');
    await page.getByRole('link', { name: 'Đăng nhập bằng Tài khoản tỉnh' }).click();
    await page.getByText('(OIDC_ACCOUNT_UNKNOWN)').waitFor();
    await lab.judge(page, 'sign-in-unknown');
  });

  it('that does not answer leaves the password', async () => {
    await provider.stop();
    const { page } = await lab.sit();
    await page.goto('/sign-in');
    await lab.stack.kill('api');
    await page.getByRole('link', { name: 'Đăng nhập bằng Tài khoản tỉnh' }).click();
    await page.getByText('(OIDC_UNAVAILABLE)').waitFor();
    await lab.judge(page, 'sign-in-provider-down');
    await lab.signIn(page, 'canbo4.dongxoai');
    await button(page, /Đặng Thị Kim Ngân/).waitFor();
  });
});

describe('too many wrong passwords', () => {
  it('say how long to wait', async () => {
    const { page } = await lab.sit();
    for (let n = 0; n < 6; n++) {
      await fillSignIn(page, 'lanhdao.dongxoai', 'sai');
      await page.getByText(/\((SIGN_IN_FAILED|RATE_LIMITED)\)/).waitFor();
    }
    await page.getByText(/Hãy chờ \d+ giây/).waitFor();
    await lab.judge(page, 'sign-in-delayed');
  });
});
