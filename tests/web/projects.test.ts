import type { Locator } from 'playwright-core';
import { WebLab, type Seat } from './web-lab';
import { attachPaper, choose, takeStep } from './case-steps';

jest.setTimeout(240_000);

/** Deputy of the registration office brings forward; its director decides. */
let lab: WebLab;
let head: Seat;
let director: Seat;

beforeAll(async () => {
  lab = await WebLab.open();
  head = await lab.sit({ as: 'lanhdao.vpdk' });
  director = await lab.sit({ as: 'quanly.vpdk' });
});
afterAll(() => lab.close());

const fillPaper = (dialog: Locator): Promise<void> => attachPaper(dialog, '15/QĐ-VPĐK');

describe('A16: a contractor’s project in the browser', () => {
  let address = '';

  it('is registered by the unit that has the work done', async () => {
    const { page } = head;
    await page.getByRole('link', { name: 'Dự án thi công', exact: true }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Dự án của đơn vị thi công' }).waitFor();
    await page.getByRole('button', { name: 'Đăng ký dự án', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Đăng ký dự án' });
    await dialog.getByLabel('Tên dự án').fill('Đo đạc bản đồ địa chính xã Nha Bích');
    await choose(head.page, dialog, 'Đơn vị thi công', 'Công ty TNHH Đo đạc');
    await choose(head.page, dialog, 'Đơn vị có dữ liệu được thi công', 'Chi nhánh Văn phòng Đăng ký đất đai');
    await fillPaper(dialog);
    await lab.photograph(page, 'project-register');
    expect(await lab.findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Đăng ký', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: /^DA-\d+ · Đo đạc/ }).waitFor();
    address = page.url();
    await takeStep(head.page, 'Trình phương án thi công', fillPaper);
    expect(await page.getByRole('button', { name: 'Phê duyệt phương án' }).count()).toBe(0);
  });

  it('its director approves the plan and accepts the work; the page says how far it is', async () => {
    const { page } = director;
    await page.goto(address);
    await takeStep(director.page, 'Phê duyệt phương án', fillPaper);
    await page.getByText('có thể đề nghị cấp tài khoản').waitFor();
    await head.page.reload();
    await takeStep(head.page, 'Đề nghị nghiệm thu', fillPaper);
    await page.reload();
    await lab.judge(director.page, 'project');
    await takeStep(director.page, 'Nghiệm thu', fillPaper);
    await page.getByText('Hiện không cấp tài khoản').waitFor();
  });

  it('what it made is listed, counted and signed', async () => {
    const { page } = head;
    await page.getByRole('link', { name: 'Bàn giao', exact: true }).first().click();
    await page.getByRole('button', { name: 'Lập biên bản bàn giao' }).click();
    const dialog = page.getByRole('dialog', { name: 'Lập biên bản bàn giao' });
    await dialog.getByLabel('Nội dung bàn giao').fill('Cơ sở dữ liệu địa chính xã Nha Bích');
    await choose(head.page, dialog, 'Dự án', 'Đo đạc bản đồ');
    await dialog.getByLabel('Tên', { exact: true }).fill('Cơ sở dữ liệu địa chính');
    await dialog.getByLabel('Số lượng').fill('1200');
    await dialog.getByLabel('Đơn vị tính').fill('thửa');
    await lab.photograph(page, 'handover-prepare');
    expect(await lab.findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Lập', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: /^BG-\d+ · / }).waitFor();

    const receiver = director.page;
    await receiver.goto(page.url());
    await receiver.getByRole('button', { name: /^Kiểm đếm: / }).click();
    const counting = receiver.getByRole('dialog', { name: /^Kiểm đếm/ });
    await counting.getByLabel('Thực nhận').fill('1199');
    await counting.getByRole('button', { name: 'Xác nhận', exact: true }).click();
    await receiver.getByText('Không khớp').first().waitFor();
    expect(await receiver.getByRole('button', { name: 'Ký bên nhận' }).count()).toBe(0);
    await receiver.getByRole('button', { name: /^Kiểm đếm: / }).click();
    await counting.getByLabel('Thực nhận').fill('1200');
    await counting.getByRole('button', { name: 'Xác nhận', exact: true }).click();
    await receiver.getByText('Khớp', { exact: true }).first().waitFor();
    await takeStep(director.page, 'Ký bên nhận');
    await page.reload();
    await takeStep(head.page, 'Ký bên giao', fillPaper);
    await page.getByText('Đã hoàn thành').first().waitFor();
    await lab.judge(head.page, 'handover');
  });

  it('the project knows of it within seconds, is tried, and goes live', async () => {
    const { page } = head;
    await page.goto(address);
    await page.getByRole('button', { name: 'Bắt đầu vận hành thử' }).waitFor();
    await takeStep(head.page, 'Bắt đầu vận hành thử');
    await takeStep(head.page, 'Ghi kết quả vận hành thử', (dialog) =>
      dialog.getByLabel('Kết quả, nhận xét').fill('Chạy ổn định'),
    );
    await director.page.goto(address);
    await takeStep(director.page, 'Quyết định đưa vào vận hành', fillPaper);
    await director.page.getByText('Đã đưa vào vận hành').first().waitFor();
    await lab.judge(director.page, 'project-live');
  });
});
