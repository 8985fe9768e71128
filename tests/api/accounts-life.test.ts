import { demoAccountId } from '../../db/seed/demo-accounts';
import { ADMIN, AccountOffice, HEAD, MANAGER, newPerson, SECOND_ADMIN } from './account-office';
import { ApiLab, expectStatus, PASSWORD, samplePdf } from './api-lab';

jest.setTimeout(120_000);

let lab: ApiLab;
let office: AccountOffice;
beforeAll(async () => {
  lab = await ApiLab.open();
  office = await new AccountOffice(lab).open();
});
afterAll(() => lab.close());

const CLERK = { duty: 'receiveDossiers', unitId: 'mc.dongxoai' };
const OFFICER = { duty: 'processDossiers', unitId: 'cn.dongxoai' };
const status = async (id: string) => (await office.page(id)).status as string;
const rolesOf = async (id: string) =>
  (await lab.pool.query('select role, unit_id from account_role where account_id = $1 order by role', [id])).rows;

describe('from the letter to the first sign-in', () => {
  test('A7.1a: the head asks with his letter, an administrator checks, approves and issues', async () => {
    const letter = await office.letter(HEAD, 'CV-01');
    const person = newPerson();
    const asked = await lab.post('/accounts', HEAD, { ...person, document: letter, note: 'Nhân sự mới' });
    expect(asked).toMatchObject({ status: 201, body: { seq: 1, status: 'requested', surplus: [] } });
    const id = asked.body.id as string;
    expect(asked.headers.get('etag')).toBe('"1"');

    const before = await office.page(id);
    expect(before).toMatchObject({
      fullName: person.fullName,
      username: person.username,
      pending: {
        kind: 'account',
        request: 'CV-01',
        requestedBy: { displayName: 'Huỳnh Văn Thành' },
        approvalsNeeded: 1,
        surplus: [],
      },
      requests: [
        {
          document: { number: 'CV-01', date: '2026-11-20' },
          note: 'Nhân sự mới',
          files: [{ fileName: 'van-ban.pdf' }],
        },
      ],
      hasNationalId: true,
      identityCheckedAt: null,
      allowed: ['checkPerson', 'refuseAccount', 'readPersonalData'],
    });
    expect(JSON.stringify(before)).not.toContain(person.nationalId);

    await expectStatus(office.step(id, 'check', ADMIN), 200);
    expect(await office.page(id)).toMatchObject({ status: 'checked', identityCheckedAt: expect.any(String) });
    await expectStatus(office.step(id, 'approve', ADMIN), 200);
    expect((await office.signIn(person.username, 'whatever')).status).toBe(401);

    const issued = await expectStatus(office.step(id, 'issue', ADMIN), 200);
    expect(issued.body).toMatchObject({ username: person.username, status: 'issued' });
    expect(issued.body.secret).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$/);
    expect((await office.signIn(person.username, issued.body.secret)).status).toBe(201);
    expect(await rolesOf(id)).toEqual([{ role: 'oneStopClerk', unit_id: 'mc.dongxoai' }]);
    const page = await office.page(id);
    expect(page).toMatchObject({
      pending: null,
      duties: [{ ...CLERK, requestedBy: { displayName: 'Huỳnh Văn Thành' }, request: 'CV-01' }],
    });
    expect(new Date(page.changeBy).getTime() - new Date(page.issuedAt).getTime()).toBe(7 * 86_400_000);
    expect(page.history.map((step: { command: string }) => step.command)).toEqual([
      'issueSecret',
      'approveAccount',
      'checkPerson',
      'requestAccount',
    ]);
  });

  test('the one-time secret: the same request tells it again, and nobody keeps it', async () => {
    const id = await office.approved();
    const first = await office.step(id, 'issue', ADMIN, {}, 'issue-key-0001');
    const again = await office.step(id, 'issue', ADMIN, {}, 'issue-key-0001');
    expect(again.body).toEqual(first.body);
    const secret = first.body.secret as string;
    expect((await office.signIn(first.body.username, secret)).status).toBe(201);
    expect(await office.history(id)).not.toContain(secret);
    const { rows } = await lab.pool.query('select payload from case_submission where case_id = $1', [id]);
    expect(JSON.stringify(rows)).not.toMatch(/argon2|passwordHash/);
    expect(JSON.stringify(rows)).not.toContain(secret);

    const newer = await expectStatus(office.step(id, 'issue', ADMIN), 200);
    expect(newer.body.secret).not.toBe(secret);
    expect((await office.signIn(first.body.username, secret)).status).toBe(401);
    expect((await office.signIn(first.body.username, newer.body.secret)).status).toBe(201);
  });

  test('a refused request says why, and the person may be asked for again under the same name', async () => {
    const person = newPerson();
    const ask = async () => lab.post('/accounts', HEAD, { ...person, document: await office.letter() });
    const { id } = (await expectStatus(ask(), 201)).body as { id: string };
    await expectStatus(office.step(id, 'refuse', ADMIN, { reason: 'Thiếu chữ ký' }), 200);
    expect(await office.page(id, HEAD)).toMatchObject({
      status: 'refused',
      requests: [{ reason: 'Thiếu chữ ký' }, {}],
    });
    expect((await expectStatus(ask(), 201)).body).toMatchObject({ id, status: 'requested' });
  });

  test('A7.1b: number and birth date are opened with a reason, which is kept', async () => {
    const person = newPerson();
    const id = (await expectStatus(lab.post('/accounts', HEAD, { ...person, document: await office.letter() }), 201))
      .body.id;
    const opened = await lab.post(`/accounts/${id}/personal-data`, ADMIN, { reason: 'Đối chiếu căn cước' });
    expect(opened.body).toEqual({ nationalId: person.nationalId, birthDate: '1990-05-17' });
    expect((await lab.post(`/accounts/${id}/personal-data`, HEAD, { reason: 'x' })).status).toBe(403);
    const { rows } = await lab.pool.query(
      `select detail from audit_entry where action = 'personalData.read' and subject_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ detail: { reason: 'Đối chiếu căn cước' } }]);
    const stored = await lab.pool.query('select * from person where id = $1', [id]);
    expect(JSON.stringify(stored.rows)).not.toContain(person.nationalId);
  });
});

describe('what becomes of it', () => {
  test('A7.3a: not changed within a week: locked; changed in time: it stays', async () => {
    const [late, inTime] = [await office.issued(), await office.active()];
    expect(await status(inTime.id)).toBe('active');
    await office.pass(late.id, 6.9);
    expect(await status(late.id)).toBe('issued');
    await office.pass(late.id, 0.2);
    await office.pass(inTime.id, 30);
    expect(await office.page(late.id)).toMatchObject({ status: 'locked', lock: { reason: 'passwordNotChanged' } });
    expect((await office.signIn(late.username, late.secret)).status).toBe(401);
    expect(await status(inTime.id)).toBe('active');
    expect((await office.signIn(inTime.username, PASSWORD)).status).toBe(201);
  });

  test('A7.3b: whoever reports a leak locks it at once, and its sessions are over', async () => {
    const { id, username } = await office.active();
    const session = await expectStatus(office.signIn(username, PASSWORD), 201);
    const authorization = `Bearer ${session.body.token}`;
    const me = () => lab.call('get', '/sessions/current', { headers: { authorization } });
    expect((await me()).status).toBe(200);
    await expectStatus(lab.post('/leak-reports', 'canbo1.budang', { username, note: 'Thấy trên mạng' }), 200);
    expect((await me()).status).toBe(401);
    expect(await office.page(id)).toMatchObject({ status: 'locked', lock: { reason: 'leaked' } });
    expect((await office.signIn(username, PASSWORD)).status).toBe(401);
  });

  test('A7.3b: one’s own account, in one click', async () => {
    const { id, username } = await office.active();
    const { body } = await expectStatus(office.signIn(username, PASSWORD), 201);
    const headers = { authorization: `Bearer ${body.token}` };
    await expectStatus(lab.call('post', '/me/leak', { headers, body: {} }), 200);
    expect(await status(id)).toBe('locked');
    expect((await lab.call('get', '/sessions/current', { headers })).status).toBe(401);
  });

  test('A7.3: unlocked by a new letter only, with a new secret', async () => {
    const { id, username } = await office.active();
    await expectStatus(office.step(id, 'leak', HEAD, {}), 200);
    const bare = await office.step(id, 'unlock', HEAD, { document: { number: 'x', date: '2026-11-20', fileIds: [] } });
    expect(bare).toMatchObject({ status: 422, body: { code: 'DOCUMENT_REQUIRED' } });
    await expectStatus(office.step(id, 'unlock', HEAD, { document: await office.letter() }), 200);
    await expectStatus(office.step(id, 'unlock/approve', ADMIN), 200);
    expect((await office.signIn(username, PASSWORD)).status).toBe(401);
    const { secret } = (await expectStatus(office.step(id, 'issue', ADMIN), 200)).body;
    expect((await office.signIn(username, PASSWORD)).status).toBe(401);
    expect((await office.signIn(username, secret)).status).toBe(201);
    expect(await office.page(id)).toMatchObject({ status: 'issued', duties: [{ ...CLERK }] });
  });

  test('A7.1đ: rights change only by a letter, and each duty keeps since when and on whose request', async () => {
    const { id } = await office.active();
    const since = (await office.page(id)).duties[0].since;
    const body = {
      position: 'cadastralOfficer',
      duties: [CLERK, OFFICER],
      document: await office.letter(HEAD, 'CV-02'),
    };
    const asked = await expectStatus(office.step(id, 'rights', HEAD, body), 200);
    expect(asked.body.surplus).toEqual([
      { ...CLERK, actions: expect.arrayContaining(['dossier.submit', 'draft.write']) },
    ]);
    expect(await rolesOf(id)).toHaveLength(1);
    expect((await office.page(id)).pending.surplus).toEqual(asked.body.surplus);
    expect(await office.step(id, 'rights', HEAD, { ...body, document: await office.letter() })).toMatchObject({
      status: 409,
      body: { code: 'REQUEST_PENDING' },
    });
    await expectStatus(office.step(id, 'rights/approve', ADMIN), 200);
    expect(await rolesOf(id)).toHaveLength(2);
    const { duties } = await office.page(id);
    expect(duties).toEqual([
      expect.objectContaining({ ...CLERK, since }),
      expect.objectContaining({ ...OFFICER, request: 'CV-02' }),
    ]);
  });

  test('A7.3 end: from the day the head has told on, a person who leaves is locked out', async () => {
    const { id, username } = await office.active();
    const on = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
    await expectStatus(office.step(id, 'departure', HEAD, { on, document: await office.letter() }), 200);
    expect(await office.page(id)).toMatchObject({ status: 'active', departsOn: on });
    await expectStatus(office.step(id, 'departure/withdraw', HEAD), 200);
    await expectStatus(office.step(id, 'departure', HEAD, { on, document: await office.letter() }), 200);
    expect((await office.signIn(username, PASSWORD)).status).toBe(201);
    await office.pass(id, 4);
    expect(await office.page(id)).toMatchObject({ status: 'locked', lock: { reason: 'departed' } });
    expect((await office.signIn(username, PASSWORD)).status).toBe(401);
    await expectStatus(office.step(id, 'close', ADMIN, { reason: 'Đã chuyển công tác' }), 200);
    expect(await status(id)).toBe('closed');
    expect(await rolesOf(id)).toEqual([]);
  });

  test('A4.6: authority over others’ rights takes two administrators', async () => {
    const id = await office.requested(
      {
        unitId: 'so',
        position: 'systemAdministrator',
        duties: [{ duty: 'administerSystem', unitId: 'so' }],
      },
      MANAGER,
    );
    await expectStatus(office.step(id, 'check', ADMIN), 200);
    expect((await office.page(id)).pending.approvalsNeeded).toBe(2);
    expect((await office.step(id, 'approve', ADMIN)).body).toMatchObject({ status: 'checked' });
    expect(await office.step(id, 'approve', ADMIN)).toMatchObject({ status: 409, body: { code: 'FOUR_EYES' } });
    expect((await office.step(id, 'approve', SECOND_ADMIN)).body).toMatchObject({ status: 'approved' });
  });

  test('an account entered with the organisation is taken over at its first use, with the rights it has', async () => {
    const id = demoAccountId('canbo2.budang');
    expect(await office.page(id)).toMatchObject({
      seq: 0,
      status: 'active',
      duties: [{ duty: 'processDossiers', unitId: 'cn.budang', since: null, requestedBy: null }],
      history: [],
    });
    const roles = await rolesOf(id);
    const both = await Promise.all(
      [1, 2].map(() => lab.post('/leak-reports', 'canbo1.budang', { username: 'canbo2.budang' })),
    );
    expect(both.map((reply) => reply.status)).toEqual([200, 200]);
    const page = await office.page(id);
    expect(page).toMatchObject({ status: 'locked', lock: { reason: 'leaked' }, hasNationalId: false });
    expect(page.history.at(-1)).toMatchObject({ seq: 1, command: 'adopt' });
    expect(await rolesOf(id)).toEqual(roles);
  });

  test('the letter is read by who may see the account, and by nobody else', async () => {
    const id = await office.requested();
    const [{ files }] = (await office.page(id)).requests;
    const at = `/case-files/${files[0].id}`;
    const read = await lab.get(at, ADMIN);
    expect(read.status).toBe(200);
    expect(read.headers.get('content-type')).toBe('application/pdf');
    expect(read.bytes.subarray(0, 5).toString()).toBe(samplePdf().subarray(0, 5).toString());
    for (const stranger of ['lanhdao.budang', 'motcua.dongxoai', 'canbo1.dongxoai'])
      expect(await lab.get(at, stranger)).toMatchObject({ status: 404, body: { code: 'FILE_NOT_FOUND' } });
  });
});
