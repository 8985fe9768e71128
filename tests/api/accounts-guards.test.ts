import { caseWorkflowId } from '../../contracts/ids';
import { demoAccountId } from '../../db/seed/demo-accounts';
import { ADMIN, AccountOffice, HEAD, MANAGER, newPerson, OTHER_HEAD, SECOND_ADMIN } from './account-office';
import { ApiLab, expectStatus } from './api-lab';

jest.setTimeout(120_000);

let lab: ApiLab;
let office: AccountOffice;
beforeAll(async () => {
  lab = await ApiLab.open();
  office = await new AccountOffice(lab).open();
});
afterAll(() => lab.close());

const ADMINISTER = { duty: 'administerSystem', unitId: 'so' };

describe('A7.1c: one account for a person', () => {
  test('two requests at one moment: one account, one refusal', async () => {
    const person = newPerson();
    const ask = async (username: string) =>
      lab.post('/accounts', HEAD, { ...person, username, document: await office.letter() });
    const replies = await Promise.all([ask('hai.lan.1'), ask('hai.lan.2')]);
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409]);
    const refused = replies.find(({ status }) => status === 409);
    expect(refused?.body).toMatchObject({ code: 'ACCOUNT_PERSON_ALREADY_HAS_ONE', details: { status: 'requested' } });
    const { rows } = await lab.pool.query(
      `select count(*)::int as people, (select count(*)::int from username_reservation where username like 'hai.lan.%') as names
       from person where full_name = $1`,
      [person.fullName],
    );
    expect(rows).toEqual([{ people: 1, names: 1 }]);
  });

  test('also in another unit, also when the account is locked; only who was closed gets a new one', async () => {
    const person = newPerson();
    const { id } = (
      await expectStatus(lab.post('/accounts', HEAD, { ...person, document: await office.letter() }), 201)
    ).body as { id: string };
    const elsewhere = async () =>
      lab.post('/accounts', OTHER_HEAD, {
        ...person,
        unitId: 'mc.budang',
        username: 'noi.khac',
        duties: [{ duty: 'receiveDossiers', unitId: 'mc.budang' }],
        document: await office.letter(OTHER_HEAD),
      });
    expect(await elsewhere()).toMatchObject({ status: 409, body: { code: 'ACCOUNT_PERSON_ALREADY_HAS_ONE' } });
    await expectStatus(office.step(id, 'check', ADMIN), 200);
    await expectStatus(office.step(id, 'approve', ADMIN), 200);
    await expectStatus(office.step(id, 'issue', ADMIN), 200);
    await expectStatus(office.step(id, 'leak', HEAD), 200);
    expect((await elsewhere()).status).toBe(409);
    await expectStatus(office.step(id, 'close', ADMIN, { reason: 'Chuyển đơn vị' }), 200);
    expect((await expectStatus(elsewhere(), 201)).body).toMatchObject({ id });
    expect((await office.page(id, OTHER_HEAD)).unit.id).toBe('mc.budang');
  });
});

describe('what a request is refused for', () => {
  test('a user name that is taken, or promised to somebody else', async () => {
    expect(await office.ask({ username: 'motcua.dongxoai' })).toMatchObject({
      status: 409,
      body: { code: 'USERNAME_TAKEN', details: { username: 'motcua.dongxoai' } },
    });
    const replies = await Promise.all([office.ask({ username: 'chung.ten' }), office.ask({ username: 'chung.ten' })]);
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(replies.find(({ status }) => status === 409)?.body.code).toBe('USERNAME_TAKEN');
  });

  test('the administrator may give another name, but not one that is taken', async () => {
    const id = await office.approved();
    expect(await office.step(id, 'issue', ADMIN, { username: 'admin' })).toMatchObject({
      status: 409,
      body: { code: 'USERNAME_TAKEN' },
    });
    const { body } = await expectStatus(office.step(id, 'issue', ADMIN, { username: 'ten.moi' }), 200);
    expect((await office.signIn('ten.moi', body.secret)).status).toBe(201);
  });

  test('A7.1d: a duty in a unit it does not exist in', async () => {
    const misplaced = [{ duty: 'receiveDossiers', unitId: 'cn.dongxoai' }];
    expect(await office.ask({ duties: misplaced })).toMatchObject({
      status: 422,
      body: { code: 'DUTY_NOT_FOR_UNIT', details: { misplaced } },
    });
    expect((await office.ask({ duties: [{ duty: 'leadUnit', unitId: 'khong.co' }] })).body.code).toBe(
      'DUTY_NOT_FOR_UNIT',
    );
  });

  test('A7.1a: no letter, somebody else’s letter, a letter used before', async () => {
    const none = { number: 'x', date: '2026-11-20', fileIds: [] };
    expect(await office.ask({ document: none })).toMatchObject({ status: 422, body: { code: 'DOCUMENT_REQUIRED' } });
    const foreign = await office.letter(OTHER_HEAD);
    expect(await office.ask({ document: foreign })).toMatchObject({ status: 404, body: { code: 'FILE_NOT_FOUND' } });
    const mine = await office.letter();
    await expectStatus(office.ask({ document: mine }), 201);
    expect(await office.ask({ document: mine })).toMatchObject({ status: 404, body: { code: 'FILE_NOT_FOUND' } });
  });

  test.each([
    ['nationalId', '12345678901'],
    ['nationalId', '0701900000ab'],
    ['birthDate', '1990-02-30'],
    ['username', 'Có Dấu'],
    ['email', 'khong-phai-thu'],
    ['fullName', ' '],
    ['duties', []],
    ['position', 'boss'],
    ['isAdmin', true],
  ])('%s %p is no valid request', async (field, value) => {
    expect(await office.ask({ [field]: value })).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
  });

  test('files that are no letters', async () => {
    const form = (bytes: Buffer, name: string, type: string) => {
      const data = new FormData();
      data.set('file', new Blob([new Uint8Array(bytes)], { type }), name);
      return lab.call('post', '/case-files', { as: HEAD, form: data });
    };
    const tiff = Buffer.from('49492a0008000000', 'hex');
    expect(await form(tiff, 'a.tif', 'image/tiff')).toMatchObject({ body: { code: 'FILE_TYPE_REFUSED' } });
    expect(await form(Buffer.from('<script>'), 'a.pdf', 'application/pdf')).toMatchObject({
      body: { code: 'FILE_TYPE_REFUSED' },
    });
    expect(await form(Buffer.alloc(0), 'a.pdf', 'application/pdf')).toMatchObject({ body: { code: 'FILE_EMPTY' } });
  });
});

describe('A5.4, A8.2: right authority, right unit', () => {
  test('a head asks for his own units only, also for single duties', async () => {
    expect(await office.ask({ unitId: 'mc.budang' })).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    const duties = [{ duty: 'receiveDossiers', unitId: 'mc.budang' }];
    expect(await office.ask({ duties })).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    expect((await office.ask({ duties: [ADMINISTER] })).status).toBe(403);
  });

  test('A7.1a: an administrator enters a letter only for a unit nobody leads, and another one decides', async () => {
    expect(await office.ask({}, ADMIN)).toMatchObject({ status: 409, body: { code: 'UNIT_HAS_A_HEAD' } });
    const commune = { unitId: 'commune.25195', duties: [{ duty: 'leadUnit', unitId: 'commune.25195' }] };
    const id = await office.requested({ ...commune, position: 'headOfUnit' }, ADMIN);
    expect(await office.step(id, 'check', ADMIN)).toMatchObject({ status: 409, body: { code: 'FOUR_EYES' } });
    await expectStatus(office.step(id, 'check', SECOND_ADMIN), 200);
  });

  test('what is not in one’s units does not exist', async () => {
    const id = await office.requested({ fullName: 'Người Của Đồng Xoài' });
    for (const stranger of [OTHER_HEAD, 'motcua.dongxoai', 'vanhanh']) {
      expect(await lab.get(`/accounts/${id}`, stranger)).toMatchObject({
        status: 404,
        body: { code: 'CASE_NOT_FOUND' },
      });
      for (const path of ['check', 'approve', 'issue', 'rights', 'unlock', 'departure', 'close', 'leak'])
        expect((await office.step(id, path, stranger)).status).toBe(404);
    }
    expect((await office.step(id, 'check', HEAD)).status).toBe(403);
    const letters = await lab.get('/accounts?words=nguoi%20cua%20dong%20xoai', OTHER_HEAD);
    expect(letters.body.items).toEqual([]);
    for (const row of (await lab.get('/accounts?limit=100', OTHER_HEAD)).body.items)
      expect(row.unit.id).toMatch(/\.budang$/);
  });

  test('everybody reads of his own account and reports its leak; what is done to it is done by others', async () => {
    const own = demoAccountId('canbo3.dongxoai');
    const page = await office.page(own, 'canbo3.dongxoai');
    expect(page.allowed).toEqual(['reportLeak']);
    expect((await office.step(own, 'rights', 'canbo3.dongxoai')).status).toBe(403);
    const head = demoAccountId(HEAD);
    const body = { position: 'headOfUnit', duties: [{ duty: 'leadUnit', unitId: 'cn.dongxoai' }] };
    const asked = await office.step(head, 'rights', HEAD, { ...body, document: await office.letter() });
    expect(asked).toMatchObject({ status: 409, body: { code: 'FOUR_EYES' } });
  });

  test('who asked does not decide: a manager’s request is not his to approve, nor an administrator’s own', async () => {
    const own = demoAccountId(ADMIN);
    const body = { position: 'systemAdministrator', duties: [ADMINISTER], document: await office.letter(MANAGER) };
    await expectStatus(office.step(own, 'rights', MANAGER, body), 200);
    expect(await office.step(own, 'rights/approve', ADMIN)).toMatchObject({ status: 409, body: { code: 'FOUR_EYES' } });
    expect((await office.step(own, 'rights/approve', MANAGER)).status).toBe(403);
    await expectStatus(office.step(own, 'rights/refuse', SECOND_ADMIN, { reason: 'Không cần' }), 200);
  });
});

describe('once, and on what was seen', () => {
  test('the same request again is answered the same and done once', async () => {
    const body = { ...newPerson(), document: await office.letter() };
    const first = await expectStatus(lab.post('/accounts', HEAD, body, 'ask-key-00001'), 201);
    const again = await lab.post('/accounts', HEAD, body, 'ask-key-00001');
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(await lab.post('/accounts', HEAD, { ...body, title: 'Khác' }, 'ask-key-00001')).toMatchObject({
      status: 422,
      body: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
    const id = first.body.id as string;
    const check = () => office.step(id, 'check', ADMIN, {}, 'check-key-0001');
    const replies = await Promise.all([check(), check(), check()]);
    expect(replies.map(({ status, body: answer }) => [status, answer.seq])).toEqual([
      [200, 2],
      [200, 2],
      [200, 2],
    ]);
    expect((await office.page(id)).history).toHaveLength(2);
    expect((await lab.call('post', `/accounts/${id}/approve`, { as: ADMIN, body: {}, key: null })).status).toBe(400);
  });

  test('If-Match: on another version than was seen nothing is done', async () => {
    const id = await office.requested();
    const check = (version: string) =>
      lab.call('post', `/accounts/${id}/check`, { as: ADMIN, body: {}, headers: { 'if-match': version } });
    expect(await check('"7"')).toMatchObject({ status: 412, body: { code: 'VERSION_CONFLICT' } });
    await expectStatus(check('"1"'), 200);
    const adopted = demoAccountId('canbo4.dongxoai');
    const leak = lab.call('post', `/accounts/${adopted}/leak`, { as: HEAD, body: {}, headers: { 'if-match': '"0"' } });
    await expectStatus(leak, 200);
  });

  test('each act is in the audit log once, and nothing of a person is in it', async () => {
    const person = newPerson();
    const document = await office.letter();
    const { body } = await expectStatus(lab.post('/accounts', HEAD, { ...person, document }, 'audit-key-001'), 201);
    await lab.post('/accounts', HEAD, { ...person, document }, 'audit-key-001');
    for (const path of ['check', 'approve', 'issue']) await expectStatus(office.step(body.id, path, ADMIN), 200);
    await expectStatus(office.step(body.id, 'leak', HEAD, { note: `Mất thẻ ${person.nationalId}` }), 200);
    const { rows } = await lab.pool.query<{ action: string; detail: unknown; unit_id: string }>(
      `select action, actor, unit_id, detail from audit_entry where subject_id = $1 order by id`,
      [body.id],
    );
    expect(rows.map(({ action }) => action)).toEqual([
      ...['account.requestAccount', 'account.checkPerson', 'account.approveAccount'],
      ...['account.issueSecret', 'account.reportLeak'],
    ]);
    expect(rows[4]).toMatchObject({
      actor: demoAccountId(HEAD),
      unit_id: 'mc.dongxoai',
      detail: { seq: 5, status: 'locked', events: ['LeakReported', 'AccountLocked'] },
    });
    const history = await office.history(body.id);
    expect(history).toContain('issueSecret');
    for (const secret of [person.fullName, person.nationalId, person.username, person.email, person.birthDate]) {
      expect(JSON.stringify(rows)).not.toContain(secret);
      expect(history).not.toContain(secret);
    }
  });

  test('a workflow that is lost is a fault, and nothing is done without it', async () => {
    const id = await office.requested();
    await lab.temporal.workflow.getHandle(caseWorkflowId('account', id)).terminate('lost');
    expect((await office.step(id, 'check', ADMIN)).status).toBe(503);
    expect((await office.page(id)).status).toBe('requested');
  });
});

describe('the register', () => {
  test('A7.2c: by unit, status, duty, words and what waits for me, page by page', async () => {
    const id = await office.requested({ fullName: 'Trần Thị Đặc Biệt' });
    const ids = async (query: string, as = ADMIN) =>
      ((await expectStatus(lab.get(`/accounts?${query}`, as), 200)).body.items as { id: string }[]).map(
        (row) => row.id,
      );
    expect(await ids('words=dac%20biet')).toEqual([id]);
    expect(await ids('words=dac%20biet&status=active')).toEqual([]);
    expect(await ids('waiting=me&limit=100')).toContain(id);
    expect(await ids('waiting=me&limit=100', HEAD)).toEqual([]);
    expect(await ids('unit=cn.dongxoai&limit=100')).toContain(id);
    expect(await ids('unit=cn.budang&limit=100')).not.toContain(id);
    const heads = await ids('duty=leadUnit&limit=100');
    expect(heads).toContain(demoAccountId(OTHER_HEAD));
    expect(heads).not.toContain(demoAccountId('motcua.budang'));
    const all = await ids('limit=100&unit=cn.dongxoai');
    const walked: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const at: string = `/accounts?unit=cn.dongxoai&limit=4${cursor && `&cursor=${cursor}`}`;
      const { body } = await expectStatus(lab.get(at, ADMIN), 200);
      walked.push(...(body.items as { id: string }[]).map((row) => row.id));
      cursor = body.nextCursor as string | null;
    }
    expect(walked).toEqual(all);
    expect(await lab.get('/accounts?cursor=abc', ADMIN)).toMatchObject({
      status: 422,
      body: { code: 'CURSOR_INVALID' },
    });
  });
});
