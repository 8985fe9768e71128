import { demoAccountId } from '../../db/seed/demo-accounts';
import { addWorkingDays, closeOfDay, workingDayOnOrAfter } from '../../domain/clock/working-calendar';
import { SEED_CALENDAR } from '../../domain/clock/calendar-data';
import { localDateOf, parseLocalDate, startOfDay } from '../../domain/clock/instant';
import { ApiLab, expectStatus } from './api-lab';
import { hours, makeDossiers, type Made } from './made-dossiers';

jest.setTimeout(120_000);

const head = 'lanhdao.dongxoai';
const province = 'quanly';
const officer = 'canbo1.dongxoai';

let lab: ApiLab;
beforeAll(async () => {
  lab = await ApiLab.open();
});
afterAll(() => lab.close());
afterEach(() => lab.pool.query('truncate dossier cascade'));

const make = (made: readonly Made[]) => makeDossiers(lab.pool, made);
const ok = async (at: string, as = head) => (await expectStatus(lab.get(at, as), 200)).body;

describe('the SLA board', () => {
  async function makeBoard() {
    return make([
      { dueAt: hours(-30), nearDueAt: hours(-60), holder: officer },
      { dueAt: hours(-2), nearDueAt: hours(-20), holder: null },
      { dueAt: hours(2), nearDueAt: hours(-1), holder: officer },
      { dueAt: hours(90), nearDueAt: hours(60), holder: 'canbo2.dongxoai' },
      // One day of work ahead of us: by its own clock it is late.
      { dueAt: hours(3), nearDueAt: hours(1), offsetMs: 86_400_000 },
      { dueAt: hours(-5), reasons: ['TAX'], status: 'PENDING_TAX' },
      { dueAt: hours(50), reasons: ['SUPPLEMENT', 'TAX'], status: 'PENDING_SUPPLEMENT', holder: officer },
      { dueAt: hours(40), stoppedAt: hours(-1).toISOString(), outcome: 'early', status: 'HANDOVER', holder: null },
      { dueAt: hours(-9), closedAt: hours(-8).toISOString(), status: 'RETURNED' },
      { unit: 'cn.budang', dueAt: hours(-1), nearDueAt: hours(-2) },
    ]);
  }

  test('units and procedures are sums of the same dossiers', async () => {
    await makeBoard();
    const board = await ok('/sla');
    const expected = {
      ...{ open: 8, running: 5, nearDue: 1, overdue: 3, decided: 1, paused: { TAX: 2, SUPPLEMENT: 1 } },
      byStatus: { APPRAISAL: 5, PENDING_TAX: 1, PENDING_SUPPLEMENT: 1, HANDOVER: 1 },
    };
    expect(board.units).toMatchObject([{ unitId: 'cn.dongxoai', ...expected }]);
    expect(board.procedures).toMatchObject([{ procedureKey: 'P2.TRANSFER', ...expected }]);
    expect(board.procedures[0].procedureName).toBe('Chuyển nhượng, thừa kế, tặng cho, góp vốn');
    expect((await ok('/sla', province)).procedures).toMatchObject([{ open: 9, overdue: 4 }]);
  });

  test('behind every number are exactly its dossiers, the most urgent first', async () => {
    const ids = await makeBoard();
    const behind = async (query: string, as = head) =>
      ((await ok(`/sla/dossiers?${query}`, as)).items as { id: string }[]).map(({ id }) => ids.indexOf(id));
    expect(await behind('')).toEqual([0, 5, 1, 2, 4, 7, 6, 3]);
    expect(await behind('state=overdue')).toEqual([0, 1, 4]);
    expect(await behind('state=nearDue')).toEqual([2]);
    expect(await behind('state=inTime')).toEqual([3]);
    expect(await behind('state=running')).toEqual([0, 1, 2, 4, 3]);
    expect(await behind('state=paused')).toEqual([5, 6]);
    expect(await behind('state=decided')).toEqual([7]);
    expect(await behind('reason=SUPPLEMENT')).toEqual([6]);
    expect(await behind('procedure=P2.TRANSFER&state=decided')).toEqual([7]);
    expect(await behind('procedure=P1')).toEqual([]);
    expect(await behind(`assignee=${demoAccountId(officer)}`)).toEqual([0, 2, 6]);
    expect(await behind(`assignee=${demoAccountId(officer)}&state=overdue`)).toEqual([0]);
    expect(await behind('assignee=none')).toEqual([1, 7]);
    expect(await behind('unit=cn.budang')).toEqual([]);
    expect(await behind('unit=cn.budang', province)).toEqual([9]);
  });

  test('the search marks each as it stands, near due as the inbox does', async () => {
    const ids = await makeBoard();
    const { items } = await ok('/dossiers?limit=50');
    const states = (items as { id: string; dueState: string }[]).map(({ id, dueState }) => [ids.indexOf(id), dueState]);
    expect(Object.fromEntries(states)).toEqual({
      ...{ 0: 'overdue', 1: 'overdue', 2: 'nearDue', 3: 'running', 4: 'overdue', 5: 'paused', 6: 'paused' },
      ...{ 7: 'done', 8: 'done', 9: 'overdue' },
    });
  });

  test('pages hold each once, with who holds it and without the citizen’s name', async () => {
    await makeBoard();
    const codes: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await ok(`/sla/dossiers?limit=3${cursor ? `&cursor=${cursor}` : ''}`, province);
      codes.push(...(page.items as { code: string }[]).map(({ code }) => code));
      cursor = page.nextCursor as string | null;
    }
    expect(new Set(codes).size).toBe(9);
    expect(codes).toHaveLength(9);
    const { items } = await ok('/sla/dossiers?state=nearDue');
    expect(items).toMatchObject([
      {
        state: 'nearDue',
        tasks: [{ element: 'appraise', suspended: false, assignee: { name: 'Phạm Quốc Bảo' } }],
      },
    ]);
    expect(JSON.stringify(items)).not.toContain('Nhung');
    expect(await lab.get('/sla/dossiers?cursor=eA', head)).toMatchObject({ status: 422 });
    expect(await lab.get('/sla/dossiers?state=late', head)).toMatchObject({ status: 422 });
  });

  test('people: each dossier counts once for everybody who holds a task of it', async () => {
    const [first] = await makeBoard();
    await lab.pool.query(
      `insert into task (dossier_id, instance, element, name, state, unit_id, role, assignee, opened_at)
       values ($1, 2, 'printCertificate', 'In', 'open', 'cn.dongxoai', 'officer', $2, now())`,
      [first, demoAccountId(officer)],
    );
    const { people } = await ok('/sla/people');
    expect(people).toMatchObject([
      { displayName: 'Phạm Quốc Bảo', unitId: 'cn.dongxoai', open: 3, overdue: 1, nearDue: 1, paused: 1, decided: 0 },
      { accountId: null, displayName: null, unitId: 'cn.dongxoai', open: 2, overdue: 1, decided: 1 },
      { displayName: 'Trần Thị Mỹ Duyên', open: 1, overdue: 0 },
    ]);
  });
});

describe('the workload of the coming ten working days', () => {
  const today = localDateOf(Date.now());
  const firstDay = workingDayOnOrAfter(SEED_CALENDAR, today);
  /** Close of the n-th of the coming working days. */
  const closeOf = (index: number) =>
    new Date(closeOfDay(SEED_CALENDAR, addWorkingDays(SEED_CALENDAR, firstDay, index)) ?? 0);

  const beginOf = (index: number) =>
    new Date(startOfDay(parseLocalDate(addWorkingDays(SEED_CALENDAR, firstDay, index))));

  test('deadlines fall on working days of the published calendar; what is late, paused or later stands apart', async () => {
    await make([
      { dueAt: hours(-1), nearDueAt: hours(-2), holder: officer },
      { dueAt: closeOf(1), nearDueAt: hours(1), holder: officer },
      { dueAt: closeOf(1), nearDueAt: hours(1), holder: null },
      { dueAt: closeOf(9), nearDueAt: hours(1), holder: officer },
      { dueAt: closeOf(10), nearDueAt: hours(1) },
      // The last instant before the fifth day begins, and that instant itself.
      { dueAt: new Date(beginOf(4).getTime() - 1), nearDueAt: hours(1) },
      { dueAt: beginOf(4), nearDueAt: hours(1) },
      { dueAt: closeOf(2), reasons: ['PAYMENT'] },
      // Runs a day ahead: due on the second day of ours.
      { dueAt: new Date(closeOf(1).getTime() + 86_400_000), nearDueAt: hours(200), offsetMs: 86_400_000 },
      { dueAt: closeOf(1), stoppedAt: hours(-1).toISOString(), outcome: 'early' },
      { unit: 'cn.budang', dueAt: closeOf(3), nearDueAt: hours(1) },
    ]);
    const { days, units, people } = await ok('/workload');
    expect(days).toHaveLength(10);
    expect(days[0]).toBe(firstDay);
    expect(days[9]).toBe(addWorkingDays(SEED_CALENDAR, firstDay, 9));
    expect(units).toMatchObject([
      { unitId: 'cn.dongxoai', overdue: 1, perDay: [0, 3, 0, 1, 1, 0, 0, 0, 0, 1], later: 1, paused: 1 },
    ]);
    expect(people).toHaveLength(2);
    expect(people).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          displayName: 'Phạm Quốc Bảo',
          overdue: 1,
          perDay: [0, 1, 0, 0, 0, 0, 0, 0, 0, 1],
        }),
        expect.objectContaining({ accountId: null, unitId: 'cn.dongxoai', perDay: [0, 1, 0, 0, 0, 0, 0, 0, 0, 0] }),
      ]),
    );
    expect((await ok('/workload', province)).units).toHaveLength(2);
  });
});

describe('the time spent per step', () => {
  test('is working time: nights, weekends and holidays do not count', async () => {
    const ids = await make([{}, {}, { unit: 'cn.budang' }]);
    const done = (dossier: number, element: string, opened: string, closed: string, unit = 'cn.dongxoai') =>
      lab.pool.query(
        `insert into task (dossier_id, instance, element, name, state, unit_id, role, opened_at, closed_at)
         values ($1, (select coalesce(max(instance), 0) + 1 from task where dossier_id = $1), $2, $2, 'completed', $3, 'officer', $4, $5)`,
        [ids[dossier], element, unit, opened, closed],
      );
    // Friday 16:30 to Monday 8:30: one hour on each day.
    await done(0, 'appraise', '2026-11-20T09:30:00Z', '2026-11-23T01:30:00Z');
    // 24 November is a holiday since 2026: 23 November 13:30 to 25 November 11:30 is 4 + 4 hours.
    await done(0, 'appraise', '2026-11-23T06:30:00Z', '2026-11-25T04:30:00Z');
    await done(1, 'appraise', '2026-11-23T01:00:00Z', '2026-11-23T04:00:00Z');
    await done(1, 'printCertificate', '2026-11-23T04:00:00Z', '2026-11-23T07:30:00Z');
    await done(2, 'appraise', '2026-11-23T01:00:00Z', '2026-11-23T02:00:00Z', 'cn.budang');
    const heat = (query = '', as = head) =>
      ok(`/procedures/P2.TRANSFER/2025/heat?from=2026-11-01&to=2026-11-25${query}`, as);
    expect(await heat()).toEqual({
      ...{ from: '2026-11-01', to: '2026-11-25', steps: 4, complete: true },
      elements: [
        {
          ...{ element: 'appraise', name: 'Thẩm định hồ sơ', count: 3, medianHours: 3, p90Hours: 8 },
          share: expect.closeTo(13 / 14.5, 5),
        },
        expect.objectContaining({ element: 'printCertificate', count: 1, medianHours: 1.5, p90Hours: 1.5 }),
      ],
    });
    expect(await heat('&unit=cn.budang')).toMatchObject({ steps: 0, elements: [] });
    expect(await heat('&unit=cn.budang', province)).toMatchObject({ steps: 1, elements: [{ medianHours: 1 }] });
    expect(await ok('/procedures/P2.TRANSFER/2025/heat?from=2026-11-25&to=2026-11-25')).toMatchObject({ steps: 1 });
    expect(await lab.get('/procedures/P9/2025/heat?from=2026-11-01&to=2026-11-25', head)).toMatchObject({
      status: 404,
      body: { code: 'PROCEDURE_NOT_FOUND' },
    });
  });
});
