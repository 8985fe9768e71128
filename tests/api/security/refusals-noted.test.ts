import { ApiLab, expectStatus } from '../api-lab';

jest.setTimeout(120_000);

let lab: ApiLab;
beforeAll(async () => {
  lab = await ApiLab.open();
});
afterAll(() => lab.close());

async function refusals(username: string) {
  const { rows } = await lab.pool.query<{ detail: { route: string; action?: string }; subject: string | null }>(
    `select e.detail, e.subject_id as subject from audit_entry e join account a on a.id::text = e.actor
     where a.username = $1 and e.action = 'access.refused' order by e.id`,
    [username],
  );
  return rows;
}

describe('A5.4, A7.2c: what somebody has no right to is in the audit log', () => {
  test('with the route and the right that was missing; asked again at once it is the same attempt', async () => {
    for (let time = 0; time < 3; time += 1) await expectStatus(lab.get('/accounts', 'canbo1.dongxoai'), 403);
    await expectStatus(lab.post('/drafts', 'canbo1.dongxoai', {}), 403);
    expect(await refusals('canbo1.dongxoai')).toEqual([
      { detail: { route: 'GET /accounts', action: 'account.read' }, subject: null },
      { detail: { route: 'POST /drafts', action: 'draft.write' }, subject: null },
    ]);
  });

  test('what he may do, what is not valid and what is not there is no refusal of a right', async () => {
    await expectStatus(lab.get('/drafts', 'motcua.dongxoai'), 200);
    expect((await lab.post('/drafts', 'motcua.dongxoai', { nothing: 1 })).status).toBe(422);
    expect((await lab.get('/drafts/3b0c7d52-5d1f-4a0e-8a3b-1f1e0d6b7a01', 'motcua.dongxoai')).status).toBe(404);
    expect(await refusals('motcua.dongxoai')).toEqual([]);
  });

  test('the administrator finds it by the act', async () => {
    const { body } = await expectStatus(lab.get('/audit?action=access.refused', 'admin'), 200);
    expect((body.items as { actor: { name: string } }[]).length).toBeGreaterThan(0);
  });
});
