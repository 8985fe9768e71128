import { randomUUID } from 'node:crypto';
import { BACKGROUND_TASK_QUEUE } from '../../contracts/ids';
import { takeStep } from './case-steps';
import { WebLab, type Seat } from './web-lab';

jest.setTimeout(240_000);

/** The operator writes and hands over, the administrator takes the disk into the archive. */
let lab: WebLab;
let operator: Seat;
let archivist: Seat;

beforeAll(async () => {
  lab = await WebLab.open();
  operator = await lab.sit({ as: 'vanhanh' });
  archivist = await lab.sit({ as: 'admin' });
});
afterAll(() => lab.close());

describe('A18.1: copies on portable disks in the browser', () => {
  let address = '';

  it('A18.1a: a wrong label is told at once; the disk is written by the workflow within seconds', async () => {
    const backup = { workflowId: randomUUID(), taskQueue: BACKGROUND_TASK_QUEUE, args: ['manual'] };
    await lab.stack.temporal.workflow.execute('backupWorkflow', backup);
    const { page } = operator;
    await page.getByRole('link', { name: 'Ổ cứng lưu trữ', exact: true }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Ổ cứng lưu trữ' }).waitFor();
    await page.getByRole('button', { name: 'Sao lưu ngoài định kỳ' }).click();
    const dialog = page.getByRole('dialog', { name: 'Sao lưu ngoài định kỳ' });
    await dialog.getByLabel('Dữ liệu và tệp quét').check();
    await dialog.getByLabel('Lý do').fill('Trước khi nâng cấp máy chủ');
    await lab.photograph(page, 'copy-ask');
    expect(await lab.findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Mở bản sao' }).click();
    await page.getByRole('heading', { level: 1, name: /^OC-\d+ · Dữ liệu và tệp quét/ }).waitFor();
    address = page.url();
    const insert = (label: string) =>
      takeStep(page, 'Đã cắm ổ cứng', (step) => step.getByLabel('Nhãn ghi trên ổ cứng').fill(label));
    await insert('O-KHAC');
    await page.getByRole('alert').getByText('Ổ đang cắm mang nhãn khác với nhãn vừa nhập').waitFor();
    await lab.judge(page, 'copy-wrong-disk');
    await insert('O-THU-01');
    await page.getByText('Đã ghi, chờ bàn giao').first().waitFor();
    await lab.judge(page, 'copy-written');
  });

  it('A18.1c: the disk is handed over, taken by another, and its minutes are printed', async () => {
    const { page } = operator;
    await takeStep(page, 'Bàn giao vào lưu trữ');
    await page.getByText('Chờ lưu trữ nhận').first().waitFor();
    await page.getByRole('button', { name: 'Nhận vào lưu trữ' }).waitFor({ state: 'detached' });
    await archivist.page.goto(address);
    await takeStep(archivist.page, 'Nhận vào lưu trữ', (step) =>
      step.getByLabel('Vị trí trong lưu trữ').fill('Kho lưu trữ Sở, kệ 3, ngăn 2'),
    );
    await archivist.page.getByText('Đã nhập lưu trữ').first().waitFor();
    await archivist.page.getByText('kệ 3, ngăn 2').first().waitFor();
    await lab.judge(archivist.page, 'copy-archived');
    const minutes = await archivist.page.request.get(
      `${new URL(address).origin}/api/v1${new URL(address).pathname}/minutes`,
    );
    expect(minutes.headers()['content-type']).toBe('application/pdf');
    expect((await minutes.body()).subarray(0, 5).toString()).toBe('%PDF-');
    await archivist.page.goto(`${new URL(address).origin}/portable-copies?all=1`);
    await archivist.page
      .getByRole('link', { name: /^OC-\d+$/ })
      .first()
      .waitFor();
    await lab.judge(archivist.page, 'copies');
  });
});
