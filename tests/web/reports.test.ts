import { attachPaper, choose, takeStep } from './case-steps';
import { WebLab, type Seat } from './web-lab';

jest.setTimeout(240_000);

/** Sở asks; the deputy of the registration office prepares, its director signs. */
let lab: WebLab;
let department: Seat;
let head: Seat;
let director: Seat;

beforeAll(async () => {
  lab = await WebLab.open();
  department = await lab.sit({ as: 'quanly' });
  head = await lab.sit({ as: 'lanhdao.vpdk' });
  director = await lab.sit({ as: 'quanly.vpdk' });
});
afterAll(() => lab.close());

describe('A11.8, A15.5: periodic reports in the browser', () => {
  let address = '';

  it('one is asked for, and its figures are there within seconds', async () => {
    const { page } = department;
    await page.getByRole('link', { name: 'Báo cáo định kỳ', exact: true }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Báo cáo định kỳ' }).waitFor();
    await page.getByRole('button', { name: 'Yêu cầu báo cáo đột xuất' }).click();
    const dialog = page.getByRole('dialog', { name: 'Yêu cầu báo cáo đột xuất' });
    await choose(page, dialog, 'Đơn vị báo cáo', 'Văn phòng Đăng ký đất đai');
    await dialog.getByLabel(/^Hạn gửi/).fill('31/12/2030');
    await dialog.getByLabel(/^Hạn gửi/).press('Enter');
    await dialog.getByLabel('Mục đích, nội dung cần báo cáo').fill('Phục vụ giao ban');
    await lab.photograph(page, 'report-ask');
    expect(await lab.findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Yêu cầu', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: /^BC-\d+ · Đột xuất/ }).waitFor();
    address = page.url();
    await page.getByText('Hồ sơ theo đơn vị').first().waitFor();
    await page.getByText('Đang soạn').first().waitFor();
  });

  it('is worded and handed in by one, signed and sent by another', async () => {
    const { page } = head;
    await page.goto(address);
    await takeStep(page, 'Viết nhận xét', (dialog) =>
      dialog.getByLabel('Đánh giá chung').fill('Hệ thống hoạt động ổn định trong kỳ.'),
    );
    await lab.judge(page, 'report');
    await takeStep(page, 'Trình ký');
    expect(await page.getByRole('button', { name: 'Ký báo cáo' }).count()).toBe(0);
    await director.page.goto(address);
    await takeStep(director.page, 'Ký báo cáo');
    await takeStep(director.page, 'Gửi báo cáo', (dialog) => attachPaper(dialog, '31/BC-VPĐK'));
  });

  it('is kept as paper and as workbook, and taken', async () => {
    const { page } = department;
    await page.goto(address);
    await page.getByText('31/BC-VPĐK').first().waitFor();
    for (const [button, ending] of [
      ['PDF', 'pdf'],
      ['Excel', 'xlsx'],
    ] as const) {
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: button }).click();
      expect((await download).suggestedFilename()).toMatch(new RegExp(`^bao-cao-BC-\\d+-.*\\.${ending}$`));
    }
    await takeStep(page, 'Tiếp nhận');
    await page.getByText('Đã tiếp nhận').first().waitFor();
    await lab.judge(page, 'report-accepted');
    await page.goto(`${new URL(address).origin}/reports?all=1`);
    await page
      .getByRole('link', { name: /^BC-\d+$/ })
      .first()
      .waitFor();
    await lab.judge(page, 'reports');
  });
});
