import { caseWorkflowId } from '../../contracts/ids';
import { newPerson } from '../api/account-office';
import { samplePdf } from '../api/api-lab';
import { startWholeStack, type Program, type WholeStack } from '../support/whole-stack';
import { PatientClient } from './patient-client';
import { waitFor } from './wait-for';

const ACCOUNTS = 500;
/** Requests under way at the same moment. */
const LANES = 20;
const MINUTE = 60_000;
/** The worker each time; beside it what else holds a step under way. */
const KILLS: readonly (readonly Program[])[] = [['worker'], ['worker', 'background'], ['worker', 'api']];

const WAY = [
  'requestAccount',
  'checkPerson',
  'approveAccount',
  'issueSecret',
  'reportLeak',
  'requestUnlock',
  'approveUnlock',
] as const;

let stack: WholeStack;
let head: PatientClient;
let admin: PatientClient;
beforeAll(async () => {
  stack = await startWholeStack();
  head = await PatientClient.signIn(stack.apiUrl, 'lanhdao.dongxoai');
  admin = await PatientClient.signIn(stack.apiUrl, 'admin');
}, 2 * MINUTE);
afterAll(() => stack?.stop(), MINUTE);

let letters = 0;
async function letter() {
  const number = `CV-${(letters += 1)}`;
  const form = new FormData();
  const bytes = Buffer.concat([samplePdf(), Buffer.from(`% ${number}`)]);
  form.set('file', new Blob([new Uint8Array(bytes)], { type: 'application/pdf' }), 'van-ban.pdf');
  const { id } = await head.post<{ id: string }>('/case-files', form);
  return { number, date: '2026-11-20', fileIds: [id] };
}

interface Done {
  readonly id: string;
  readonly status: string;
  /** What was asked for, in its order. */
  readonly commands: readonly string[];
}

/** One account from the letter to its unlocking; every second one is issued again. */
async function live(isIssuedAgain: boolean): Promise<Done> {
  const { id } = await head.post<{ id: string }>('/accounts', { ...newPerson(), document: await letter() });
  const decide = (step: string) => admin.post<{ status: string }>(`/accounts/${id}/${step}`);
  await decide('check');
  await decide('approve');
  await decide('issue');
  await head.post(`/accounts/${id}/leak`);
  await head.post(`/accounts/${id}/unlock`, { document: await letter() });
  const { status } = await decide('unlock/approve');
  if (!isIssuedAgain) return { id, status, commands: WAY };
  return { id, status: (await decide('issue')).status, commands: [...WAY, 'issueSecret'] };
}

test(
  'A7: 500 accounts are requested, approved, locked and unlocked while the worker is killed three times',
  async () => {
    // given: twenty lanes, each with one account after the other
    const done: Done[] = [];
    const failures: Error[] = [];
    let begun = 0;
    const lane = async () => {
      while (begun < ACCOUNTS && failures.length === 0) {
        begun += 1;
        done.push(await live(begun % 2 === 0));
      }
    };
    const lanes = Array.from({ length: LANES }, () => lane().catch((error: Error) => void failures.push(error)));

    // when: it is killed in the middle of the work, and comes back
    for (const [index, victims] of KILLS.entries()) {
      const after = ((index + 1) * ACCOUNTS) / (KILLS.length + 1);
      await waitFor('life to go on', () => failures.length > 0 || done.length >= after, 4 * MINUTE);
      if (failures[0]) throw failures[0];
      await Promise.all(victims.map((victim) => stack.kill(victim)));
    }
    await Promise.all(lanes);
    if (failures[0]) throw failures[0];

    // then: each is what its answers said, by its rows and by its workflow
    expect(done).toHaveLength(ACCOUNTS);
    const ids = done.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ACCOUNTS);
    const expected = new Map(
      done.map(({ id, status, commands }) => [id, { id, status, commands, active: status === 'issued' }]),
    );
    const { rows } = await stack.pool.query<{ id: string; commands: string[]; seqs: number[]; snapshot: unknown }>(
      `select r.account_id as id, r.status, a.active, c.snapshot, array_agg(e.command order by e.seq) as commands,
         array_agg(e.seq order by e.seq) as seqs, c.seq
       from account_register r join account a on a.id = r.account_id join case_record c on c.id = r.account_id
         join case_event e on e.case_id = r.account_id
       where r.account_id = any($1) group by r.account_id, r.status, a.active, c.snapshot, c.seq`,
      [ids],
    );
    expect(rows).toHaveLength(ACCOUNTS);
    for (const { snapshot, seqs, ...row } of rows) {
      expect(row).toEqual({ ...expected.get(row.id), seq: row.commands.length });
      expect(seqs).toEqual(row.commands.map((_, index) => index + 1));
      const workflow = stack.temporal.workflow.getHandle(caseWorkflowId('account', row.id));
      expect(await waitFor(`the state of ${row.id}`, () => workflow.query('caseState'))).toEqual(snapshot);
    }

    // and: nothing that was answered is missing or there twice, in the cases and in the audit log; it was not easy
    const steps = [...head.acknowledged, ...admin.acknowledged].filter(({ path }) => path !== '/case-files');
    expect(steps).toHaveLength(rows.reduce((sum, { commands }) => sum + commands.length, 0));
    const written = await stack.pool.query<{ events: number; entries: number }>(
      // A step that never was, because its worker died before Temporal heard of it, is told of and taken back.
      `select (select count(*)::int from case_event where request_key = any($1)) as events,
         (select count(*) filter (where action like 'account.%') - count(*) filter (where action = 'case.stepReplaced')
          from audit_entry where subject_id = any($2))::int as entries`,
      [steps.map(({ requestKey }) => requestKey), ids],
    );
    expect(written.rows).toEqual([{ events: steps.length, entries: steps.length }]);
    expect(steps.some(({ attempts }) => attempts > 1)).toBe(true);
    const troubles = [...head.troubles.keys(), ...admin.troubles.keys()];
    expect(troubles.filter((one) => !['503', 'connection lost', 'no answer in time'].includes(one))).toEqual([]);
  },
  10 * MINUTE,
);
