import { randomUUID } from 'node:crypto';
import { demoAccountId } from '../../db/seed/demo-accounts';
import { ApiLab, expectStatus, type SubmittedDossier } from './api-lab';

jest.setTimeout(120_000);

let lab: ApiLab;
beforeAll(async () => {
  lab = await ApiLab.open();
});
afterAll(() => lab.close());

const officer = 'canbo1.dongxoai';
const colleague = 'canbo2.dongxoai';
const head = 'lanhdao.dongxoai';

describe('comments', () => {
  test('are for those who may read the dossier, newest first, each written once', async () => {
    const { dossierId } = await lab.submitted();
    const at = `/dossiers/${dossierId}/comments`;
    const key = randomUUID();
    const first = await expectStatus(lab.post(at, officer, { body: '  Đã gọi điện cho chủ hồ sơ. ' }, key), 201);
    expect(first.body).toMatchObject({ body: 'Đã gọi điện cho chủ hồ sơ.', author: { name: 'Phạm Quốc Bảo' } });
    const again = await expectStatus(lab.post(at, officer, { body: '  Đã gọi điện cho chủ hồ sơ. ' }, key), 201);
    expect(again.body.id).toBe(first.body.id);
    for (const body of ['hai', 'ba']) await expectStatus(lab.post(at, 'motcua.dongxoai', { body }), 201);
    const page = await expectStatus(lab.get(`${at}?limit=2`, head), 200);
    expect(page.body.items.map(({ body }: { body: string }) => body)).toEqual(['ba', 'hai']);
    const rest = await expectStatus(lab.get(`${at}?limit=2&cursor=${page.body.nextCursor}`, head), 200);
    expect(rest.body).toMatchObject({ items: [{ id: first.body.id }], nextCursor: null });
    expect((await lab.post(at, 'canbo1.budang', { body: 'x' })).status).toBe(404);
    expect((await lab.post(at, officer, { body: ' ' })).status).toBe(422);
  });
});

describe('personal data', () => {
  let dossier: SubmittedDossier;
  beforeAll(async () => {
    dossier = await lab.submitted();
  });
  const readings = async () =>
    (
      await lab.pool.query<{ account_id: string; reason: string }>(
        `select actor as account_id, detail ->> 'reason' as reason from audit_entry where action = 'personalData.read' and subject_id = $1 order by serial`,
        [dossier.dossierId],
      )
    ).rows;

  test('A5.5: is covered on the page, in the form and in the texts of every step', async () => {
    const { body } = await expectStatus(lab.get(`/dossiers/${dossier.dossierId}`, officer), 200);
    expect(body.personalData).toBe('masked');
    const { applicant } = body.form;
    expect(applicant.idNumber).toMatch(/^•{12}$/);
    expect(applicant.phone).toMatch(/^•+$/);
    expect(applicant.birthDate).toBe('••••-••-••');
    expect(applicant.fullName).toMatch(/\p{L}/u);
    expect(await readings()).toEqual([]);
  });

  test('is opened with a reason, which is kept with who asked', async () => {
    const at = `/dossiers/${dossier.dossierId}/personal-data`;
    expect((await lab.post(at, officer, {})).status).toBe(422);
    expect((await lab.post(at, 'canbo1.budang', { reason: 'tò mò' })).status).toBe(404);
    expect((await lab.post(at, 'admin', { reason: 'tò mò' })).status).toBe(404);
    expect(await readings()).toEqual([]);
    const { body } = await expectStatus(lab.post(at, officer, { reason: 'Đối chiếu giấy tờ' }), 200);
    expect(body.form.applicant.idNumber).toMatch(/^\d{12}$/);
    await expectStatus(lab.post(at, 'quanly', { reason: 'Kiểm tra theo đơn' }), 200);
    expect(await readings()).toEqual([
      { account_id: demoAccountId(officer), reason: 'Đối chiếu giấy tờ' },
      { account_id: demoAccountId('quanly'), reason: 'Kiểm tra theo đơn' },
    ]);
  });

  test('what a step holds is open to whoever does it again, noted once, and covered to others', async () => {
    const { dossierId } = dossier;
    const task = await lab.openTask(dossierId, 'appraise');
    await lab.pool.query(
      `update dossier set form = jsonb_set(form, '{steps}', '{"appraise": {"receiverIdNumber": "070188001234"}}') where id = $1`,
      [dossierId],
    );
    const shown = async (as: string) =>
      (await expectStatus(lab.get(`/dossiers/${dossierId}/tasks/${task}`, as), 200)).body.data.receiverIdNumber;
    expect(await shown(officer)).toBe('070188001234');
    expect(await shown(officer)).toBe('070188001234');
    expect(await shown(head)).toBe('•'.repeat(12));
    expect((await readings()).filter(({ reason }) => reason === 'task appraise')).toHaveLength(1);
    const page = await lab.get(`/dossiers/${dossierId}`, officer);
    expect(JSON.stringify(page.body)).not.toContain('070188001234');
  });
});

describe('the parcel', () => {
  test('comes with its neighbours, its own first, where Bình Phước lies', async () => {
    const { dossierId } = await lab.submitted();
    const { body } = await expectStatus(lab.get(`/dossiers/${dossierId}/parcel`, officer), 200);
    expect(body.parcel).toMatchObject({ communeCode: '25195', sheetNumber: '27', parcelNumber: '145', areaM2: 312.5 });
    expect(body.map.features.length).toBeGreaterThan(5);
    const [own, ...others] = body.map.features;
    expect(own.properties).toMatchObject({ own: true, parcelNumber: '145' });
    expect(others.every(({ properties }: { properties: { own: boolean } }) => !properties.own)).toBe(true);
    for (const [longitude, latitude] of own.geometry.coordinates[0] as [number, number][]) {
      expect(longitude).toBeGreaterThan(106.3);
      expect(longitude).toBeLessThan(107.5);
      expect(latitude).toBeGreaterThan(11.2);
      expect(latitude).toBeLessThan(12.3);
    }
    expect((await lab.get(`/dossiers/${dossierId}/parcel`, 'canbo1.budang')).status).toBe(404);
  });

  test('that the land data does not know is no error', async () => {
    const { dossierId } = await lab.submitted();
    await lab.pool.query(
      `update dossier set form = jsonb_set(form, '{parcel,parcelNumber}', '"99999"') where id = $1`,
      [dossierId],
    );
    const { body } = await expectStatus(lab.get(`/dossiers/${dossierId}/parcel`, officer), 200);
    expect(body).toEqual({ parcel: null, map: { type: 'FeatureCollection', features: [] } });
  });
});

describe('who may be given a task', () => {
  test('active people of its unit and role, with what they hold; who did the other step is marked', async () => {
    const { dossierId } = await lab.submitted();
    const first = await lab.openTask(dossierId, 'appraise');
    const of = async (task: number) =>
      (await expectStatus(lab.get(`/dossiers/${dossierId}/tasks/${task}/candidates`, head), 200)).body.items as {
        id: string;
        openTasks: number;
        refused: string | null;
      }[];
    await expectStatus(lab.post(`/dossiers/${dossierId}/tasks/${first}/claim`, officer), 200);
    const before = await of(first);
    expect(before).toHaveLength(4);
    expect(before.find(({ id }) => id === demoAccountId(officer))?.openTasks).toBeGreaterThan(0);
    expect(before.every(({ refused }) => refused === null)).toBe(true);
    expect((await lab.get(`/dossiers/${dossierId}/tasks/${first}/candidates`, officer)).status).toBe(403);
    await expectStatus(
      lab.complete(dossierId, 'appraise', officer, {
        eligible: true,
        taxExempt: true,
        taxExemptGround: 'Theo quyết định',
      }),
      200,
    );
    await lab.deliver();
    await lab.pool.query(`select 1`);
    await expectStatus(
      lab.complete(dossierId, 'printCertificate', officer, { result: 'NEW_CERTIFICATE', serial: 'AA 12345678' }),
      200,
    );
    const check = await lab.openTask(dossierId, 'checkCertificate');
    const refused = (await of(check)).filter((one) => one.refused !== null);
    expect(refused).toEqual([expect.objectContaining({ id: demoAccountId(officer), refused: 'FOUR_EYES' })]);
  });
});

describe('standing in for a colleague', () => {
  const day = (days: number) => new Date(Date.now() + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
  const give = (from: string, to: string, days: readonly [number, number] = [0, 1]) =>
    lab.post('/delegations', from, {
      to: demoAccountId(to),
      firstDay: day(days[0]),
      lastDay: day(days[1]),
      reason: 'Nghỉ phép',
    });
  const rolesOf = async (as: string) => (await lab.get('/me', as)).body;
  afterEach(() => lab.pool.query('delete from delegation'));

  test('only a colleague of the unit, only on days that are still to come', async () => {
    expect(await give(officer, 'canbo1.budang')).toMatchObject({ status: 422, body: { code: 'ACCOUNT_NOT_FOUND' } });
    expect(await give(officer, officer)).toMatchObject({ status: 422, body: { code: 'ACCOUNT_NOT_FOUND' } });
    expect(await give(officer, colleague, [-3, -1])).toMatchObject({
      status: 422,
      body: { code: 'DELEGATION_DAYS_INVALID' },
    });
    expect(await give(officer, colleague, [3, 1])).toMatchObject({
      status: 422,
      body: { code: 'DELEGATION_DAYS_INVALID' },
    });
    expect((await give('admin', colleague)).status).toBe(403);
    const { body } = await expectStatus(lab.get('/delegations', officer), 200);
    expect(body.colleagues.map(({ id }: { id: string }) => id)).toContain(demoAccountId(head));
    expect(body.items).toEqual([]);
  });

  test('on its days the delegate has the roles, before and after he has not, nor when it is taken back', async () => {
    const planned = await expectStatus(give(head, officer, [1, 2]), 201);
    expect(planned.body.state).toBe('planned');
    expect((await rolesOf(officer)).standsInFor).toEqual([]);
    const { body } = await expectStatus(give(head, officer), 201);
    expect(body.state).toBe('active');
    const me = await rolesOf(officer);
    expect(me.standsInFor).toEqual([{ accountId: demoAccountId(head), displayName: 'Huỳnh Văn Thành' }]);
    expect(me.roles).toEqual([
      { role: 'officer', unitId: 'cn.dongxoai' },
      { role: 'unitHead', unitId: 'cn.dongxoai' },
    ]);
    expect(me.may).toContain('task.assign');
    expect(await lab.post(`/delegations/${body.id}/end`, officer)).toMatchObject({
      status: 404,
      body: { code: 'DELEGATION_NOT_FOUND' },
    });
    expect((await expectStatus(lab.post(`/delegations/${body.id}/end`, head), 200)).body.state).toBe('over');
    expect((await rolesOf(officer)).roles).toEqual([{ role: 'officer', unitId: 'cn.dongxoai' }]);
    await lab.pool.query(
      `insert into delegation (id, from_account, to_account, first_day, last_day, reason, created_by)
       values ($1, $2, $3, $4, $5, 'cũ', $2)`,
      [randomUUID(), demoAccountId(head), demoAccountId(officer), day(-5), day(-1)],
    );
    expect((await rolesOf(officer)).standsInFor).toEqual([]);
  });

  test('nobody passes on what was delegated to him', async () => {
    await expectStatus(give(head, officer), 201);
    await expectStatus(give(officer, colleague), 201);
    const me = await rolesOf(colleague);
    expect(me.standsInFor).toEqual([{ accountId: demoAccountId(officer), displayName: 'Phạm Quốc Bảo' }]);
    expect(me.roles).toEqual([{ role: 'officer', unitId: 'cn.dongxoai' }]);
  });

  test('the delegate sees what the other holds, takes it over, and nobody else does', async () => {
    const { dossierId } = await lab.submitted();
    const task = await lab.openTask(dossierId, 'appraise');
    const at = `/dossiers/${dossierId}/tasks/${task}`;
    await expectStatus(lab.post(`${at}/claim`, officer), 200);
    expect(await lab.post(`${at}/take-over`, colleague)).toMatchObject({
      status: 403,
      body: { code: 'NOT_STOOD_IN_FOR' },
    });
    await expectStatus(give(officer, colleague), 201);
    const inbox = async (as: string) =>
      ((await lab.get('/inbox?view=mine', as)).body.items as { dossierId: string; heldFor: string | null }[]).find(
        (item) => item.dossierId === dossierId,
      );
    expect(await inbox(colleague)).toMatchObject({ heldFor: 'Phạm Quốc Bảo' });
    expect((await lab.get(at, colleague)).body.actions).toEqual(['takeOverTask']);
    expect((await lab.get(at, 'canbo3.dongxoai')).body.actions).toEqual([]);
    expect(
      await lab.complete(dossierId, 'appraise', colleague, { eligible: false, ineligibleReason: 'thiếu' }),
    ).toMatchObject({
      status: 409,
      body: { code: 'TASK_HELD_BY_OTHER' },
    });
    const key = randomUUID();
    await expectStatus(lab.post(`${at}/take-over`, colleague, {}, key), 200);
    await expectStatus(lab.post(`${at}/take-over`, colleague, {}, key), 200);
    expect(await inbox(officer)).toBeUndefined();
    expect(await inbox(colleague)).toMatchObject({ heldFor: null });
  });

  test('four eyes stay four: standing in for the checker, who printed does not check', async () => {
    const { dossierId } = await lab.submitted();
    const exempt = { eligible: true, taxExempt: true, taxExemptGround: 'Theo quyết định' };
    await expectStatus(lab.complete(dossierId, 'appraise', officer, exempt), 200);
    await lab.deliver();
    await expectStatus(
      lab.complete(dossierId, 'printCertificate', officer, { result: 'NEW_CERTIFICATE', serial: 'AA 12345679' }),
      200,
    );
    const task = await lab.openTask(dossierId, 'checkCertificate');
    const at = `/dossiers/${dossierId}/tasks/${task}`;
    await expectStatus(lab.post(`${at}/claim`, colleague), 200);
    await expectStatus(give(colleague, officer), 201);
    expect(await lab.post(`${at}/take-over`, officer)).toMatchObject({ status: 409, body: { code: 'FOUR_EYES' } });
  });
});
