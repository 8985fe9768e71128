import { randomUUID } from 'node:crypto';
import { temporal } from '@temporalio/proto';
import { ApiLab, expectStatus, samplePdf, taxSlipData, type Reply } from './api-lab';

jest.setTimeout(120_000);

const clerk = 'motcua.dongxoai';
const officer = 'canbo1.dongxoai';
const colleague = 'canbo2.dongxoai';
const head = 'lanhdao.dongxoai';

let lab: ApiLab;
beforeAll(async () => {
  lab = await ApiLab.open({ stepTimeoutMs: 4_000 });
});
afterAll(() => lab.close());

const page = async (id: string, as = officer) => (await expectStatus(lab.get(`/dossiers/${id}`, as), 200)).body;
const appraisal = { eligible: true, taxExempt: true, taxExemptGround: 'Tặng cho giữa cha và con' };

async function events(id: string, command: string): Promise<number> {
  const { rows } = await lab.pool.query<{ n: number }>(
    'select count(*)::int as n from dossier_event where dossier_id = $1 and command = $2',
    [id, command],
  );
  return rows[0]?.n ?? 0;
}

async function appraising(): Promise<{ id: string; task: number; at: string }> {
  const { dossierId: id } = await lab.submitted();
  const task = await lab.openTask(id, 'appraise');
  return { id, task, at: `/dossiers/${id}/tasks/${task}` };
}

describe('a task', () => {
  test('completed by a double click is completed once, and both clicks get the same answer', async () => {
    const { id, at } = await appraising();
    const key = randomUUID();
    const click = () => lab.post(`${at}/complete`, officer, { data: appraisal }, key);
    const clicks = await Promise.all([click(), click(), click(), click(), click()]);
    expect(clicks.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const answers = clicks.map(({ body }) => JSON.stringify({ seq: body.seq, openTasks: body.openTasks }));
    expect(new Set(answers).size).toBe(1);
    expect(await events(id, 'completeTask')).toBe(1);
    // long after, when the dossier stands elsewhere, the same request still gets its first answer
    await expectStatus(lab.complete(id, 'printCertificate', officer, { result: 'CHANGE_NOTED' }), 200);
    const late = await expectStatus(click(), 200);
    expect(late.body.seq).toBe(clicks[0]?.body.seq);
  });

  test('a key used for something else is refused, whatever it is', async () => {
    const { id, at } = await appraising();
    const key = randomUUID();
    await expectStatus(lab.post(`${at}/claim`, officer, {}, key), 200);
    for (const again of [
      lab.post(`${at}/complete`, officer, { data: appraisal }, key),
      lab.post(`${at}/release`, officer, {}, key),
    ])
      expect(await again).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
    expect(await events(id, 'completeTask')).toBe(0);
    // another person's key is another key
    expect((await lab.post(`${at}/complete`, colleague, { data: appraisal }, key)).body.code).toBe(
      'TASK_HELD_BY_OTHER',
    );
  });

  test('held by somebody is not taken, completed, released or returned by others; a head may reassign it', async () => {
    const { id, at, task } = await appraising();
    await expectStatus(lab.post(`${at}/claim`, officer), 200);
    for (const action of ['claim', 'release', 'complete', 'return']) {
      const body =
        action === 'complete' ? { data: appraisal } : action === 'return' ? { to: 'appraise', reason: 'x' } : {};
      const reply = await lab.post(`${at}/${action}`, colleague, body);
      expect(reply).toMatchObject({ status: 409, body: { code: 'TASK_HELD_BY_OTHER', details: { task } } });
    }
    const people = await lab.pool.query<{ id: string; username: string }>('select id, username from account');
    const idOf = (username: string) => people.rows.find((row) => row.username === username)?.id;
    expect(await lab.post(`${at}/assign`, head, { assignee: idOf('canbo1.budang') })).toMatchObject({
      status: 422,
      body: { code: 'ACCOUNT_NOT_FOUND' },
    });
    expect((await lab.post(`${at}/assign`, officer, { assignee: idOf(colleague) })).status).toBe(403);
    await expectStatus(lab.post(`${at}/assign`, head, { assignee: idOf(colleague) }), 200);
    const { tasks } = await page(id);
    expect(tasks.find((one: { state: string }) => one.state === 'open').assignee.name).toBe('Trần Thị Mỹ Duyên');
    expect((await lab.get('/inbox', colleague)).body.items).toContainEqual(expect.objectContaining({ dossierId: id }));
    await expectStatus(lab.post(`${at}/release`, colleague), 200);
  });

  test('with a form that is wrong says where, and stores nothing', async () => {
    const { id, at } = await appraising();
    const before = await lab.pool.query('select count(*)::int as n from submission');
    const reply = await lab.post(`${at}/complete`, officer, { data: { eligible: 'yes', colour: 'red' } });
    expect(reply).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
    expect(reply.body.errors).toEqual(
      expect.arrayContaining([
        { path: '/eligible', message: 'must be boolean' },
        { path: '/colour', message: 'is not a field of this form' },
      ]),
    );
    expect((await lab.pool.query('select count(*)::int as n from submission')).rows).toEqual(before.rows);
    expect(await events(id, 'completeTask')).toBe(0);
  });

  test('that is closed, unknown or of another dossier', async () => {
    const { id, at } = await appraising();
    await expectStatus(lab.post(`${at}/complete`, officer, { data: appraisal }), 200);
    const again = await lab.post(`${at}/complete`, officer, { data: appraisal });
    expect(again).toMatchObject({ status: 409, body: { code: 'TASK_NOT_OPEN' } });
    expect(again.body.details.open).toMatchObject([{ element: 'printCertificate' }]);
    for (const [bad, status] of [
      [`/dossiers/${id}/tasks/9999`, 404],
      [`/dossiers/${id}/tasks/0`, 422],
      [`/dossiers/${id}/tasks/abc`, 422],
      [`/dossiers/${id}/tasks/99999999999999`, 422],
      [`/dossiers/not-a-uuid/tasks/1`, 422],
      [`/dossiers/${randomUUID()}/tasks/1`, 404],
    ] as const)
      expect({ bad, status: (await lab.get(bad, officer)).status }).toEqual({ bad, status });
  });

  test('is sent back to an earlier step with a reason, which the next reader finds', async () => {
    const { id, at } = await appraising();
    await expectStatus(lab.post(`${at}/complete`, officer, { data: appraisal }), 200);
    const print = await lab.openTask(id, 'printCertificate');
    const { body: task } = await lab.get(`/dossiers/${id}/tasks/${print}`, officer);
    expect(task.returnTargets).toEqual(expect.arrayContaining([{ element: 'appraise', name: 'Thẩm định hồ sơ' }]));
    const wrong = await lab.post(`/dossiers/${id}/tasks/${print}/return`, officer, {
      to: 'signCertificate',
      reason: 'x',
    });
    expect(wrong).toMatchObject({
      status: 409,
      body: {
        code: 'RETURN_TARGET_NOT_ALLOWED',
        details: { targets: expect.any(Array), phase: 'running', allowed: expect.arrayContaining(['completeTask']) },
      },
    });
    expect((await lab.post(`/dossiers/${id}/tasks/${print}/return`, officer, { to: 'appraise' })).status).toBe(422);
    await expectStatus(
      lab.post(`/dossiers/${id}/tasks/${print}/return`, officer, { to: 'appraise', reason: 'Sai diện tích' }),
      200,
    );
    const appraise = await lab.openTask(id, 'appraise');
    const { body: again } = await lab.get(`/dossiers/${id}/tasks/${appraise}`, officer);
    expect(again.data).toEqual(appraisal);
    const { timeline } = await page(id);
    expect(timeline.at(-1)).toMatchObject({
      command: 'returnToStep',
      submission: { kind: 'returnToStep', payload: { reason: 'Sai diện tích' } },
      entries: expect.arrayContaining([expect.objectContaining({ type: 'ReturnedToStep', to: 'appraise' })]),
    });
  });

  test('texts and form data never enter the history of the workflow', async () => {
    const { id, at } = await appraising();
    await expectStatus(lab.post(`${at}/complete`, officer, { data: { ...appraisal, note: 'Ghi chú riêng tư' } }), 200);
    const history = await lab.temporal.workflow.getHandle(`dossier/${id}`).fetchHistory();
    const text = Buffer.from(temporal.api.history.v1.History.encode(history).finish()).toString('utf8');
    expect(text).toContain('taxExempt');
    for (const personal of ['Ghi chú riêng tư', 'Hồng Nhung', '070188001234', 'Tặng cho'])
      expect(text).not.toContain(personal);
  });
});

describe('If-Match on a dossier', () => {
  test('refuses what was decided on an older page; a repeat of what was done is still answered', async () => {
    const { id, at } = await appraising();
    const { headers } = await lab.get(`/dossiers/${id}`, officer);
    const etag = headers.get('etag') ?? '';
    const key = randomUUID();
    const claim = () => lab.call('post', `${at}/claim`, { as: officer, body: {}, key, headers: { 'if-match': etag } });
    const claimed = await expectStatus(claim(), 200);
    expect((await claim()).body).toEqual(claimed.body);
    const stale = await lab.call('post', `${at}/complete`, {
      as: officer,
      body: { data: appraisal },
      headers: { 'if-match': etag },
    });
    expect(stale).toMatchObject({
      status: 412,
      body: { code: 'VERSION_CONFLICT', details: { current: claimed.body.seq } },
    });
    const fresh = claimed.headers.get('etag') ?? '';
    expect(
      (
        await lab.call('post', `${at}/complete`, {
          as: officer,
          body: { data: appraisal },
          headers: { 'if-match': fresh },
        })
      ).status,
    ).toBe(200);
  });
});

describe('a supplement', () => {
  const request = (task: number) => ({
    task,
    reason: 'Hợp đồng thiếu trang 3',
    items: [{ componentId: 'transfer-contract', name: 'Hợp đồng chuyển nhượng', certifiedCopies: 1 }],
  });

  test('pauses the clock until the citizen has brought it, once', async () => {
    const { id, task, at } = await appraising();
    expect(await lab.post(`/dossiers/${id}/supplements`, clerk, {})).toMatchObject({
      status: 409,
      body: {
        code: 'ACTION_NOT_ALLOWED',
        details: { phase: 'running', allowed: expect.arrayContaining(['completeTask']) },
      },
    });
    expect((await lab.upload(`/dossiers/${id}/files`, clerk, { bytes: samplePdf(), name: 'a.pdf' })).body.code).toBe(
      'ACTION_NOT_ALLOWED',
    );
    expect(
      (await lab.post(`/dossiers/${id}/supplement-requests`, officer, { ...request(task), items: [] })).status,
    ).toBe(422);
    expect((await lab.post(`/dossiers/${id}/supplement-requests`, clerk, request(task))).status).toBe(403);

    await expectStatus(lab.post(`/dossiers/${id}/supplement-requests`, officer, request(task)), 200);
    const asked = await page(id, clerk);
    expect(asked).toMatchObject({
      status: 'PENDING_SUPPLEMENT',
      phase: 'supplement',
      publicState: 5,
      deadline: { status: 'paused', pauses: [{ reason: 'SUPPLEMENT', to: null }] },
      actions: expect.arrayContaining(['receiveSupplement', 'withdraw']),
    });
    expect(await lab.post(`${at}/complete`, officer, { data: appraisal })).toMatchObject({
      status: 409,
      body: {
        code: 'ACTION_NOT_ALLOWED',
        details: { phase: 'supplement', allowed: expect.arrayContaining(['receiveSupplement']) },
      },
    });
    await expectStatus(
      lab.upload(`/dossiers/${id}/files`, clerk, {
        bytes: samplePdf(),
        name: 'hop-dong.pdf',
        componentId: 'transfer-contract',
      }),
      201,
    );
    await expectStatus(
      lab.post(`/dossiers/${id}/supplements`, clerk, { components: { 'transfer-contract': { copies: 1 } } }),
      200,
    );
    const back = await page(id);
    expect(back).toMatchObject({
      status: 'APPRAISAL',
      deadline: { status: 'running', pauses: [{ reason: 'SUPPLEMENT', to: expect.any(String) }] },
    });
    expect(back.attachments).toMatchObject([{ fileName: 'hop-dong.pdf' }]);
    expect(await lab.post(`/dossiers/${id}/supplement-requests`, officer, request(task))).toMatchObject({
      status: 409,
      body: { code: 'SUPPLEMENT_ALREADY_REQUESTED' },
    });
  });

  test('names only components of the procedure', async () => {
    const { id, task } = await appraising();
    const items = [{ componentId: 'passport', name: 'Hộ chiếu' }];
    expect(await lab.post(`/dossiers/${id}/supplement-requests`, officer, { ...request(task), items })).toMatchObject({
      status: 422,
      body: { code: 'COMPONENT_UNKNOWN' },
    });
  });
});

describe('the end of a dossier', () => {
  const bodies = {
    refusal: { reasons: ['Đất đang có tranh chấp'], legalBasis: ['Luật Đất đai 2024, Điều 45'] },
    withdrawal: { reason: 'Không chuyển nhượng nữa' },
    stop: { cause: 'COURT', reason: 'Tòa án thụ lý', basis: [{ document: '12/TB-TA', issuedBy: 'TAND Đồng Xoài' }] },
  };

  test.each([
    ['refusal', officer, 'REJECTED', 3],
    ['withdrawal', clerk, 'WITHDRAWN', 7],
    ['stop', head, 'STOPPED', 8],
  ] as const)('%s: final, public, and nothing more may be done', async (what, as, status, publicState) => {
    const { id, at } = await appraising();
    const key = randomUUID();
    const end = () => lab.post(`/dossiers/${id}/${what}`, as, bodies[what], key);
    const [first, second] = await Promise.all([end(), end()]);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(first.body).toMatchObject({ status, openTasks: [] });
    const closed = await page(id);
    expect(closed).toMatchObject({ status, publicState, phase: 'closed', actions: [], closedAt: expect.any(String) });
    expect(closed.timeline.some((step: { submission: { payload: object } | null }) => step.submission !== null)).toBe(
      true,
    );
    for (const reply of [
      await lab.post(`${at}/complete`, officer, { data: appraisal }),
      await lab.post(`/dossiers/${id}/withdrawal`, clerk, bodies.withdrawal),
      await lab.post(`/dossiers/${id}/stop`, head, bodies.stop),
    ])
      expect(reply).toMatchObject({
        status: 409,
        body: { code: 'ACTION_NOT_ALLOWED', details: { phase: 'closed', status, allowed: [] } },
      });
    expect((await end()).body.status).toBe(status); // the repeat of what was done, also now
  });

  test('a text of blanks or control characters is no reason', async () => {
    const { id } = await appraising();
    for (const reason of ['', '   ', 'a\u0007b', 7, null, 'x'.repeat(2001)])
      expect((await lab.post(`/dossiers/${id}/withdrawal`, clerk, { reason })).status).toBe(422);
    expect(await events(id, 'withdraw')).toBe(0);
  });
});

describe('the deadline', () => {
  const move = (id: string, dueAt: string, apology: boolean, as = head): Promise<Reply> =>
    lab.post(`/dossiers/${id}/deadline`, as, { dueAt, apology, reason: 'Xác minh thực địa' });

  test('is moved by a head with a reason; an apology once, and only to a later working day', async () => {
    const { id } = await appraising();
    const { deadline } = await page(id);
    expect(deadline).toMatchObject({ status: 'running', overdue: false, limit: { amount: 8, unit: 'workingDay' } });
    expect(deadline.thresholds.map(({ percent }: { percent: number }) => percent)).toEqual([50, 75, 90, 100]);
    const codes = [
      await move(id, '2020-01-06T17:00:00+07:00', false),
      await move(id, '2026-12-20T17:00:00+07:00', false), // a Sunday
      await move(id, new Date(Date.parse(deadline.dueAt as string) - 86_400_000).toISOString(), true),
      await move(id, '2199-01-02T17:00:00+07:00', false),
    ].map(({ status, body }) => `${status} ${body.code}`);
    expect(codes.slice(0, 3)).toEqual(['422 NEW_DUE_IN_PAST', '422 NEW_DUE_NOT_WORKING_DAY', '422 NEW_DUE_NOT_LATER']);
    expect(codes[3]).toMatch(/^(422|409) /);
    expect((await move(id, 'tomorrow', false)).status).toBe(422);
    expect((await move(id, '2026-12-21T17:00:00+07:00', true, officer)).status).toBe(403);

    await expectStatus(move(id, '2026-12-21T17:00:00+07:00', true), 200);
    expect(await move(id, '2026-12-22T17:00:00+07:00', true)).toMatchObject({
      status: 409,
      body: { code: 'APOLOGY_ALREADY_USED' },
    });
    const moved = await page(id);
    expect(moved.deadline).toMatchObject({
      promisedAt: deadline.promisedAt,
      dueAt: '2026-12-21T10:00:00.000Z',
      moves: [{ kind: 'apology' }],
    });
  });
});

describe('a payment brought by the citizen', () => {
  test('settles its notice; an unknown notice is refused', async () => {
    const { dossierId: id, code } = await lab.atTax();
    const pay = (notice: string, as = clerk) =>
      lab.post(`/dossiers/${id}/payments`, as, { notice, receipt: `BL-${notice}`, kind: 'PAID' });
    await lab.controlTax(`slips/${encodeURIComponent(`${code}/PCTT`)}/notices`, {});
    let notices: { number: string }[] = [];
    while ((await page(id)).status !== 'PENDING_TAX_PAYMENT') await new Promise((resolve) => setTimeout(resolve, 50));
    notices = (await page(id)).tax.notices;
    expect(await pay('TB-khong-co')).toMatchObject({
      status: 409,
      body: { code: 'TAX_NOTICE_UNKNOWN', details: { notices: notices.map(({ number }) => number) } },
    });
    for (const { number } of notices) await expectStatus(pay(number), 200);
    expect(await page(id)).toMatchObject({
      status: 'PENDING_PRINT',
      tax: { notices: [{ settledKind: 'PAID', receipt: `BL-${notices[0]?.number}` }, { settledKind: 'PAID' }] },
    });
  });

  test('before any slip is refused', async () => {
    const { id } = await appraising();
    expect(
      await lab.post(`/dossiers/${id}/payments`, clerk, { notice: 'TB-1', receipt: 'BL-1', kind: 'PAID' }),
    ).toMatchObject({
      status: 409,
      body: { code: 'NO_TAX_SLIP' },
    });
  });
});

describe('an element that failed', () => {
  test('is tried again by an operator, who sees nothing else of the dossier', async () => {
    const { id } = await appraising();
    await expectStatus(lab.complete(id, 'appraise', officer, { eligible: true, taxExempt: false }), 200);
    await expectStatus(lab.complete(id, 'prepareTaxSlip', officer, taxSlipData()), 200);
    const { rows } = await lab.pool.query<{ instance: number }>(
      `select (payload ->> 'instance')::int as instance from outbox where dossier_id = $1 and kind = 'job'`,
      [id],
    );
    const instance = rows[0]?.instance ?? 0;
    expect(await lab.post(`/dossiers/${id}/retry`, 'vanhanh', { instance })).toMatchObject({
      status: 409,
      body: { code: 'INSTANCE_NOT_FAILED' },
    });
    await lab.temporal.workflow.getHandle(`dossier/${id}`).executeUpdate('failJob', {
      args: [
        { type: 'failJob', requestKey: randomUUID(), actor: { id: 'connector' }, job: instance, message: 'refused' },
      ],
    });
    const failed = await page(id);
    expect(failed.diagram.failed).toMatchObject([{ instance, element: 'sendTaxSlip' }]);
    expect(failed.actions).not.toContain('retryElement');
    await expectStatus(lab.post(`/dossiers/${id}/retry`, 'vanhanh', { instance }), 200);
    expect((await page(id)).diagram.failed).toEqual([]);
    expect((await lab.get(`/dossiers/${id}`, 'vanhanh')).status).toBe(404);
  });
});

describe('while nobody can carry a step out', () => {
  test('the answer is "try again", and the repeat with the same key does it once', async () => {
    const { id, at } = await appraising();
    const key = randomUUID();
    const click = () => lab.post(`${at}/complete`, officer, { data: appraisal }, key);
    await lab.stopWorker();
    try {
      const reply = await click();
      expect(reply).toMatchObject({ status: 503, body: { code: 'TEMPORARILY_UNAVAILABLE' } });
      expect(reply.headers.get('retry-after')).toBe('5');
      expect((await page(id)).status).toBe('APPRAISAL');
    } finally {
      await lab.startWorker();
    }
    await expectStatus(click(), 200);
    expect(await events(id, 'completeTask')).toBe(1);
  });
});
