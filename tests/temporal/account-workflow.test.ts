import { randomUUID } from 'node:crypto';
import { caseWorkflowId } from '../../contracts/ids';
import type { AccountCommand } from '../../domain/accounts/account-command';
import { rebuildCases } from '../../scripts/recovery/rebuild-cases';
import { resumeCases } from '../../scripts/recovery/resume-cases';
import { bundleWorkflows } from '../../worker/bundle';
import { CaseLab } from '../support/case-lab';
import { DossierLab, RECEIVING_UNIT } from '../support/dossier-lab';
import { readTestAddresses } from '../support/stack';

let lab: DossierLab;
let cases: CaseLab;
beforeAll(async () => {
  lab = await DossierLab.open();
  cases = new CaseLab(lab);
});
afterAll(() => lab.close());

const admin = randomUUID();

async function request(id: string, requestKey: string = randomUUID()) {
  const command: AccountCommand = {
    ...{ type: 'requestAccount', requestKey, actor: { id: lab.head } },
    ...{ unitId: RECEIVING_UNIT, position: 'counterClerk' },
    duties: [{ duty: 'receiveDossiers', unitId: RECEIVING_UNIT }],
  };
  return cases.begin('account', id, command);
}

/** A person whose account is issued, with a session under way as soon as he uses it. */
async function issued(): Promise<string> {
  const id = await cases.person();
  await request(id);
  await cases.act(id, 'checkPerson', admin, {});
  await cases.act(id, 'approveAccount', admin, {});
  const submission = randomUUID();
  const payload = {
    username: `thu.${id.slice(0, 8)}`,
    email: 'thu@example.invalid',
    title: 'Thử',
    passwordHash: 'hash',
  };
  await lab.pool.query(
    `insert into case_submission (id, case_id, command, payload) values ($1, $2, 'issueSecret', $3)`,
    [submission, id, JSON.stringify(payload)],
  );
  await cases.act(id, 'issueSecret', admin, { submission });
  return id;
}

async function openSession(id: string): Promise<void> {
  await lab.pool.query(
    `insert into session (id_hash, account_id, csrf_token, expires_at) values ($1, $2, 'c', now() + interval '1 day')`,
    [randomUUID(), id],
  );
}

async function rows(id: string) {
  const { rows } = await lab.pool.query<Record<string, unknown>>(
    `select r.status, r.lock_reason as lock, a.active, a.username, c.seq, c.status as record,
       (select count(*)::int from session s where s.account_id = r.account_id) as sessions,
       (select jsonb_agg(role order by role) from account_role o where o.account_id = r.account_id) as roles
     from account_register r join case_record c on c.id = r.account_id left join account a on a.id = r.account_id
     where r.account_id = $1`,
    [id],
  );
  return rows[0];
}

test('A7.1a: what the workflow says is what sign-in and rights read, when the step is answered', async () => {
  const id = await issued();
  expect(await rows(id)).toMatchObject({ status: 'issued', active: true, roles: ['oneStopClerk'], lock: null });
  const { rows: left } = await lab.pool.query(`select payload from case_submission where case_id = $1`, [id]);
  expect(JSON.stringify(left)).not.toContain('passwordHash');
  await cases.act(id, 'confirmPassword', id, {});
  expect(await rows(id)).toMatchObject({ status: 'active', active: true });
});

test('A7.3a: on the real server, a week passes and the account is locked, its sessions are over', async () => {
  const id = await issued();
  await openSession(id);
  await cases.pass('account', id, 6.9);
  expect(await rows(id)).toMatchObject({ status: 'issued', sessions: 1 });
  await cases.pass('account', id, 0.2);
  expect(await rows(id)).toMatchObject({ status: 'locked', lock: 'passwordNotChanged', active: false, sessions: 0 });
});

test('A7.3 (end): the day of departure comes and the account is locked', async () => {
  const id = await issued();
  await cases.act(id, 'confirmPassword', id, {});
  const on = new Date(Date.now() + 10 * 86_400_000 + 7 * 3_600_000).toISOString().slice(0, 10);
  await cases.act(id, 'noticeDeparture', lab.head, { on });
  await cases.pass('account', id, 8.9);
  expect(await rows(id)).toMatchObject({ status: 'active', active: true });
  await cases.pass('account', id, 1.2);
  expect(await rows(id)).toMatchObject({ status: 'locked', lock: 'departed', active: false });
});

test('A7.3b: a leak ends every session before it is answered', async () => {
  const id = await issued();
  await cases.act(id, 'confirmPassword', id, {});
  await openSession(id);
  await cases.act(id, 'reportLeak', lab.clerk, {});
  expect(await rows(id)).toMatchObject({ status: 'locked', lock: 'leaked', active: false, sessions: 0 });
});

test('A7.1c: two requests for one person at the same moment are one account', async () => {
  const id = await cases.person();
  const results = await Promise.allSettled([request(id), request(id), request(id)]);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await rows(id)).toMatchObject({ status: 'requested', seq: 1 });
});

test('a closed account ends its workflow, and a new request takes the same case up again', async () => {
  const id = await issued();
  await cases.act(id, 'closeAccount', admin, {});
  await lab.client.workflow.getHandle(caseWorkflowId('account', id)).result();
  const { rows: record } = await lab.pool.query<{ snapshot: never }>('select snapshot from case_record where id = $1', [
    id,
  ]);
  const command = { type: 'requestAccount', requestKey: randomUUID(), actor: { id: lab.head }, unitId: RECEIVING_UNIT };
  await cases.begin('account', id, { ...command, position: 'counterClerk', duties: [] } as never, {
    kind: 'resume',
    state: record[0]?.snapshot as never,
  });
  expect(await rows(id)).toMatchObject({ status: 'requested', seq: 6, active: false });
});

test('a worker that dies in the middle loses nothing; the same request key acts once', async () => {
  const id = await issued();
  await cases.act(id, 'confirmPassword', id, {});
  await lab.stopWorker();
  const key = randomUUID();
  const asked = cases.act(id, 'reportLeak', lab.clerk, {}, key);
  await new Promise((resolve) => setTimeout(resolve, 500));
  await lab.startWorker();
  const first = await asked;
  expect(await cases.act(id, 'reportLeak', lab.clerk, {}, key)).toEqual(first);
  expect(await rows(id)).toMatchObject({ status: 'locked', seq: first.seq });
});

async function readAll() {
  const tables = [
    'select to_jsonb(c) as row from case_record c order by id',
    'select to_jsonb(e) as row from case_event e order by case_id, seq',
    'select to_jsonb(r) as row from account_register r order by account_id',
    'select to_jsonb(a) as row from account a order by id',
    'select to_jsonb(o) as row from account_role o order by account_id, role, unit_id',
  ];
  return Promise.all(tables.map(async (sql) => (await lab.pool.query(sql)).rows as unknown[]));
}
async function caseIds(): Promise<string[]> {
  return (await lab.pool.query<{ id: string }>('select id from case_record')).rows.map(({ id }) => id);
}

test('records, events and register come back from Temporal alone, also of a case that was closed and taken up again', async () => {
  const before = await readAll();
  await lab.pool.query(`update account_register set status = 'closed', duties = '[]', lock_reason = null`);
  await lab.pool.query('delete from case_event');
  await lab.pool.query(`update case_record set status = 'new', snapshot = '{}', seq = 0`);
  const report = await rebuildCases({
    ...{ pool: lab.pool, client: lab.client, codec: lab.codec, workflowBundle: await bundleWorkflows() },
    only: (await caseIds()).map((id) => caseWorkflowId('account', id)),
    report: () => undefined,
  });
  expect(report.busy).toBe(0);
  expect(await readAll()).toEqual(before);
});

test('open accounts are resumed into an empty Temporal from PostgreSQL, with the same dates', async () => {
  const id = await issued();
  const before = await cases.account(id);
  const { namespace } = readTestAddresses();
  const open = await caseIds();
  for (const one of open)
    await lab.client.workflow
      .getHandle(caseWorkflowId('account', one))
      .terminate('gone')
      .catch(() => undefined);
  await lab.client.workflowService.deleteWorkflowExecution({
    namespace,
    workflowExecution: { workflowId: caseWorkflowId('account', id) },
  });
  const report = await resumeCases({
    pool: lab.pool,
    client: lab.client,
    taskQueueSuffix: lab.queue,
    report: () => undefined,
  });
  expect(report.resumed).toBeGreaterThan(0);
  expect(await cases.account(id)).toEqual(before);
  await cases.pass('account', id, 7.1);
  expect(await rows(id)).toMatchObject({ status: 'locked', lock: 'passwordNotChanged' });
});

test('C4: given a clock that ran backwards, a step of a case is never acknowledged unwritten: it is decided anew', async () => {
  const id = await issued();
  const { seq } = await cases.account(id);
  const ahead = Date.now() + 4_000;
  await lab.pool.query(
    `insert into case_event (case_id, seq, at, command, actor, request_key, events)
     values ($1, $2, to_timestamp($3::float8 / 1000), 'reportLeak', 'nobody', 'late', '[]')`,
    [id, seq + 1, ahead],
  );
  expect(await cases.act(id, 'confirmPassword', id, {})).toMatchObject({ seq: seq + 1, status: 'active' });
  const { rows: events } = await lab.pool.query<{ command: string; at: Date }>(
    'select command, at from case_event where case_id = $1 and seq = $2',
    [id, seq + 1],
  );
  expect(events).toMatchObject([{ command: 'confirmPassword' }]);
  expect(events[0]?.at.getTime()).toBeGreaterThanOrEqual(ahead);
  expect(await rows(id)).toMatchObject({ status: 'active', active: true });
}, 60_000);
