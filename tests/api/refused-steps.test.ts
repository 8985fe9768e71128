import { randomUUID } from 'node:crypto';
import { dossierUpdates } from '../../workflows/messages';
import { purgeRequests } from '../../db/projections/purge-requests';
import { ApiLab, expectStatus } from './api-lab';

jest.setTimeout(120_000);

const officer = 'canbo1.dongxoai';
const colleague = 'canbo2.dongxoai';
const clerk = 'motcua.dongxoai';
const appraisal = { eligible: true, taxExempt: true, taxExemptGround: 'Tặng cho giữa cha và con' };

let lab: ApiLab;
beforeAll(async () => {
  lab = await ApiLab.open({ stepTimeoutMs: 4_000 });
});
afterAll(() => lab.close());

async function appraising(): Promise<{ id: string; at: string }> {
  const { dossierId: id } = await lab.submitted();
  return { id, at: `/dossiers/${id}/tasks/${await lab.openTask(id, 'appraise')}` };
}

async function written(): Promise<unknown> {
  const { rows } = await lab.pool.query(
    `select (select count(*)::int from submission) as texts, (select count(*)::int from idempotent_request) as keys`,
  );
  return rows[0];
}

describe('a refused step', () => {
  test('leaves neither its texts nor its key; the same request acts when it may', async () => {
    const { id, at } = await appraising();
    await expectStatus(lab.post(`${at}/claim`, colleague), 200);
    const before = await written();
    const key = randomUUID();
    const complete = () => lab.post(`${at}/complete`, officer, { data: appraisal }, key);
    for (const reply of await Promise.all([complete(), complete(), complete()]))
      expect(reply).toMatchObject({ status: 409, body: { code: 'TASK_HELD_BY_OTHER' } });
    expect(await lab.post(`/dossiers/${id}/withdrawal`, clerk, { reason: 'x' }, 'no-such')).toMatchObject({
      status: 400,
    });
    expect(await written()).toEqual(before);

    await expectStatus(lab.post(`${at}/release`, colleague), 200);
    await expectStatus(complete(), 200);
    const { rows } = await lab.pool.query(`select form #> '{steps,appraise}' as form from dossier where id = $1`, [id]);
    expect(rows).toEqual([{ form: appraisal }]);
  });

  test('is none as long as no answer has come: its texts stay for the repeat', async () => {
    const { id, at } = await appraising();
    const key = randomUUID();
    await lab.stopWorker();
    await expectStatus(lab.post(`${at}/complete`, officer, { data: appraisal }, key), 503);
    await lab.startWorker();
    await expectStatus(lab.post(`${at}/complete`, officer, { data: appraisal }, key), 200);
    const { rows } = await lab.pool.query(
      `select form #> '{steps,appraise}' as form, (select count(*)::int from submission where dossier_id = $1) as texts
       from dossier where id = $1`,
      [id],
    );
    expect(rows).toEqual([{ form: appraisal, texts: 1 }]);
  });

  test('of a draft leaves no key either', async () => {
    const { id } = await lab.draft({ components: {} });
    const before = await written();
    expect((await lab.post(`/drafts/${id}/submit`, clerk)).body.code).toBe('DOSSIER_INCOMPLETE');
    expect(await written()).toEqual(before);
  });

  test('requests of long ago are forgotten with the texts no step has taken', async () => {
    const { id, at } = await appraising();
    await expectStatus(lab.post(`${at}/claim`, officer), 200);
    const { rows: people } = await lab.pool.query<{ id: string }>('select id from account where username = $1', [
      officer,
    ]);
    const account = people[0]?.id;
    await lab.pool.query(
      `insert into idempotent_request (account_id, key, fingerprint, created_at) values ($1, 'old-request', 'f', now() - interval '31 days')`,
      [account],
    );
    await lab.pool.query(
      `insert into submission (id, dossier_id, kind, payload, created_by) values ($1 || ':old-request', $2, 'completeTask', '{}', $1)`,
      [account, id],
    );
    const before = (await written()) as { texts: number; keys: number };
    expect(await purgeRequests(lab.pool, 100)).toBe(1);
    expect(await purgeRequests(lab.pool, 100)).toBe(0);
    expect(await written()).toEqual({ texts: before.texts - 1, keys: before.keys - 1 });
  });
});

describe('If-Match', () => {
  test('of two people who decide on the same page at the same moment, one decides', async () => {
    for (let round = 0; round < 5; round++) {
      const { id, at } = await appraising();
      const etag = (await lab.get(`/dossiers/${id}`, officer)).headers.get('etag') ?? '';
      const headers = { 'if-match': etag };
      const replies = await Promise.all([
        lab.call('post', `${at}/claim`, { as: officer, body: {}, headers }),
        lab.call('post', `${at}/claim`, { as: colleague, body: {}, headers }),
      ]);
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 412]);
      const refused = replies.find(({ status }) => status === 412);
      expect(refused?.body).toMatchObject({ code: 'VERSION_CONFLICT', details: { current: expect.any(Number) } });
    }
  });

  test('is judged by the dossier itself, whatever the rows say', async () => {
    const { id } = await appraising();
    const { seq } = (await lab.get(`/dossiers/${id}`, officer)).body as { seq: number };
    const send = (requestKey: string, expectedSeq: number) =>
      lab.temporal.workflow.getHandle(`dossier/${id}`).executeUpdate(dossierUpdates.withdraw, {
        args: [{ type: 'withdraw', requestKey, actor: { id: 'system' }, expectedSeq }],
        updateId: requestKey,
      });
    await expect(send('a', seq - 1)).rejects.toMatchObject({ cause: { type: 'VERSION_CONFLICT' } });
    await expect(send('b', seq)).resolves.toMatchObject({ status: 'WITHDRAWN' });
  });
});

test('the page of a task offers only steps the dossier can be sent back to', async () => {
  const dossier = await lab.atTax();
  const id = dossier.dossierId;
  const message = {
    ...{ type: 'taxNotices', messageId: randomUUID(), sequence: 1, sentAt: new Date().toISOString() },
    ...{ MA_HS: dossier.code, SO_PHIEU: `${dossier.code}/PCTT`, version: 1, notices: [] },
  };
  await expectStatus(lab.signed('tax', '/integrations/tax/messages', message), 200);
  const at = `/dossiers/${id}/tasks/${await lab.openTask(id, 'printCertificate')}`;
  const { returnTargets } = (await lab.get(at, officer)).body as { returnTargets: { element: string }[] };
  const refused = await lab.post(`${at}/return`, officer, { to: 'nowhere', reason: 'x' });
  expect(refused.body.details.targets).toEqual(returnTargets.map(({ element }) => element));
  expect(returnTargets.length).toBeGreaterThan(0);
});
