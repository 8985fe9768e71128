import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { filterValues } from '../../api/routes/inbox/filters';
import { inboxStatement } from '../../api/routes/inbox/queries';
import { demoAccountId } from '../../db/seed/demo-accounts';
import { ApiLab, expectStatus } from './api-lab';

jest.setTimeout(120_000);

let lab: ApiLab;
beforeAll(async () => {
  lab = await ApiLab.open();
});
afterAll(() => lab.close());
afterEach(() => lab.pool.query('truncate dossier cascade'));

interface Made {
  readonly id?: string;
  readonly unit?: string;
  readonly receivedAt?: Date;
  readonly dueAt?: Date | null;
  readonly applicant?: string;
  readonly form?: object;
  readonly status?: string;
  readonly nearDueAt?: Date;
  readonly clockOffsetMs?: number;
  readonly pauseReasons?: string[];
  readonly closed?: boolean;
}

/** Rows as commits write them; a list only reads rows, so a thousand of them need no thousand workflows. */
async function makeDossiers(made: readonly Made[]): Promise<string[]> {
  const rows = made.map((one, index) => ({
    id: one.id ?? randomUUID(),
    code: `000.01.16.H10-261122-${String(index + 1).padStart(4, '0')}`,
    unit: one.unit ?? 'cn.dongxoai',
    received_at: (one.receivedAt ?? new Date(1_700_000_000_000 + index * 1000)).toISOString(),
    due_at: one.dueAt === undefined ? '2026-12-01T10:00:00Z' : (one.dueAt?.toISOString() ?? null),
    applicant: one.applicant ?? 'Nguyễn Văn A',
    form: one.form ?? {},
    status: one.status ?? 'APPRAISAL',
    near_due_at: one.nearDueAt?.toISOString() ?? null,
    clock_offset_ms: one.clockOffsetMs ?? 0,
    pause_reasons: one.pauseReasons ?? [],
    closed_at: one.closed ? '2026-11-01T00:00:00Z' : null,
  }));
  const { rows: versions } = await lab.pool.query<{ version: string }>(
    `select version from procedure_version where key = 'P2.TRANSFER' and regime = '2025' and current`,
  );
  await lab.pool.query(
    `insert into dossier (id, code, procedure_key, regime, procedure_version, receiving_unit_id, handling_unit_id, channel,
      lookup_secret, applicant_name, form, status, public_state, received_at, promised_at, due_at, near_due_at, clock_offset_ms, pause_reasons, closed_at)
     select r.id, r.code, 'P2.TRANSFER', '2025', $2, 'mc.dongxoai', r.unit, 'COUNTER', 'x', r.applicant, r.form, r.status, 4,
       r.received_at, r.due_at, r.due_at, r.near_due_at, r.clock_offset_ms, r.pause_reasons, r.closed_at
     from jsonb_to_recordset($1::jsonb) as r(id uuid, code text, unit text, received_at timestamptz, due_at timestamptz,
       near_due_at timestamptz, clock_offset_ms bigint, applicant text, form jsonb, status text, pause_reasons text[], closed_at timestamptz)`,
    [JSON.stringify(rows), versions[0]?.version],
  );
  return rows.map(({ id }) => id);
}

async function makeTasks(
  tasks: readonly {
    dossier: string;
    instance: number;
    due: Date | null;
    assignee?: string;
    unit?: string;
    role?: string;
    suspended?: boolean;
  }[],
): Promise<void> {
  const rows = tasks.map(({ dossier, instance, due, assignee, unit, role, suspended }) => ({
    dossier,
    instance,
    due: due?.toISOString() ?? null,
    assignee: assignee ? demoAccountId(assignee) : null,
    unit: unit ?? 'cn.dongxoai',
    role: role ?? 'officer',
    suspended: suspended ?? false,
  }));
  await lab.pool.query(
    `insert into task (dossier_id, instance, element, name, state, suspended, unit_id, role, assignee, opened_at, dossier_due_at)
     select r.dossier, r.instance, 'appraise', 'Thẩm định', 'open', r.suspended, r.unit, r.role, r.assignee, now(), r.due
     from jsonb_to_recordset($1::jsonb) as r(dossier uuid, instance integer, due timestamptz, assignee uuid, unit text, role text, suspended boolean)`,
    [JSON.stringify(rows)],
  );
}

async function readAll<Item>(at: string, as: string, limit: number): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const joint = at.includes('?') ? '&' : '?';
    const { body } = await expectStatus(
      lab.get(`${at}${joint}limit=${limit}${cursor ? `&cursor=${cursor}` : ''}`, as),
      200,
    );
    expect(body.items.length).toBeLessThanOrEqual(limit);
    items.push(...(body.items as Item[]));
    cursor = body.nextCursor as string | null;
  }
  return items;
}

const officer = 'canbo1.dongxoai';
/** Few instants, so that many rows share one. */
const instant = fc.integer({ min: 0, max: 3 }).map((hour) => new Date(Date.UTC(2026, 11, 1, hour)));

describe('the inbox', () => {
  const ownTask = fc.record({
    due: fc.option(instant, { nil: null }),
    assignee: fc.constantFrom(undefined, officer, 'canbo2.dongxoai'),
    unit: fc.constantFrom('cn.dongxoai', 'cn.budang'),
    role: fc.constantFrom('officer', 'unitHead'),
    suspended: fc.constantFrom(false, false, false, true),
  });

  test.each(['mine', 'groups', 'all'] as const)('%s: pages hold every task once, most urgent first', async (view) => {
    await fc.assert(
      fc.asyncProperty(fc.array(ownTask, { maxLength: 25 }), fc.integer({ min: 1, max: 7 }), async (tasks, limit) => {
        await lab.pool.query('truncate dossier cascade');
        const ids = await makeDossiers(tasks.map(() => ({})));
        const made = tasks.map((task, index) => ({ ...task, dossier: ids[index] ?? '', instance: index + 1 }));
        await makeTasks(made);
        const isMine = (task: (typeof made)[number]) => task.assignee === officer;
        const isOfGroup = (task: (typeof made)[number]) =>
          task.assignee === undefined && task.unit === 'cn.dongxoai' && task.role === 'officer';
        const expected = made
          .filter((task) => !task.suspended)
          .filter((task) => (view !== 'groups' && isMine(task)) || (view !== 'mine' && isOfGroup(task)))
          .sort(
            (a, b) =>
              (a.due?.getTime() ?? Infinity) - (b.due?.getTime() ?? Infinity) || (a.dossier < b.dossier ? -1 : 1),
          );
        const found = await readAll<{ dossierId: string }>(`/inbox?view=${view}`, officer, limit);
        expect(found.map(({ dossierId }) => dossierId)).toEqual(expected.map(({ dossier }) => dossier));
      }),
      { numRuns: 15 },
    );
  });

  test('next: what I hold goes before what waits for my group, each most urgent first', async () => {
    const ids = await makeDossiers([{}, {}, {}, {}]);
    const at = (hour: number) => new Date(Date.UTC(2026, 11, 1, hour));
    await makeTasks([
      { dossier: ids[0] ?? '', instance: 1, due: at(1) },
      { dossier: ids[1] ?? '', instance: 1, due: at(9), assignee: officer },
      { dossier: ids[2] ?? '', instance: 1, due: at(8), assignee: officer },
      { dossier: ids[3] ?? '', instance: 1, due: at(0), unit: 'cn.budang' },
    ]);
    const next = async (as: string) => (await lab.get('/inbox/next', as)).body.task?.dossierId;
    expect(await next(officer)).toBe(ids[2]);
    expect(await next('canbo2.dongxoai')).toBe(ids[0]);
    expect(await next('canbo1.budang')).toBe(ids[3]);
    expect(await next('admin')).toBeUndefined();
    expect((await lab.get('/inbox', officer)).body.counts).toEqual({ mine: 2, groups: 1, unit: 0 });
    expect((await lab.get('/inbox?view=unit', 'lanhdao.dongxoai')).body).toMatchObject({
      items: [{ holder: null }, { holder: 'Phạm Quốc Bảo' }, {}],
      counts: { unit: 3 },
    });
    expect((await lab.get('/inbox?view=unit', officer)).body.items).toEqual([]);
  });

  test.each([
    ['mine', {}],
    ['groups', {}],
    ['all', {}],
    ['unit', {}],
    ['groups', { step: 'appraise' }],
    ['groups', { due: 'running' }],
    ['groups', { procedure: 'P2.TRANSFER', q: 'nguyen' }],
  ] as const)('%s narrowed by %j is index range scans: of 20,000 tasks only a page is read', async (view, filters) => {
    const ids = await makeDossiers(Array.from({ length: 20_000 }, () => ({})));
    const groups = ['cn.dongxoai', 'cn.budang', 'cn.budop', 'cn.locninh'];
    await makeTasks(
      ids.map((dossier, index) => ({
        dossier,
        instance: 1,
        due: new Date(1_800_000_000_000 + index),
        unit: groups[index % 4],
        ...(index % 10 === 0 ? { assignee: officer } : {}),
      })),
    );
    await lab.pool.query('analyze task');
    const account = demoAccountId(officer);
    const position = [new Date(1_800_000_010_000).toISOString(), ids[0], 0];
    const { rows } = await lab.pool.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
      `explain (analyze, format json) ${inboxStatement(view, filters)}`,
      [[account], ['cn.dongxoai'], ['officer'], ...position, 20, false, new Date(), ...filterValues(filters)],
    );
    const scans = scansOfTask(rows[0]?.['QUERY PLAN'][0].Plan);
    expect(scans.filter(({ 'Node Type': kind }) => kind === 'Seq Scan')).toEqual([]);
    const read = scans.reduce(
      (sum, scan) => sum + (scan['Actual Rows'] + (scan['Rows Removed by Filter'] ?? 0)) * scan['Actual Loops'],
      0,
    );
    expect(read).toBeGreaterThanOrEqual(20);
    expect(read).toBeLessThanOrEqual(100);
  });
});

describe('the inbox, narrowed', () => {
  const hour = 3_600_000;
  const fromNow = (ms: number) => new Date(Date.now() + ms);

  test('by step, procedure, due state and text, together with each other', async () => {
    const ids = await makeDossiers([
      { applicant: 'Đặng Thị Bình', dueAt: fromNow(-hour), nearDueAt: fromNow(-2 * hour) },
      { applicant: 'Lê Văn Đông', dueAt: fromNow(hour), nearDueAt: fromNow(-hour) },
      { applicant: 'Lê Thị Bình', dueAt: fromNow(9 * hour), nearDueAt: fromNow(hour) },
      { applicant: 'Trần Bình An', dueAt: null },
      // A simulated dossier lives ahead of us: its hour has passed.
      { applicant: 'Hồ Thử', dueAt: fromNow(hour), nearDueAt: fromNow(0), clockOffsetMs: 5 * hour },
    ]);
    await makeTasks(ids.map((dossier, index) => ({ dossier, instance: 1, due: index === 3 ? null : fromNow(hour) })));
    await lab.pool.query(`update task set element = 'checkCertificate', name = 'Kiểm tra' where dossier_id = $1`, [
      ids[1],
    ]);
    const found = async (query: string) => {
      const { body } = await expectStatus(lab.get(`/inbox?view=groups&${query}`, officer), 200);
      return (body.items as { dossierId: string }[]).map(({ dossierId }) => ids.indexOf(dossierId)).sort();
    };
    expect(await found('due=overdue')).toEqual([0, 4]);
    expect(await found('due=nearDue')).toEqual([1]);
    expect(await found('due=running')).toEqual([2]);
    expect(await found('due=none')).toEqual([3]);
    expect(await found('step=checkCertificate')).toEqual([1]);
    expect(await found('procedure=P2.TRANSFER')).toEqual([0, 1, 2, 3, 4]);
    expect(await found('procedure=P1.OTHER')).toEqual([]);
    expect(await found('q=binh')).toEqual([0, 2, 3]);
    expect(await found('q=le%20binh')).toEqual([2]);
    expect(await found('q=%25')).toEqual([]);
    expect(await found('q=binh&due=running&step=appraise&procedure=P2.TRANSFER')).toEqual([2]);
    expect(
      (await lab.get('/inbox?view=groups', officer)).body.items.map((item: { dueState: string }) => item.dueState),
    ).toEqual(expect.arrayContaining(['overdue', 'nearDue', 'running', 'none']));
    expect((await lab.get('/inbox/steps', officer)).body.steps).toEqual([
      { element: 'appraise', name: 'Thẩm định' },
      { element: 'checkCertificate', name: 'Kiểm tra' },
    ]);
    expect((await lab.get('/inbox/steps', 'canbo1.budang')).body.steps).toEqual([]);
  });

  test('shows what I have not seen since its last step', async () => {
    const [id = ''] = await makeDossiers([{}]);
    await makeTasks([{ dossier: id, instance: 1, due: null }]);
    const unread = async (as: string) => (await lab.get('/inbox?view=groups', as)).body.items[0].unread as boolean;
    const see = (seq: number) => lab.call('put', `/dossiers/${id}/seen`, { as: officer, body: { seq } });
    await lab.pool.query('update dossier set seq = 3 where id = $1', [id]);
    expect(await unread(officer)).toBe(true);
    expect((await see(3)).status).toBe(204);
    expect(await unread(officer)).toBe(false);
    expect(await unread('canbo2.dongxoai')).toBe(true);
    expect((await see(1)).status).toBe(204);
    expect(await unread(officer)).toBe(false);
    await see(99);
    await lab.pool.query('update dossier set seq = 4 where id = $1', [id]);
    expect(await unread(officer)).toBe(true);
    expect((await lab.call('put', `/dossiers/${id}/seen`, { as: 'canbo1.budang', body: { seq: 4 } })).status).toBe(404);
  });
});

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

function scansOfTask(plan: Plan | undefined): Plan[] {
  if (!plan) return [];
  const below = (plan.Plans ?? []).flatMap(scansOfTask);
  return plan['Relation Name'] === 'task' ? [plan, ...below] : below;
}

describe('search', () => {
  test('pages hold every dossier of my units once, latest received first', async () => {
    const dossier = fc.record({ receivedAt: instant, unit: fc.constantFrom('cn.dongxoai', 'cn.budang') });
    await fc.assert(
      fc.asyncProperty(fc.array(dossier, { maxLength: 25 }), fc.integer({ min: 1, max: 7 }), async (made, limit) => {
        await lab.pool.query('truncate dossier cascade');
        const ids = await makeDossiers(made);
        const order = made
          .map((one, index) => ({ ...one, id: ids[index] ?? '' }))
          .sort((a, b) => b.receivedAt.getTime() - a.receivedAt.getTime() || (a.id < b.id ? -1 : 1));
        const found = async (at: string, as: string) =>
          (await readAll<{ id: string }>(at, as, limit)).map(({ id }) => id);
        const own = order.filter(({ unit }) => unit === 'cn.dongxoai').map(({ id }) => id);
        expect(await found('/dossiers', officer)).toEqual(own);
        expect(await found('/dossiers?q=nguyen', officer)).toEqual(own);
        expect(await found('/dossiers', 'quanly')).toEqual(order.map(({ id }) => id));
        // received at the counter of Đồng Xoài, whoever handles it
        expect(await found('/dossiers', 'motcua.dongxoai')).toEqual(order.map(({ id }) => id));
      }),
      { numRuns: 12 },
    );
  });

  test('finds with and without accents, in any letters, several words, and takes nothing for a wildcard', async () => {
    const [binh, duong, percent] = await makeDossiers([
      {
        applicant: 'Đặng Thị Bình',
        form: { transferor: { fullName: 'Lý Văn Đông' }, certificate: { serial: 'CS 123456' } },
      },
      { applicant: 'Dương Quốc Ấn', form: { parcel: { address: 'Khu phố Phú Thịnh, phường Tân Phú' } } },
      { applicant: '100% Công ty' },
    ]);
    const found = async (q: string) =>
      (
        (await expectStatus(lab.get(`/dossiers?q=${encodeURIComponent(q)}`, officer), 200)).body.items as {
          id: string;
        }[]
      ).map(({ id }) => id);
    for (const q of [
      'Đặng Thị Bình',
      'dang thi binh',
      'ĐẶNG',
      'binh dang',
      'ly van dong',
      'cs 123456',
      '123456',
      'đong',
    ])
      expect({ q, found: await found(q) }).toEqual({ q, found: [binh] });
    for (const q of ['dương', 'duong quoc an', 'phú thịnh', 'TAN PHU'])
      expect({ q, found: await found(q) }).toEqual({ q, found: [duong] });
    expect(await found('100%')).toEqual([percent]);
    for (const q of ['%', '_', '\\', "'; drop table dossier; --", 'không ai cả']) {
      const hits = await found(q);
      expect({ q, few: hits.every((id) => id === percent) }).toEqual({ q, few: true });
    }
    expect(await found('000.01.16.H10-261122-0002')).toEqual([duong]);
    // Half typed, it may look whole: it still finds what it begins.
    expect(new Set(await found('000.01.16.H10-261122-000'))).toEqual(new Set([binh, duong, percent]));
    expect(await found('261122-0003')).toEqual([percent]);
  });

  test('what is rare is found behind thousands of newer ones, and pages go on from the newest to the oldest', async () => {
    const older = ['Đặng Thị Bình', 'Đặng Văn Bình', 'Lý Thị Bình'].map((applicant) => ({ applicant }));
    const ids = await makeDossiers([...older, ...Array.from({ length: 5_200 }, () => ({}))]);
    const found = async (at: string) => (await readAll<{ id: string }>(at, officer, 100)).map(({ id }) => id);
    expect(await found('/dossiers?q=binh')).toEqual(ids.slice(0, 3).reverse());
    expect(await found('/dossiers?q=dang%20binh&status=APPRAISAL')).toEqual(ids.slice(0, 2).reverse());
    expect(await found('/dossiers?q=binh&status=RETURNED')).toEqual([]);
    expect(await found('/dossiers?q=000.01.16.h10-261122-00')).toEqual(ids.slice(0, 99).reverse());
    expect(await found('/dossiers?q=nguyen')).toEqual(ids.slice(3).reverse());
  });

  test('follows the words of a dossier; a step that fills its form writes none of them anew', async () => {
    const [id] = await makeDossiers([
      { applicant: 'Đặng Thị Bình', form: { transferor: { fullName: 'Lý Văn Đông' } } },
    ]);
    const found = async (q: string) =>
      (await expectStatus(lab.get(`/dossiers?q=${q}`, officer), 200)).body.items as object[];
    const version = async () =>
      (await lab.pool.query('select xmin from dossier_search where dossier_id = $1', [id])).rows[0] as object;
    const before = await version();
    await lab.pool.query(`update dossier set seq = seq + 1, form = jsonb_set(form, '{steps}', '{"a": {}}')`);
    expect(await version()).toEqual(before);
    await lab.pool.query(`update dossier set form = jsonb_set(form, '{transferor,fullName}', '"Phan Thị Sen"')`);
    expect(await found('phan%20sen')).toMatchObject([{ id }]);
    expect(await found('dong')).toEqual([]);
  });

  test('narrows by status, unit and days', async () => {
    const ids = await makeDossiers([
      { status: 'APPRAISAL', receivedAt: new Date('2026-11-01T17:30:00Z') }, // 2/11 in Vietnam
      { status: 'PENDING_TAX', receivedAt: new Date('2026-11-02T16:59:00Z') }, // still 2/11
      { status: 'PENDING_TAX', receivedAt: new Date('2026-11-02T17:00:00Z') }, // 3/11
      { status: 'PENDING_TAX', unit: 'cn.budang' },
    ]);
    const found = async (query: string, as = officer) =>
      new Set(((await lab.get(`/dossiers?${query}`, as)).body.items as { id: string }[]).map(({ id }) => id));
    expect(await found('status=PENDING_TAX')).toEqual(new Set([ids[1], ids[2]]));
    expect(await found('from=2026-11-02&to=2026-11-02')).toEqual(new Set([ids[0], ids[1]]));
    expect(await found('unit=cn.budang', 'quanly')).toEqual(new Set([ids[3]]));
    expect(await found('unit=cn.budang')).toEqual(new Set());
    expect((await lab.get('/dossiers?from=2026-02-30', officer)).status).toBe(422);
  });

  test.each([
    'x',
    'bm9uc2Vuc2U',
    Buffer.from('["2026-99-99 00:00:00+00","x"]').toString('base64url'),
    Buffer.from('[1,2]').toString('base64url'),
    Buffer.from('["2026-02-31 25:00:00+00","9f3c1c1e-0000-4000-8000-000000000000"]').toString('base64url'),
  ])('a cursor like %p is refused', async (cursor) => {
    for (const at of ['/dossiers', '/inbox', '/drafts'])
      expect(await lab.get(`${at}?cursor=${cursor}`, at === '/drafts' ? 'motcua.dongxoai' : officer)).toMatchObject({
        status: 422,
        body: { code: 'CURSOR_INVALID' },
      });
  });

  test.each(['limit=0', 'limit=101', 'limit=x', 'cursor=a&cursor=b', 'q=%00', 'view=theirs'])(
    '%s is refused',
    async (query) => {
      const at = query.startsWith('view') ? '/inbox' : '/dossiers';
      expect(await lab.get(`${at}?${query}`, officer)).toMatchObject({
        status: 422,
        body: { code: 'VALIDATION_FAILED' },
      });
    },
  );
});

describe('overviews', () => {
  test('the SLA counts open dossiers of my units by how they stand', async () => {
    const now = Date.now();
    await makeDossiers([
      { dueAt: new Date(now + 40 * 86_400_000), nearDueAt: new Date(now + 30 * 86_400_000) },
      { dueAt: new Date(now + 3_600_000), nearDueAt: new Date(now - 60_000), status: 'PENDING_SIGN' },
      { dueAt: new Date(now - 3_600_000), nearDueAt: new Date(now - 7_200_000) },
      // One day of work ahead of us: judged by its own clock.
      { dueAt: new Date(now + 3_600_000), nearDueAt: new Date(now + 60_000), clockOffsetMs: 86_400_000 },
      { dueAt: new Date(now - 3_600_000), pauseReasons: ['TAX', 'SUPPLEMENT'], status: 'PENDING_TAX' },
      { dueAt: new Date(now), closed: true },
      { unit: 'cn.budang' },
    ]);
    const { body } = await expectStatus(lab.get('/sla', 'lanhdao.dongxoai'), 200);
    expect(body.units).toMatchObject([
      {
        unitId: 'cn.dongxoai',
        unitName: expect.stringContaining('Đồng Xoài'),
        open: 5,
        running: 4,
        nearDue: 1,
        overdue: 2,
        decided: 0,
        paused: { TAX: 1, SUPPLEMENT: 1 },
        byStatus: { APPRAISAL: 3, PENDING_SIGN: 1, PENDING_TAX: 1 },
      },
    ]);
    expect((await lab.get('/sla', 'quanly')).body.units.map(({ unitId }: { unitId: string }) => unitId)).toEqual([
      'cn.budang',
      'cn.dongxoai',
    ]);
  });

  test('escalations are paged latest first, of my units only', async () => {
    const ids = await makeDossiers([{}, {}, { unit: 'cn.budang' }]);
    await lab.pool.query(
      `insert into escalation (dossier_id, deadline_id, cycle, percent, due_at, threshold_at, recorded_at, caught_up)
       select id, 'legal', 0, percent, now(), now(), '2026-11-20T00:00:00Z', false
       from unnest($1::uuid[]) as d(id), unnest('{50,75,90,100}'::int[]) as p(percent)`,
      [ids],
    );
    const mine = await readAll<{ dossierId: string; percent: number }>('/escalations', 'lanhdao.dongxoai', 3);
    expect(mine).toHaveLength(8);
    expect(new Set(mine.map(({ dossierId, percent }) => `${dossierId} ${percent}`)).size).toBe(8);
    expect(mine.some(({ dossierId }) => dossierId === ids[2])).toBe(false);
    expect(await readAll('/escalations', 'quanly', 5)).toHaveLength(12);
  });

  test('what could not be delivered is shown without its texts, and tried again once', async () => {
    const [id] = await makeDossiers([{}]);
    await lab.pool.query('delete from outbox');
    await lab.pool.query(
      `insert into outbox (key, kind, dossier_id, ordering_key, payload, failed_at, last_error, attempts)
       select 'k' || n, 'mail', $1, 'o' || n, '{"secret":"personal"}', case when n < 4 then now() end, 'no such mailbox', 3
       from generate_series(1, 5) as n`,
      [id],
    );
    const failed = await readAll<{ id: string }>('/outbox?failed=true', 'admin', 2);
    expect(failed).toHaveLength(3);
    expect(JSON.stringify(failed)).not.toContain('personal');
    expect(await readAll('/outbox?failed=false', 'vanhanh', 2)).toHaveLength(2);
    const retry = (item: string, key?: string) => lab.post(`/outbox/${item}/retry`, 'vanhanh', {}, key);
    const key = randomUUID();
    const first = failed[0]?.id ?? '';
    expect(await retry(first, key)).toMatchObject({ status: 200, body: { failedAt: null } });
    expect(await retry(first, key)).toMatchObject({ status: 200, body: { id: first } });
    expect(await retry(first)).toMatchObject({ status: 409, body: { code: 'OUTBOX_ITEM_NOT_FAILED' } });
    expect(await retry('999999')).toMatchObject({ status: 404, body: { code: 'OUTBOX_ITEM_NOT_FOUND' } });
    expect((await retry('0')).status).toBe(422);
  });
});
