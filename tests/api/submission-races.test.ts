import { randomUUID } from 'node:crypto';
import { ApiLab, completeComponents, expectStatus, samplePdf } from './api-lab';
import { sampleApplication } from '../unit/procedures/sample-application';

jest.setTimeout(120_000);

const clerk = 'motcua.dongxoai';
const DAY_MS = 86_400_000;

let lab: ApiLab;
beforeAll(async () => {
  lab = await ApiLab.open({ stepTimeoutMs: 3_000 });
});
afterAll(() => lab.close());

/** Complete, but for the paper that is there only as a scan. */
async function draftWithScan(): Promise<{ id: string; fileId: string }> {
  const { application: _paper, ...components } = completeComponents();
  const { id } = await lab.draft({ components });
  const { body } = await expectStatus(upload(id), 201);
  return { id, fileId: body.id as string };
}

const upload = (id: string) => lab.upload(`/drafts/${id}/files`, clerk, { bytes: samplePdf(), name: 'a.pdf' });
const detach = (id: string, fileId: string) => lab.call('delete', `/drafts/${id}/files/${fileId}`, { as: clerk });
const submit = (id: string, key: string = randomUUID()) => lab.post(`/drafts/${id}/submit`, clerk, {}, key);
const filesOf = async (id: string) =>
  (
    await lab.pool.query<{ draft: string; dossier: string | null }>(
      'select draft_id as draft, dossier_id as dossier from attachment where draft_id = $1',
      [id],
    )
  ).rows;

/** Holds the row of a draft as long as `work` runs: what comes meanwhile waits for it, in the order in which it came. */
async function holding(id: string, work: () => Promise<void>): Promise<void> {
  const client = await lab.pool.connect();
  try {
    await client.query('begin');
    await client.query('select from draft where id = $1 for update', [id]);
    await work();
    await client.query('commit');
  } finally {
    client.release();
  }
}

/** Until so many sessions wait for a lock. */
async function waiting(sessions: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const { rows } = await lab.pool.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if ((rows[0]?.n ?? 0) >= sessions) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('nobody waits');
}

describe('files and submission at the same moment', () => {
  test('a scan taken away just before the draft is frozen: the draft is incomplete and stays open', async () => {
    const { id, fileId } = await draftWithScan();
    let detached!: ReturnType<typeof detach>;
    let submitted!: ReturnType<typeof submit>;
    await holding(id, async () => {
      detached = detach(id, fileId);
      await waiting(1);
      submitted = submit(id);
      await waiting(2);
    });
    expect((await detached).status).toBe(204);
    expect(await submitted).toMatchObject({ status: 422, body: { code: 'DOSSIER_INCOMPLETE' } });
    expect((await lab.get(`/drafts/${id}`, clerk)).body).toMatchObject({ dossierId: null, dossierCode: null });
    await expectStatus(upload(id), 201);
    await expectStatus(submit(id), 201);
  });

  test('a scan that comes when the draft is frozen is refused, and so is taking one away: nothing is lost', async () => {
    const { id, fileId } = await draftWithScan();
    let submitted!: ReturnType<typeof submit>;
    let late: Promise<{ status: number; body: unknown }>[] = [];
    await holding(id, async () => {
      submitted = submit(id);
      await waiting(1);
      late = [upload(id), detach(id, fileId)];
      await waiting(3);
    });
    const { body } = await expectStatus(submitted, 201);
    for (const { status, body: problem } of await Promise.all(late)) {
      expect(status).toBe(409);
      expect((problem as { code: string }).code).toMatch(/^DRAFT_(BEING|ALREADY)_SUBMITTED$/);
    }
    expect(await filesOf(id)).toEqual([{ draft: id, dossier: body.dossierId }]);
  });

  test('many at once: every scan that was taken is in the dossier', async () => {
    const { id } = await draftWithScan();
    const uploads = Array.from({ length: 8 }, () => upload(id));
    const submitted = submit(id);
    const taken = (await Promise.all(uploads)).filter(({ status }) => status === 201).length;
    const { body } = await expectStatus(submitted, 201);
    const files = await filesOf(id);
    expect(files).toHaveLength(taken + 1);
    expect(new Set(files.map(({ dossier }) => dossier))).toEqual(new Set([body.dossierId]));
  });

  test('a scan that comes while somebody types does not stand in the way of the next autosave', async () => {
    const { id, version } = await lab.draft();
    const save = (at: number, note: string) =>
      lab.call('put', `/drafts/${id}`, {
        as: clerk,
        body: { form: { ...sampleApplication(), note }, components: completeComponents() },
        headers: { 'if-match': `"${at}"` },
      });
    const [first, file] = await Promise.all([save(version, 'a'), upload(id)]);
    expect([first.status, file.status]).toEqual([200, 201]);
    const { body } = await expectStatus(save(first.body.version as number, 'ab'), 200);
    await expectStatus(detach(id, file.body.id as string), 204);
    await expectStatus(save(body.version as number, 'abc'), 200);
  });
});

describe('a submission tried again later', () => {
  test('on another day is still what was received then: day, regime and version', async () => {
    const { id } = await lab.draft();
    const key = randomUUID();
    const frozenOn = Date.now();
    await lab.stopWorker();
    try {
      await expectStatus(submit(id, key), 503);
      lab.aheadMs = 3 * DAY_MS;
      // published meanwhile: the frozen draft keeps the version it was judged by
      await lab.pool.query(`update procedure_version set current = false where key = 'P2.TRANSFER'`);
      await lab.startWorker();
      const { body } = await expectStatus(submit(id, key), 201);
      expect(Date.parse(body.receivedAt as string) - frozenOn).toBeLessThan(60_000);
      const { rows } = await lab.pool.query(
        `select d.regime, d.received_at = f.received_at as same, d.procedure_version = f.procedure_version as pinned
         from dossier d join draft f on f.dossier_id = d.id where f.id = $1`,
        [id],
      );
      expect(rows).toEqual([{ regime: '2025', same: true, pinned: true }]);
    } finally {
      lab.aheadMs = 0;
      await lab.pool.query(`update procedure_version set current = true where key = 'P2.TRANSFER'`);
      await lab.startWorker();
    }
  });
});

describe('land in a remote commune', () => {
  test('has the extra working days of the regime', async () => {
    const parcel = { ...(sampleApplication().parcel as object), communeCode: '25222' };
    const remote = await lab.submitted({ form: { parcel } });
    const near = await lab.submitted({ form: { parcel: { ...parcel, communeCode: '25267' } } });
    const extra = async (id: string) =>
      (await lab.pool.query(`select (snapshot ->> 'extraWorkingDays')::int as n from dossier where id = $1`, [id]))
        .rows[0].n as number;
    expect([await extra(remote.dossierId), await extra(near.dossierId)]).toEqual([10, 0]);
    expect(Date.parse(remote.promisedAt)).toBeGreaterThan(Date.parse(near.promisedAt));
  });
});
