import { WebLab, type Seat } from './web-lab';

jest.setTimeout(180_000);

let lab: WebLab;
let clerk: Seat;
let operator: Seat;

beforeAll(async () => {
  lab = await WebLab.open();
  clerk = await lab.sit({ as: 'motcua.dongxoai' });
  operator = await lab.sit({ as: 'vanhanh' });
});
afterAll(() => lab.close());

async function judge({ page }: Seat, name: string): Promise<void> {
  await lab.photograph(page, name);
  expect(await lab.findBarriers(page)).toEqual([]);
}

/** Presses a step of the incident, fills its dialog, and waits until it is recorded. */
async function take(
  step: string,
  fill: (dialog: ReturnType<Seat['page']['getByRole']>) => Promise<void>,
): Promise<void> {
  const { page } = operator;
  await page.getByRole('button', { name: step, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: step });
  await fill(dialog);
  await dialog.getByRole('button', { name: 'Xác nhận', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText(`Đã ghi nhận: ${step}`).waitFor();
}

describe('an incident, from one click to its end', () => {
  it('A18.2a: a clerk reports it from wherever she is, with one sentence', async () => {
    const { page } = clerk;
    await page.getByRole('button', { name: 'Báo sự cố' }).click();
    const dialog = page.getByRole('dialog', { name: 'Báo sự cố' });
    await dialog.getByRole('button', { name: 'Gửi báo cáo' }).click();
    await dialog.getByText('Cần nhập mục này').waitFor();
    await dialog.getByLabel('Chuyện gì đã xảy ra?').fill('Không mở được hồ sơ nào từ sáng');
    await dialog.getByText('Hỏng hệ quản trị CSDL hoặc hệ điều hành').click();
    await judge(clerk, 'incident-report');
    // What is typed outlives a reload.
    page.once('dialog', (ask) => void ask.accept());
    await page.reload();
    await page.getByRole('button', { name: 'Báo sự cố' }).click();
    expect(await dialog.getByLabel('Chuyện gì đã xảy ra?').inputValue()).toBe('Không mở được hồ sơ nào từ sáng');
    await dialog.getByRole('button', { name: 'Gửi báo cáo' }).click();
    await page.getByText('Đã gửi báo cáo sự cố').waitFor();
    await dialog.waitFor({ state: 'hidden' });
  });

  it('the operator finds it in the register and sees what is asked of him first', async () => {
    const { page } = operator;
    await page.getByRole('link', { name: 'Sự cố', exact: true }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Sự cố' }).waitFor();
    await page.getByText('Không mở được hồ sơ nào từ sáng').waitFor();
    await judge(operator, 'incidents');
    await page.getByRole('link', { name: /^SC-\d+$/ }).click();
    await page.getByRole('heading', { level: 1, name: /SC-\d+ · Hỏng hệ quản trị/ }).waitFor();
    await page.getByText('A19.3c').first().waitFor();
    await judge(operator, 'incident');
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await lab.overflows(page)).toBe(false);
    await page.setViewportSize({ width: 1366, height: 768 });
  });

  it('A18.2b: the unit’s people see the expected time above every page', async () => {
    await take('Thông báo đơn vị', async (dialog) => {
      await dialog.getByLabel('Lời nhắn cho đơn vị').fill('Đề nghị chờ đến đầu giờ chiều');
    });
    const { page } = clerk;
    await page.reload();
    await page.getByText(/Sự cố SC-\d+: dự kiến khắc phục xong/).waitFor();
    await page.getByText('Đề nghị chờ đến đầu giờ chiều').waitFor();
    await judge(clerk, 'incident-notice');
  });

  it('A19.1a: what is stopped is stopped for the clerk, and says so in plain words', async () => {
    await take('Ngừng chức năng', async (dialog) => {
      await dialog.getByText('Tiếp nhận hồ sơ').click();
      await dialog.getByText('ngừng hẳn').click();
      await dialog.getByLabel('Lý do').fill('Phục hồi dữ liệu');
      await judge(operator, 'incident-stop-order');
    });
    const { page } = clerk;
    await page.getByText(/Đang tạm ngừng do sự cố: Tiếp nhận hồ sơ \(ngừng hẳn\)/).waitFor();
    await page.goto(`${new URL(page.url()).origin}/intake`);
    await page.getByText('Chức năng đang tạm ngừng do có sự cố').first().waitFor();
    await judge(clerk, 'incident-stopped');
    await take('Mở lại chức năng', () => Promise.resolve());
    await page.getByText(/Đang tạm ngừng do sự cố/).waitFor({ state: 'hidden' });
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Tiếp nhận hồ sơ' }).waitFor();
  });

  it('leaders, fix, quick report, cause, follow-up, and it is over', async () => {
    const { page } = operator;
    await take('Báo cáo lãnh đạo', () => Promise.resolve());
    await take('Đã khắc phục', (dialog) => dialog.getByLabel('Đã làm gì').fill('Dựng lại máy chủ'));
    await take('Lập báo cáo nhanh', (dialog) => dialog.getByLabel('Tình hình, đánh giá').fill('Không mất dữ liệu.'));
    const link = page.getByRole('link', { name: /^bao-cao-nhanh-SC-\d+-\d+\.pdf$/ });
    const paper = await page.context().request.get(new URL((await link.getAttribute('href')) ?? '', page.url()).href);
    expect(paper.headers()['content-type']).toBe('application/pdf');
    await take('Ghi nguyên nhân', async (dialog) => {
      await dialog.getByLabel('Nguyên nhân gốc').fill('Nguồn điện của tủ máy chủ');
      await dialog.getByLabel('Việc cần làm (mỗi dòng một việc)').fill('Lắp bộ lưu điện\n\nThử chuyển nguồn');
    });
    await page.getByText('Lắp bộ lưu điện – chưa xong').waitFor();
    await take('Xong việc sau sự cố', () => Promise.resolve());
    await take('Xong việc sau sự cố', () => Promise.resolve());
    await take('Đóng sự cố', () => Promise.resolve());
    await page.getByText('Đã đóng', { exact: true }).waitFor();
    await judge(operator, 'incident-closed');
    await clerk.page.reload();
    await clerk.page.getByText(/dự kiến khắc phục xong/).waitFor({ state: 'hidden' });
  });
});
