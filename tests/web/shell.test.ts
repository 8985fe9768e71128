import { WebLab, type Seat } from './web-lab';

jest.setTimeout(180_000);

let lab: WebLab;
let seat: Seat;
beforeAll(async () => {
  lab = await WebLab.open();
  seat = await lab.sit();
});
afterAll(() => lab.close());

describe('signing in', () => {
  it('shows a plain refusal with its code, and keeps the name', async () => {
    const { page } = seat;
    await page.goto('/dossiers?q=abc');
    await page.waitForURL(/\/sign-in\?next=/);
    await page.getByLabel('Tên đăng nhập').fill('canbo1.dongxoai');
    await page.getByLabel('Mật khẩu').fill('sai');
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await page.getByText('Tên đăng nhập hoặc mật khẩu không đúng').waitFor();
    await page.getByText('(SIGN_IN_FAILED)').waitFor();
    expect(await page.getByLabel('Tên đăng nhập').inputValue()).toBe('canbo1.dongxoai');
    await lab.photograph(page, 'sign-in');
    expect(await lab.findBarriers(page)).toEqual([]);
  });

  it('goes on to the page that was asked for', async () => {
    const { page } = seat;
    await lab.signIn(page, 'canbo1.dongxoai');
    await page.getByRole('button', { name: /Phạm Quốc Bảo/ }).waitFor();
  });
});

describe('the profile', () => {
  it('shows who I am and keeps what I set, also in another browser', async () => {
    const { page } = seat;
    await page.goto('/profile');
    await page.getByRole('heading', { name: 'Hồ sơ của tôi' }).waitFor();
    await lab.photograph(page, 'profile');
    expect(await lab.findBarriers(page)).toEqual([]);
    await page.getByRole('radio', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'My profile' }).waitFor();
    const other = await lab.sit({ as: 'canbo1.dongxoai' });
    await other.page.goto('/profile');
    await other.page.getByRole('heading', { name: 'My profile' }).waitFor();
    await other.page.getByRole('radio', { name: 'Tiếng Việt' }).click();
    await other.page.getByRole('heading', { name: 'Hồ sơ của tôi' }).waitFor();
    await other.context.close();
  });
});

describe('a session that ends in the middle of work', () => {
  it('is opened again over the page', async () => {
    const { page } = seat;
    await page.goto('/profile');
    await page.getByRole('heading', { name: /Hồ sơ của tôi|My profile/ }).waitFor();
    await lab.stack.pool.query('delete from session');
    await page.getByRole('radio', { name: /Compact|Gọn/ }).click();
    const dialog = page.getByRole('dialog', { name: /Phiên làm việc đã hết hạn|Your session has ended/ });
    await dialog.waitFor();
    await lab.photograph(page, 'session-expired');
    await dialog.locator('input[type=password]').fill('Sodo@2026');
    await dialog.getByRole('button', { name: /^(Đăng nhập|Sign in)$/ }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.reload();
    await page.getByRole('radio', { name: /Compact|Gọn/, checked: true }).waitFor();
  });
});
