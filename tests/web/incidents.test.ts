import { waitFor } from '../faults/wait-for';
import { takeStep } from './case-steps';
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

describe('an incident, from one click to its end', () => {
  it('A18.2a: a clerk reports it from wherever she is, with one sentence', async () => {
    const { page } = clerk;
    await page.getByRole('button', { name: 'Báo sự cố' }).click();
    const dialog = page.getByRole('dialog', { name: 'Báo sự cố' });
    await dialog.getByRole('button', { name: 'Gửi báo cáo' }).click();
    await dialog.getByText('Cần nhập mục này').waitFor();
    await dialog.getByLabel('Chuyện gì đã xảy ra?').fill('Không mở được hồ sơ nào từ sáng');
    await dialog.getByText('Hỏng hệ quản trị CSDL hoặc hệ điều hành').click();
    await lab.judge(clerk.page, 'incident-report');
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
    await lab.judge(operator.page, 'incidents');
    await page.getByRole('link', { name: /^SC-\d+$/ }).click();
    await page.getByRole('heading', { level: 1, name: /SC-\d+ · Hỏng hệ quản trị/ }).waitFor();
    await page.getByText('A19.3c').first().waitFor();
    await lab.judge(operator.page, 'incident');
  });

  it('A18.2b: the unit’s people see the expected time above every page', async () => {
    await takeStep(operator.page, 'Thông báo đơn vị', async (dialog) => {
      await dialog.getByLabel('Lời nhắn cho đơn vị').fill('Đề nghị chờ đến đầu giờ chiều');
    });
    const { page } = clerk;
    await page.reload();
    await page.getByText(/Sự cố SC-\d+: dự kiến khắc phục xong/).waitFor();
    await page.getByText('Đề nghị chờ đến đầu giờ chiều').waitFor();
    await lab.judge(clerk.page, 'incident-notice');
  });

  it('A19.1a: what is stopped is stopped for the clerk, and says so in plain words', async () => {
    await takeStep(operator.page, 'Ngừng chức năng', async (dialog) => {
      await dialog.getByText('Tiếp nhận hồ sơ').click();
      await dialog.getByText('ngừng hẳn').click();
      await dialog.getByLabel('Lý do').fill('Phục hồi dữ liệu');
      await lab.judge(operator.page, 'incident-stop-order');
    });
    const { page } = clerk;
    await page.getByText(/Đang tạm ngừng do sự cố: Tiếp nhận hồ sơ \(ngừng hẳn\)/).waitFor();
    await page.goto(`${new URL(page.url()).origin}/intake`);
    await page.getByText('Chức năng đang tạm ngừng do có sự cố').first().waitFor();
    await lab.judge(clerk.page, 'incident-stopped');
    await takeStep(operator.page, 'Mở lại chức năng');
    await page.getByText(/Đang tạm ngừng do sự cố/).waitFor({ state: 'hidden' });
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Tiếp nhận hồ sơ' }).waitFor();
  });

  it('leaders, fix, quick report, cause, follow-up, and it is over', async () => {
    const { page } = operator;
    await takeStep(operator.page, 'Báo cáo lãnh đạo');
    await takeStep(operator.page, 'Đã khắc phục', (dialog) => dialog.getByLabel('Đã làm gì').fill('Dựng lại máy chủ'));
    await takeStep(operator.page, 'Lập báo cáo nhanh', (dialog) =>
      dialog.getByLabel('Tình hình, đánh giá').fill('Không mất dữ liệu.'),
    );
    const link = page.getByRole('link', { name: /^bao-cao-nhanh-SC-\d+-\d+\.pdf$/ });
    const paper = await page.context().request.get(new URL((await link.getAttribute('href')) ?? '', page.url()).href);
    expect(paper.headers()['content-type']).toBe('application/pdf');
    await takeStep(operator.page, 'Ghi nguyên nhân', async (dialog) => {
      await dialog.getByLabel('Nguyên nhân gốc').fill('Nguồn điện của tủ máy chủ');
      await dialog.getByLabel('Việc cần làm (mỗi dòng một việc)').fill('Lắp bộ lưu điện\n\nThử chuyển nguồn');
    });
    await page.getByText('Lắp bộ lưu điện – chưa xong').waitFor();
    await takeStep(operator.page, 'Xong việc sau sự cố');
    await takeStep(operator.page, 'Xong việc sau sự cố');
    await takeStep(operator.page, 'Đóng sự cố');
    await page.getByText('Đã đóng', { exact: true }).waitFor();
    await lab.judge(operator.page, 'incident-closed');
    await clerk.page.reload();
    await clerk.page.getByText(/dự kiến khắc phục xong/).waitFor({ state: 'hidden' });
  });
});

describe('the state of the installation', () => {
  it('A13.3, A13.4: is one page: parts, the last day, when a disk is full, and the backups', async () => {
    const { page } = operator;
    await lab.stack.pool.query(
      `insert into health_sample (probe, at, value)
       select 'filesDiskUsed', now() - day * interval '1 day', 0.9 - 0.01 * day from generate_series(1, 40) day
       union all select 'taxQueueSeconds', now() - hour * interval '1 hour', 40 + 30 * sin(hour) from generate_series(1, 23) hour`,
    );
    await page.getByRole('link', { name: 'Tình trạng hệ thống' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Tình trạng hệ thống' }).waitFor();
    const database = page.getByRole('row', { name: /^Cơ sở dữ liệu \(PostgreSQL\) trả lời/ });
    // The worker measures by itself, at the latest after half a minute.
    await waitFor('the first sample', async () => {
      await page.reload();
      await database.getByText('Bình thường').waitFor({ timeout: 3_000 });
      return true;
    });
    await page.getByText(/^Ổ đĩa lưu tệp hồ sơ: mở rộng trước ngày /).waitFor();
    await page.getByRole('img', { name: /^Bản tin chờ gửi cơ quan thuế, 24 giờ qua, cao nhất / }).waitFor();
    await page.getByText('Chưa sao lưu lần nào').waitFor();
    await waitFor('the api to say what it answered', async () => {
      const { rows } = await lab.stack.pool.query<{ requests: number }>(
        'select coalesce(sum(requests), 0)::int as requests from http_traffic',
      );
      return (rows[0]?.requests ?? 0) > 20;
    });
    await lab.judge(page, 'operator-health');
  });
});
