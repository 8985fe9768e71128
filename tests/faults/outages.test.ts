import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { startWholeStack, type WholeStack } from '../support/whole-stack';
import { expectLoggedOnce, expectRowsEqualWorkflows } from './consistency';
import { readSimulator } from './deliveries';
import { describeLinkOutages } from './link-outages';
import { describeLostSteps } from './lost-steps';
import { Office } from './office';
import { isProperUnavailable, type Problem, type Reply } from './patient-client';
import { pause, waitFor } from './wait-for';

const MINUTE = 60_000;

let stack: WholeStack;
let office: Office;
beforeAll(async () => {
  stack = await startWholeStack();
  office = await Office.open(stack.apiUrl, 0);
}, 2 * MINUTE);
afterAll(() => stack?.stop(), MINUTE);

describeLostSteps(() => stack);
describeLinkOutages(() => stack);

/** Asked once, with time enough for any answer. */
async function expectUnavailable(reply: Promise<Reply<Problem>>): Promise<void> {
  const { status, headers, body } = await reply;
  expect({ status, proper: isProperUnavailable(headers, body) }).toEqual({ status: 503, proper: true });
}

const patience = { withinMs: 40_000 };

describe('PostgreSQL', () => {
  /** A step that has begun to commit, and cannot go on. */
  async function holdCommits(): Promise<{ release(): Promise<void> }> {
    const client = new Client({ connectionString: stack.pool.options.connectionString });
    client.on('error', () => undefined); // cut with the server
    await client.connect();
    await client.query('begin');
    await client.query('lock table dossier_event in exclusive mode');
    return { release: () => client.end().catch(() => undefined) };
  }

  async function waitForHeldCommit(): Promise<void> {
    await waitFor('a commit that waits', async () => {
      const { rows } = await stack.pool.query(
        `select from pg_stat_activity where application_name = 'sodo-worker-dossier' and wait_event_type = 'Lock'`,
      );
      return rows.length > 0;
    });
  }

  test(
    'is down in the middle of a step: the step waits and completes when it is back',
    async () => {
      // given: a step in the middle of its commit
      const { officer } = office.people;
      const dossier = await office.submit();
      const other = await office.submit();
      const lock = await holdCommits();
      const step = office.claim(dossier, 'appraise');
      await waitForHeldCommit();

      // when: the database dies, and somebody asks for another step meanwhile
      await stack.takeDown('PostgreSQL');
      const key = randomUUID();
      const path = `/dossiers/${other.id}/tasks/${other.openTasks[0]?.instance}/claim`;
      await expectUnavailable(officer.once('POST', path, { body: {}, key, ...patience }));
      await pause(3_000);
      await stack.bringUp('PostgreSQL');
      await lock.release();

      // then: the patient client has its answer and never saw an error; the impatient one gets it with the same key
      await step;
      expect(dossier.openTasks).toMatchObject([{ element: 'appraise', assignee: officer.accountId }]);
      await officer.post(path, {}, key);
      await expectLoggedOnce(stack.pool, officer.acknowledged);
      await expectRowsEqualWorkflows(stack, [dossier.id, other.id]);
    },
    2 * MINUTE,
  );
});

describe('Temporal', () => {
  test(
    'is down: 503, the draft is safe, everything can be read; the same key then gives one dossier with one code',
    async () => {
      // given
      const { clerk, officer } = office.people;
      const dossier = await office.submit();
      const draftId = await office.draft();
      const serials = () =>
        stack.pool
          .query<{ n: number }>('select sum(last)::int as n from code_serial')
          .then(({ rows }) => rows[0]?.n ?? 0);
      const before = await serials();
      const draft = await clerk.get<{ form: object; components: object; version: number }>(`/drafts/${draftId}`);

      // when
      await stack.takeDown('Temporal');
      const key = randomUUID();
      const submit = { body: {}, key, ...patience };
      const claim = `/dossiers/${dossier.id}/tasks/${dossier.openTasks[0]?.instance}/claim`;
      const claimKey = randomUUID();
      await Promise.all([
        expectUnavailable(clerk.once('POST', `/drafts/${draftId}/submit`, submit)),
        expectUnavailable(officer.once('POST', claim, { body: {}, key: claimKey, ...patience })),
      ]);

      // then: nothing is lost, and reading goes on
      const kept = await clerk.once<typeof draft>('GET', `/drafts/${draftId}`);
      expect(kept).toMatchObject({ status: 200, body: { form: draft.form, components: draft.components } });
      expect((await officer.once('GET', '/inbox?view=all')).status).toBe(200);
      expect((await officer.once('GET', `/dossiers/${dossier.id}`)).status).toBe(200);

      // when: it is back
      await stack.bringUp('Temporal');
      const receipt = await clerk.post<{ dossierId: string; code: string }>(`/drafts/${draftId}/submit`, {}, key);
      expect(await clerk.post(`/drafts/${draftId}/submit`, {}, key)).toEqual(receipt);
      await officer.post(claim, {}, claimKey);

      // then
      const { rows } = await stack.pool.query('select id, code from dossier where code = $1 or id = $2', [
        receipt.code,
        receipt.dossierId,
      ]);
      expect(rows).toEqual([{ id: receipt.dossierId, code: receipt.code }]);
      expect(await serials()).toBe(before + 1);
      await expectRowsEqualWorkflows(stack, [dossier.id, receipt.dossierId]);
    },
    2 * MINUTE,
  );
});

describe('everything', () => {
  test(
    'is down when deadlines come due: they are raised at once afterwards, once each, and marked as caught up',
    async () => {
      // given: dossiers with running deadlines
      const dossiers = await Promise.all(Array.from({ length: 5 }, () => office.submit()));
      const ids = dossiers.map(({ id }) => id);

      // when: the power fails, and half of the thresholds come due before it is back
      await stack.cutPower();
      await stack.powerOn(async () => {
        // Ten minutes ago stands for a time at which nothing ran; they had been written well before. The others stay in the future.
        await stack.pool.query(
          `update deadline_threshold set at = now() - interval '10 minutes', written_at = now() - interval '1 hour'
           where dossier_id = any($1) and percent <= 75`,
          [ids],
        );
      });
      const restarted = Date.now();

      // then
      const raised = () =>
        stack.pool
          .query<{ id: string; percent: number; late: boolean }>(
            `select dossier_id as id, percent, caught_up as late from escalation where dossier_id = any($1) order by dossier_id, percent`,
            [ids],
          )
          .then(({ rows }) => rows);
      await waitFor('the escalations', async () => (await raised()).length >= 10, 30_000);
      process.stderr.write(`caught up ${Date.now() - restarted} ms after the restart\n`);
      const expected = [...ids].sort().flatMap((id) => [50, 75].map((percent) => ({ id, percent, late: true })));
      expect(await raised()).toEqual(expected);
      const mails = await waitFor('the mails', async () => {
        const { messages } = await readSimulator<{ messages: { subject: string; messageId: string; text: string }[] }>(
          stack.mailUrl,
          '/messages?limit=10000',
        );
        const ours = messages.filter(({ text }) => dossiers.some(({ code }) => text.includes(code)));
        return ours.length >= 10 && ours;
      });
      expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(10);

      // and: the dossiers go on; no threshold is raised a second time
      for (const dossier of dossiers) await office.claim(dossier, 'appraise');
      await pause(2_500); // two more sweeps
      expect(await raised()).toEqual(expected);
      await expectRowsEqualWorkflows(stack, ids);
      await expectLoggedOnce(stack.pool, office.people.officer.acknowledged);
    },
    2 * MINUTE,
  );
});
