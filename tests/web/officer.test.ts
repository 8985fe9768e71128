import type { Locator, Page } from 'playwright-core';
import { demoAccountId } from '../../db/seed/demo-accounts';
import { ApiClient } from '../../scripts/demo/api-client';
import { Office } from '../../scripts/demo/office';
import { fillApplication, HANDED_IN, scanAsPdf, scanAsPng } from '../../scripts/demo/sample-application';
import { WebLab, type Seat } from './web-lab';

jest.setTimeout(180_000);

const clerk = 'motcua.dongxoai';
const officer = 'canbo1.dongxoai';
const colleague = 'canbo2.dongxoai';
const head = 'lanhdao.dongxoai';

interface Filed {
  readonly dossierId: string;
  readonly code: string;
  readonly fullName: string;
  readonly idNumber: string;
}

let lab: WebLab;
let office: Office;
let seat: Seat;
const filed: Filed[] = [];

const people = ['Nguyễn Thị Hồng Nhung', 'Lê Văn Đông', 'Đặng Thị Bình', 'Trần Quốc Ấn', 'Phạm Thị Sen', 'Võ Minh Tâm'];

async function file(fullName: string, number: number): Promise<Filed> {
  const { api } = office;
  const idNumber = `0701880012${30 + number}`;
  const applicant = {
    fullName,
    idNumber,
    birthDate: '1988-04-12',
    address: 'Khu phố Tân Bình, phường Bình Phước',
    phone: '0912345678',
    email: 'ho.so@example.vn',
    serial: 'CS 123456',
    priceVnd: 850_000_000,
  };
  const draft = await api.post<{ id: string }>(
    '/drafts',
    clerk,
    { procedureKey: 'P2.TRANSFER', form: fillApplication(applicant), components: HANDED_IN },
    201,
  );
  await api.upload(`/drafts/${draft.id}/files`, clerk, 'transfer-contract', scanAsPng('Hợp đồng'));
  const receipt = await api.post<Filed>(`/drafts/${draft.id}/submit`, clerk, {}, 201);
  return { ...receipt, fullName, idNumber };
}

beforeAll(async () => {
  lab = await WebLab.open();
  office = new Office(new ApiClient(lab.stack.apiUrl.replace(/\/api\/v1$/, '')));
  for (const [number, name] of people.entries()) filed.push(await file(name, number));
  // All are due at the same hour: the inbox goes on by their ids.
  filed.sort((a, b) => (a.dossierId < b.dossierId ? -1 : 1));
  seat = await lab.sit({ as: officer });
});
afterAll(() => lab.close());

function dossier(number: number): Filed {
  const found = filed[number];
  if (!found) throw new Error(`there is no dossier ${number}`);
  return found;
}
const dossierOf = (name: string) => dossier(filed.findIndex(({ fullName }) => fullName === name));
const open = async (page: Page, number: number) => {
  await page.goto(`/dossiers/${dossier(number).dossierId}`);
  await page.getByRole('heading', { name: dossier(number).code, level: 1 }).waitFor();
};
const isDrawn = async (place: Locator) => new Set(await place.screenshot({ type: 'png' })).size > 100;

/** Neither at a desk nor on a phone does anything stick out, and nobody is kept out. */
const judge = (page: Page, name: string): Promise<void> => lab.judge(page, `officer-${name}`);

describe('an officer’s day', () => {
  it('begins with what waits for the group, found by filters that can be kept', async () => {
    const { page } = seat;
    await page.goto('/inbox?view=groups');
    await page
      .getByRole('link', { name: dossier(0).code })
      .first()
      .waitFor();
    await page.getByText('Mới', { exact: true }).first().waitFor();
    await judge(page, 'inbox');
    await page.getByRole('searchbox', { name: /Mã, họ tên/ }).fill('dang binh');
    await page.getByRole('link', { name: dossierOf('Lê Văn Đông').code }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: dossierOf('Đặng Thị Bình').code }).waitFor();
    expect(page.url()).toContain('q=dang+binh');
    await page.getByRole('button', { name: 'Lưu bộ lọc' }).click();
    await page.getByPlaceholder('Tên bộ lọc').fill('Hồ sơ bà Bình');
    await page.getByPlaceholder('Tên bộ lọc').press('Enter');
    await page.getByRole('button', { name: 'Bộ lọc đã lưu (1)' }).waitFor();
    await page.goto('/inbox');
    await page.getByRole('button', { name: 'Bộ lọc đã lưu (1)' }).click();
    await page.getByRole('menuitem', { name: /Hồ sơ bà Bình/ }).click();
    await page.waitForURL(/view=groups&q=dang/);
    await page.getByRole('link', { name: dossierOf('Đặng Thị Bình').code }).waitFor();
  });

  it('one key takes and opens the next task; its form is completed by the keyboard, the answer names the next', async () => {
    const { page } = seat;
    await page.goto('/inbox?view=groups');
    await page.getByRole('link', { name: dossier(0).code }).waitFor();
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('n');
    await page.waitForURL(/\/dossiers\//);
    await page.getByRole('heading', { name: 'Việc cần làm: Thẩm định hồ sơ' }).waitFor();
    const taken = page.url();
    await page
      .getByRole('radiogroup', { name: /Đủ điều kiện/ })
      .getByText('Có', { exact: true })
      .click();
    await page
      .getByRole('radiogroup', { name: /Không phải chuyển/ })
      .getByText('Không', { exact: true })
      .click();
    await page.getByLabel('Ý kiến thẩm định').fill('Đủ điều kiện.');
    await judge(page, 'task');
    // What is typed survives a reload.
    page.once('dialog', (dialog) => void dialog.accept());
    await page.reload();
    expect(await page.getByLabel('Ý kiến thẩm định').inputValue()).toBe('Đủ điều kiện.');
    await page.getByLabel('Ý kiến thẩm định').press('Control+Enter');
    await page.getByText('Đã hoàn thành “Thẩm định hồ sơ”.').waitFor();
    await page.getByText(/Việc tiếp theo: /).waitFor();
    await judge(page, 'completed');
    await page.keyboard.press('Enter');
    await page.getByText('Đã hoàn thành “Thẩm định hồ sơ”.').waitFor({ state: 'detached' });
    expect(page.url() === taken || page.url().includes('/dossiers/')).toBe(true);
  });

  it('sends a dossier back to an earlier step with a reason', async () => {
    const { page } = seat;
    const { rows } = await lab.stack.pool.query<{ dossier_id: string }>(
      `select dossier_id from task where element = 'prepareTaxSlip' and state = 'open'`,
    );
    await page.goto(`/dossiers/${rows[0]?.dossier_id}`);
    await page.getByRole('heading', { name: /Việc cần làm: Lập phiếu/ }).waitFor();
    await page.getByRole('button', { name: /Nhận việc/ }).click();
    await page.getByRole('button', { name: 'Trả lại bước trước' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Thẩm định hồ sơ').waitFor();
    await dialog.getByLabel('Lý do').fill('Thiếu trích lục bản đồ.');
    await judge(page, 'return');
    await dialog.getByRole('button', { name: 'Trả lại' }).click();
    await page.getByRole('heading', { name: /Việc cần làm: Thẩm định hồ sơ/ }).waitFor();
    await page.getByRole('tab', { name: 'Diễn biến' }).click();
    await page.getByText('Thiếu trích lục bản đồ.').waitFor();
    await page.getByText(/Trả hồ sơ từ “Lập phiếu chuyển thông tin” về “Thẩm định hồ sơ”/).waitFor();
    await judge(page, 'timeline');
  });

  it('asks once for everything that is missing, and the clerk takes in what comes', async () => {
    const { page } = seat;
    await open(page, 3);
    await page.getByRole('button', { name: /Nhận việc/ }).click();
    await page.getByRole('button', { name: 'Yêu cầu bổ sung' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Lý do yêu cầu bổ sung').fill('Hợp đồng thiếu trang ký.');
    await dialog.getByRole('checkbox', { name: /Hợp đồng chuyển nhượng/ }).check();
    await judge(page, 'supplement-request');
    await dialog.getByRole('button', { name: 'Gửi yêu cầu' }).click();
    await page.getByText('Đã yêu cầu bổ sung; thời hạn tạm dừng.').waitFor();
    await page.getByRole('tab', { name: 'Thời hạn' }).click();
    await page.getByText('đang tạm dừng').waitFor();
    await judge(page, 'clock');
    const counter = await lab.sit({ as: clerk });
    await open(counter.page, 3);
    await counter.page.getByRole('button', { name: 'Nhận hồ sơ bổ sung' }).click();
    const received = counter.page.getByRole('dialog');
    expect(await received.getByRole('checkbox', { name: /Hợp đồng chuyển nhượng/ }).isChecked()).toBe(true);
    const scan = scanAsPdf('Hợp đồng');
    await received
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: scan.name, mimeType: scan.type, buffer: scan.bytes });
    await received.getByText('1 bản quét').waitFor();
    await judge(counter.page, 'supplement');
    await received.getByRole('button', { name: 'Nhận bổ sung' }).click();
    await counter.page.getByText('Đã nhận hồ sơ bổ sung').waitFor();
    await counter.context.close();
    // The officer's page follows by itself, and says who did it.
    await page.getByText('Hồ sơ vừa có thay đổi trong lúc bạn đang mở').waitFor();
    await page.getByText('Nguyễn Thị Thanh Hương').first().waitFor();
  });

  it('takes several at once, with a result for each', async () => {
    const { page } = seat;
    await page.goto('/inbox?view=groups');
    await page.getByRole('checkbox', { name: `Đánh dấu ${dossier(4).code}` }).check();
    await page.getByRole('checkbox', { name: `Đánh dấu ${dossier(5).code}` }).check();
    // Between marking and pressing a colleague takes one; the page learns of it a moment later.
    await page.route('**/api/v1/inbox?*', (route) => void route.abort());
    await office.claim(dossier(5).dossierId, 'appraise', 'checker');
    await page.getByRole('button', { name: 'Nhận 2 việc' }).click();
    await page.unroute('**/api/v1/inbox?*');
    await page.getByText('Đã nhận 1/2 việc').waitFor();
    const results = page.getByRole('list', { name: 'Kết quả từng việc' });
    await results.getByText('(TASK_HELD_BY_OTHER)').waitFor();
    expect(await results.getByRole('listitem').count()).toBe(2);
    await page.getByRole('tab', { name: /Nhóm của tôi/ }).waitFor();
    await judge(page, 'bulk');
  });
});

describe('two people on one dossier', () => {
  it('the second sees who was first, loses nothing typed, and his late click is answered plainly', async () => {
    const { page } = seat;
    await open(page, 4);
    await page.getByLabel('Ý kiến thẩm định').fill('Đang viết dở');
    const boss = await lab.sit({ as: head });
    await open(boss.page, 4);
    await boss.page.getByRole('button', { name: 'Giao cho người khác' }).click();
    await boss.page.getByRole('dialog').getByText('Trần Thị Mỹ Duyên').waitFor();
    await judge(boss.page, 'assign');
    // The page of the first is cut off from the news: his click comes too late.
    await page.context().setOffline(true);
    await boss.page.getByRole('radio', { name: /Trần Thị Mỹ Duyên/ }).check();
    await boss.page.getByRole('dialog').getByRole('button', { name: 'Giao việc' }).click();
    await boss.page.getByText('Đã giao việc “Thẩm định hồ sơ”.').waitFor();
    await boss.context.close();
    await page.context().setOffline(false);
    await page.getByText('Hồ sơ vừa có thay đổi trong lúc bạn đang mở').waitFor();
    await page.getByText(/được giao cho Trần Thị Mỹ Duyên/).waitFor();
    await judge(page, 'changed');
    const typed = await page.evaluate<string>('JSON.stringify({ ...sessionStorage })');
    expect(typed).toContain('Đang viết dở');
  });

  it('an action on what has changed is refused with its code, and the page shows what stands', async () => {
    const { page } = seat;
    await open(page, 1);
    const claim = page.getByRole('button', { name: /Nhận việc/ });
    await claim.waitFor();
    // The news is late: until he has clicked, his page is told what it knows already.
    const address = `**/api/v1/dossiers/${dossier(1).dossierId}`;
    const known = await (await page.request.get(`/api/v1/dossiers/${dossier(1).dossierId}`)).body();
    await page.route(address, (route) => route.fulfill({ body: known, contentType: 'application/json' }));
    await office.claim(dossier(1).dossierId, 'appraise', 'checker');
    await claim.click();
    await page.getByText(/\((VERSION_CONFLICT|TASK_HELD_BY_OTHER)\)/).waitFor();
    await page.unroute(address);
    await page.reload();
    await page
      .getByText(/Trần Thị Mỹ Duyên/)
      .first()
      .waitFor();
  });
});

describe('the dossier in all its parts', () => {
  it('covers personal data until a reason is given, which is kept', async () => {
    const { page } = seat;
    await open(page, 0);
    await page.getByText('••••••••••••').first().waitFor();
    await page.getByRole('button', { name: 'Xem thông tin cá nhân' }).click();
    await page.getByRole('dialog').getByLabel('Lý do xem').fill('Đối chiếu căn cước');
    await judge(page, 'personal-data');
    await page.getByRole('dialog').getByRole('button', { name: 'Xem', exact: true }).click();
    await page.getByText(dossier(0).idNumber).first().waitFor();
    const { rows } = await lab.stack.pool.query<{ account_id: string; reason: string }>(
      `select actor as account_id, detail ->> 'reason' as reason from audit_entry where action = 'personalData.read' and subject_id = $1 order by serial`,
      [dossier(0).dossierId],
    );
    expect(rows).toContainEqual({ account_id: demoAccountId(officer), reason: 'Đối chiếu căn cước' });
  });

  it('shows scans and papers beside the form', async () => {
    const { page } = seat;
    await page.getByRole('button', { name: /Hợp đồng chuyển nhượng/ }).click();
    await page.getByRole('img', { name: /Hợp đồng chuyển nhượng/ }).waitFor();
    await judge(page, 'papers');
  });

  it('draws the diagram with the path so far', async () => {
    const { page } = seat;
    await page.getByRole('tab', { name: 'Quy trình' }).click();
    const diagram = page.locator('.djs-container svg').first();
    await page.locator('.djs-element[data-element-id=appraise]').waitFor();
    expect(await isDrawn(diagram)).toBe(true);
    await judge(page, 'process');
  });

  it('draws the parcel among its neighbours, and says it in words', async () => {
    const { page } = seat;
    await page.getByRole('tab', { name: 'Thửa đất' }).click();
    const map = page.getByRole('figure', { name: /Bản đồ Thửa 145, tờ 27, 312,5 m²/ });
    await map.waitFor();
    await map.locator('.parcel-number-own, svg').first().waitFor();
    await page.waitForTimeout(1_000); // the map paints when its worker has cut the parcels; nothing in the page says so
    expect(await isDrawn(map.locator('canvas, svg').first())).toBe(true);
    await judge(page, 'parcel');
  });

  it('keeps what colleagues tell one another', async () => {
    const { page } = seat;
    await page.getByRole('tab', { name: 'Thuế, hạn chế' }).click();
    await judge(page, 'tax');
    await page.getByRole('tab', { name: 'Trao đổi' }).click();
    await page.getByLabel(/Trao đổi với đồng nghiệp/).fill('Đã gọi chủ hồ sơ, hẹn thứ Năm.');
    await page.getByRole('button', { name: 'Gửi', exact: true }).click();
    await page.getByRole('article').getByText('Đã gọi chủ hồ sơ, hẹn thứ Năm.').waitFor();
    await judge(page, 'comments');
  });

  it('offers the head to stop, move and refuse, each in plain words', async () => {
    const boss = await lab.sit({ as: head });
    await open(boss.page, 0);
    for (const [name, shot] of [
      ['Đặt lại ngày hẹn', 'deadline'],
      ['Từ chối giải quyết', 'refusal'],
      ['Dừng giải quyết', 'stop'],
    ] as const) {
      await boss.page.getByRole('button', { name: /Thao tác khác/ }).click();
      await boss.page.getByRole('menuitem', { name }).click();
      await boss.page.getByRole('dialog', { name }).waitFor();
      await judge(boss.page, shot);
      await boss.page.getByRole('dialog').getByRole('button', { name: 'Hủy' }).click();
      await boss.page.getByRole('dialog').waitFor({ state: 'hidden' });
    }
    await boss.context.close();
  });
});

describe('finding a dossier', () => {
  it('by words without accents, state and unit', async () => {
    const { page } = seat;
    await page.goto('/dossiers?q=le+dong');
    await page.getByRole('link', { name: dossierOf('Lê Văn Đông').code }).waitFor();
    expect(await page.getByRole('link', { name: dossierOf('Phạm Thị Sen').code }).count()).toBe(0);
    await judge(page, 'search');
  });
});

describe('standing in for a colleague', () => {
  it('is given on the profile; the delegate sees whose work it is and takes it over', async () => {
    const giver = await lab.sit({ as: colleague });
    await giver.page.goto('/profile');
    await giver.page.getByLabel('Người nhận ủy quyền').fill('Phạm Quốc');
    await giver.page.getByTitle(/Phạm Quốc Bảo/).click();
    const today = new Intl.DateTimeFormat('vi-VN', {
      ...{ timeZone: 'Asia/Ho_Chi_Minh', day: '2-digit', month: '2-digit', year: 'numeric' },
    }).format(new Date());
    const days = giver.page.locator('.ant-picker-range input');
    await days.first().fill(today);
    await days.first().press('Enter');
    await days.last().fill(today);
    await days.last().press('Enter');
    await giver.page.getByLabel('Lý do').fill('Nghỉ phép');
    await judge(giver.page, 'delegation');
    await giver.page.getByRole('button', { name: 'Ủy quyền', exact: true }).click();
    await giver.page.getByText('Đã ủy quyền cho Phạm Quốc Bảo').waitFor();
    await giver.context.close();
    const { page } = seat;
    await page.goto('/inbox');
    await page.getByText('thay Trần Thị Mỹ Duyên').first().waitFor();
    await open(page, 1);
    await page.getByRole('button', { name: 'Nhận thay Trần Thị Mỹ Duyên' }).click();
    await page.getByText('Bạn đã nhận thay việc “Thẩm định hồ sơ”.').waitFor();
    await page.getByLabel('Ý kiến thẩm định').waitFor();
  });
});
