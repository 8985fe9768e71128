import { randomUUID } from 'node:crypto';
import { AccountOffice, ADMIN, MANAGER } from './account-office';
import { ApiLab, expectStatus } from './api-lab';
import { readPdf, joinText } from '../unit/templates/read-pdf';

jest.setTimeout(180_000);

/** The registration office has the work done: its deputy brings forward, its director decides. */
const HEAD = 'lanhdao.vpdk';
const DIRECTOR = 'quanly.vpdk';
const CONTRACTOR = 'nt.dodac';
const SUM = 'a'.repeat(64);

let lab: ApiLab;
let office: AccountOffice;
beforeAll(async () => {
  lab = await ApiLab.open();
  office = await new AccountOffice(lab).open();
});
afterAll(() => lab.close());

const paper = (as: string) => office.letter(as);
const registration = async (body: Record<string, unknown> = {}) => ({
  name: 'Đo đạc, lập bản đồ địa chính xã Nha Bích',
  ownerUnitId: 'vpdk',
  contractorUnitId: CONTRACTOR,
  workUnits: ['cn.dongxoai'],
  document: await paper(HEAD),
  ...body,
});
const register = async (body?: Record<string, unknown>, as = HEAD, key?: string) =>
  lab.post('/contractor-projects', as, await registration(body), key);
const registered = async () => (await expectStatus(register(), 201)).body.id as string;
const step = (id: string, path: string, body: unknown, as: string) =>
  lab.post(`/contractor-projects/${id}/${path}`, as, body);
const onPaper = async (id: string, path: string, as: string) =>
  expectStatus(step(id, path, { document: await paper(as) }, as), 200);
const page = async (id: string, as = DIRECTOR) =>
  (await expectStatus(lab.get(`/contractor-projects/${id}`, as), 200)).body;

async function working(): Promise<string> {
  const id = await registered();
  await onPaper(id, 'plan', HEAD);
  await onPaper(id, 'plan/approval', DIRECTOR);
  return id;
}

async function accepted(): Promise<string> {
  const id = await working();
  await onPaper(id, 'acceptance', HEAD);
  await onPaper(id, 'acceptance/approval', DIRECTOR);
  return id;
}

const ofContractor = (projectId: string | undefined, more: Record<string, unknown> = {}) => ({
  unitId: CONTRACTOR,
  position: 'contractorSurveyor',
  duties: [{ duty: 'processDossiers', unitId: 'cn.dongxoai' }],
  ...(projectId === undefined ? {} : { projectId }),
  ...more,
});

const items = [
  { name: 'Cơ sở dữ liệu địa chính xã Nha Bích', kind: 'data', measure: 'thửa', count: 1200, sha256: SUM },
  { name: 'Máy trạm', kind: 'server', measure: 'máy', count: 2 },
];
const handover = (body: Record<string, unknown>, as = HEAD) =>
  lab.post('/handovers', as, {
    subject: 'Sản phẩm đo đạc xã Nha Bích',
    giverUnitId: CONTRACTOR,
    receiverUnitId: 'vpdk',
    items,
    ...body,
  });
const onHandover = (id: string, path: string, body: unknown, as: string) =>
  lab.post(`/handovers/${id}/${path}`, as, body);

async function counted(projectId: string): Promise<string> {
  const id = (await expectStatus(handover({ projectId }), 201)).body.id as string;
  await expectStatus(onHandover(id, 'checks', { number: 1, count: 1200, sha256: SUM }, DIRECTOR), 200);
  await expectStatus(onHandover(id, 'checks', { number: 2, count: 2 }, DIRECTOR), 200);
  return id;
}

describe('A16.1: a contractor’s project', () => {
  test('is registered once per request, with a paper, for a contractor', async () => {
    const key = randomUUID();
    const body = await registration();
    const first = await expectStatus(lab.post('/contractor-projects', HEAD, body, key), 201);
    const again = await expectStatus(lab.post('/contractor-projects', HEAD, body, key), 201);
    expect(again.body).toEqual(first.body);
    const shown = await page(first.body.id as string);
    expect(shown).toMatchObject({
      code: expect.stringMatching(/^DA-\d{4}$/),
      name: 'Đo đạc, lập bản đồ địa chính xã Nha Bích',
      status: 'registered',
      owner: { id: 'vpdk' },
      contractor: { id: CONTRACTOR },
      workUnits: [{ id: 'cn.dongxoai' }],
      accountsMayBeIssued: false,
      history: [
        {
          command: 'registerProject',
          text: expect.stringMatching(/^CV-.*, 2026-11-20$/),
          files: [{ fileName: 'van-ban.pdf' }],
        },
      ],
    });
    const { items: list } = (await expectStatus(lab.get('/contractor-projects?open=true', DIRECTOR), 200)).body;
    expect((list as { id: string }[]).map(({ id }) => id)).toContain(first.body.id);
  });

  test.each([
    ['CONTRACTOR_UNIT_REQUIRED', { contractorUnitId: 'cn.dongxoai' }, HEAD],
    ['UNIT_NOT_FOUND', { workUnits: ['cn.khongco'] }, HEAD],
    ['DOCUMENT_REQUIRED', { document: { number: '1', date: '2026-03-01', fileIds: [] } }, HEAD],
    ['FORBIDDEN', { ownerUnitId: 'so' }, HEAD],
    ['FORBIDDEN', {}, 'canbo1.dongxoai'],
  ])('%s: nothing is written', async (code, body, as) => {
    const before = await lab.pool.query('select count(*) from contractor_project');
    const { body: refusal } = await register(body, as);
    expect(refusal.code).toBe(code);
    const after = await lab.pool.query('select count(*) from contractor_project');
    expect(after.rows).toEqual(before.rows);
  });

  test('is nobody else’s to see, and its plan not approved by who submitted it', async () => {
    const id = await registered();
    expect((await lab.get(`/contractor-projects/${id}`, 'lanhdao.budang')).body.code).toBe('CASE_NOT_FOUND');
    await onPaper(id, 'plan', HEAD);
    expect((await step(id, 'plan/approval', { document: await paper(HEAD) }, HEAD)).body.code).toBe('FORBIDDEN');
    const byDirector = await registered();
    await onPaper(byDirector, 'plan', DIRECTOR);
    const refused = await step(byDirector, 'plan/approval', { document: await paper(DIRECTOR) }, DIRECTOR);
    expect(refused.body.code).toBe('FOUR_EYES');
    expect((await page(byDirector)).allowed).not.toContain('approvePlan');
  });
});

describe('A7.1e, A7.3c: accounts of a contractor', () => {
  test('are refused before the plan is approved, beyond the project, and without one', async () => {
    const id = await registered();
    const ask = async (body: Record<string, unknown>) => (await office.ask(body, MANAGER)).body.code;
    expect(await ask(ofContractor(id))).toBe('CONTRACTOR_PLAN_NOT_APPROVED');
    expect(await ask(ofContractor(undefined))).toBe('CONTRACTOR_PROJECT_REQUIRED');
    expect(await ask({ ...ofContractor(id), unitId: 'so', duties: [{ duty: 'processDossiers', unitId: 'so' }] })).toBe(
      'CONTRACTOR_PROJECT_REQUIRED',
    );
    expect(await ask(ofContractor(randomUUID()))).toBe('ACCOUNT_NOT_OF_PROJECT');
    await onPaper(id, 'plan', HEAD);
    expect(await ask(ofContractor(id))).toBe('CONTRACTOR_PLAN_NOT_APPROVED');
    await onPaper(id, 'plan/approval', DIRECTOR);
    expect(await ask(ofContractor(id, { duties: [{ duty: 'processDossiers', unitId: 'cn.budang' }] }))).toBe(
      'DUTY_BEYOND_PROJECT',
    );
  });

  test('work, are told of with what they did, and are locked with the acceptance; nothing brings them back', async () => {
    const id = await working();
    const ask = async (more: Record<string, unknown> = {}) =>
      office.requested({ ...ofContractor(id), ...more }, MANAGER);
    const surveyor = await ask();
    for (const path of ['check', 'approve']) await expectStatus(office.step(surveyor, path, ADMIN), 200);
    const issued = (await expectStatus(office.step(surveyor, 'issue', ADMIN), 200)).body;
    expect((await office.page(surveyor)).project).toMatchObject({ id, code: expect.stringMatching(/^DA-/) });
    const late = await ask();
    await expectStatus(office.step(late, 'check', ADMIN), 200);
    expect((await office.signIn(issued.username as string, issued.secret as string)).status).toBe(201);
    expect((await page(id)).accounts).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: surveyor, status: 'issued', acts: 1 })]),
    );

    await onPaper(id, 'acceptance', HEAD);
    await onPaper(id, 'acceptance/approval', DIRECTOR);
    expect((await office.step(late, 'approve', ADMIN)).body.code).toBe('CONTRACTOR_PROJECT_OVER');
    await lab.settleProjects();
    expect(await office.page(surveyor)).toMatchObject({ status: 'locked', lock: { reason: 'projectAccepted' } });
    expect((await office.signIn(issued.username as string, issued.secret as string)).status).toBe(401);
    const unlock = await office.step(surveyor, 'unlock', MANAGER, { document: await paper(MANAGER) });
    expect(unlock.body.code).toBe('CONTRACTOR_PROJECT_OVER');
    expect((await office.ask(ofContractor(id), MANAGER)).body.code).toBe('CONTRACTOR_PROJECT_OVER');
  });
});

describe('A13.2, A15.3, A16.3: a handover', () => {
  test('of a project is signed for after the acceptance, on paper by the contractor, and moves the project on', async () => {
    const id = await working();
    const given = await counted(id);
    const sign = async (side: string, as: string, body: unknown = {}) =>
      onHandover(given, `signatures/${side}`, body, as);
    expect((await sign('receiver', DIRECTOR)).body.code).toBe('PROJECT_NOT_ACCEPTED');
    await onPaper(id, 'acceptance', HEAD);
    await onPaper(id, 'acceptance/approval', DIRECTOR);
    await expectStatus(sign('receiver', DIRECTOR), 200);
    expect((await sign('giver', DIRECTOR, { document: await paper(DIRECTOR) })).body.code).toBe('FOUR_EYES');
    expect((await sign('giver', HEAD)).body.code).toBe('DOCUMENT_REQUIRED');
    await expectStatus(sign('giver', HEAD, { document: await paper(HEAD) }), 200);
    await lab.settleProjects();

    const project = await page(id);
    expect(project).toMatchObject({ status: 'handedOver', handovers: [{ id: given, status: 'completed' }] });
    expect((await lab.get(`/handovers/${given}`, HEAD)).body).toMatchObject({
      code: expect.stringMatching(/^BG-\d{4}$/),
      status: 'completed',
      items: [
        { name: items[0]?.name, expected: { count: 1200, sha256: SUM }, found: { count: 1200 }, asListed: true },
        { name: 'Máy trạm', measure: 'máy', found: { count: 2, sha256: null }, asListed: true },
      ],
      signatures: [{ side: 'giver' }, { side: 'receiver' }],
      allowed: [],
    });

    await expectStatus(step(id, 'trial-run', {}, HEAD), 200);
    await expectStatus(step(id, 'trial-run/result', { passed: false, text: 'Chưa kết nối được' }, HEAD), 200);
    await expectStatus(step(id, 'trial-run', {}, HEAD), 200);
    await expectStatus(step(id, 'trial-run/result', { passed: true, text: 'Chạy ổn định 5 ngày' }, HEAD), 200);
    await onPaper(id, 'go-live', DIRECTOR);
    expect(await page(id)).toMatchObject({ status: 'live', wentLive: { by: { displayName: expect.any(String) } } });
  });

  test('what is counted otherwise is signed by nobody; an amended list is counted anew', async () => {
    const id = await counted(await accepted());
    await expectStatus(
      onHandover(id, 'checks', { number: 1, count: 1199, sha256: SUM, text: 'Thiếu một thửa' }, DIRECTOR),
      200,
    );
    const refused = await onHandover(id, 'signatures/receiver', {}, DIRECTOR);
    expect(refused.body).toMatchObject({ code: 'HANDOVER_NOT_CHECKED', details: { items: [1] } });
    const amended = items.map((item) => ({ ...item, count: item.kind === 'data' ? 1199 : item.count }));
    await expectStatus(onHandover(id, 'items', { items: amended, reason: 'Đếm lại' }, HEAD), 200);
    const { body } = await lab.get(`/handovers/${id}`, DIRECTOR);
    expect(body).toMatchObject({ items: [{ expected: { count: 1199 }, found: null }, { found: null }] });
    expect((await onHandover(id, 'checks', { number: 3, count: 1 }, DIRECTOR)).body.code).toBe('HANDOVER_ITEM_UNKNOWN');
    expect((await onHandover(id, 'items', { items: amended, reason: 'x' }, 'lanhdao.budang')).body.code).toBe(
      'CASE_NOT_FOUND',
    );
    await expectStatus(onHandover(id, 'cancel', { reason: 'Lập lại' }, HEAD), 200);
  });

  test('its minutes are a paper', async () => {
    const id = await counted(await accepted());
    const { bytes } = await expectStatus(lab.get(`/handovers/${id}/minutes`, HEAD), 200);
    const text = joinText(readPdf(bytes)).replace(/\s+/g, ' ');
    for (const part of ['BIÊN BẢN BÀN GIAO', 'Công ty TNHH Đo đạc', 'Máy trạm', '1.200', SUM.slice(0, 20)])
      expect(text).toContain(part);
  });

  test('of servers goes to the data centre without a project; nobody gives for others', async () => {
    const servers = { giverUnitId: 'so', receiverUnitId: 'tthdl', items: items.slice(1) };
    const id = (await expectStatus(handover(servers, MANAGER), 201)).body.id as string;
    expect((await lab.get(`/handovers/${id}`, MANAGER)).body).toMatchObject({ project: null, itemCount: 1 });
    expect((await handover(servers, HEAD)).body.code).toBe('FORBIDDEN');
    expect((await handover({ projectId: await working(), giverUnitId: 'so' }, HEAD)).body.code).toBe(
      'HANDOVER_NOT_OF_PROJECT',
    );
    expect((await handover({ ...servers, receiverUnitId: 'so' }, MANAGER)).body.code).toBe('VALIDATION_FAILED');
  });
});
