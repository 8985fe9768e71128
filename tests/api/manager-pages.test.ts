import { randomUUID } from 'node:crypto';
import { Workbook } from 'exceljs';
import { demoAccountId } from '../../db/seed/demo-accounts';
import { addWorkingDays, closeOfDay, workingDayOnOrAfter } from '../../domain/clock/working-calendar';
import { SEED_CALENDAR } from '../../domain/clock/calendar-data';
import { localDateOf, parseLocalDate, startOfDay } from '../../domain/clock/instant';
import { flattenText, readPdf } from '../unit/templates/read-pdf';
import { ApiLab, expectStatus } from './api-lab';

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

interface Made {
  readonly unit?: string;
  readonly channel?: string;
  readonly status?: string;
  readonly receivedAt?: string;
  readonly dueAt?: Date | string;
  readonly nearDueAt?: Date | string;
  readonly reasons?: readonly string[];
  readonly stoppedAt?: string;
  readonly outcome?: string;
  readonly closedAt?: string;
  readonly deadline?: object;
  readonly offsetMs?: number;
  /** Who holds its open task; null: nobody; absent: it has none. */
  readonly holder?: string | null;
}

/** Rows as commits write them; what a manager reads are rows. */
async function make(made: readonly Made[]): Promise<string[]> {
  const { rows: versions } = await lab.pool.query<{ version: string }>(
    `select version from procedure_version where key = 'P2.TRANSFER' and regime = '2025' and current`,
  );
  const ids = made.map(() => randomUUID());
  for (const [index, one] of made.entries()) {
    const { reasons = [] } = one;
    await lab.pool.query(
      `insert into dossier (id, code, procedure_key, regime, procedure_version, receiving_unit_id, handling_unit_id, channel,
        lookup_secret, applicant_name, form, status, public_state, received_at, promised_at, due_at, near_due_at,
        clock_offset_ms, pause_reasons, clock_stopped_at, outcome, closed_at, snapshot)
       values ($1, $2, 'P2.TRANSFER', '2025', $3, 'mc.dongxoai', $4, $5, 'x', 'Nguyễn Thị Hồng Nhung', '{}', $6, 4, $7, $8, $8, $9,
        $10, $11, $12, $13, $14, $15)`,
      [
        ...[ids[index], `000.01.16.H10-261125-${String(index + 1).padStart(4, '0')}`, versions[0]?.version],
        ...[one.unit ?? 'cn.dongxoai', one.channel ?? 'COUNTER', one.status ?? 'APPRAISAL'],
        ...[one.receivedAt ?? '2026-11-20T03:00:00Z', one.dueAt ?? '2026-12-01T10:00:00Z', one.nearDueAt ?? null],
        ...[one.offsetMs ?? 0, reasons, one.stoppedAt ?? null, one.outcome ?? null, one.closedAt ?? null],
        one.deadline ? JSON.stringify({ deadline: one.deadline }) : null,
      ],
    );
    if (one.holder === undefined) continue;
    await lab.pool.query(
      `insert into task (dossier_id, instance, element, name, state, unit_id, role, assignee, opened_at, dossier_due_at)
       values ($1, 1, 'appraise', 'Thẩm định hồ sơ', 'open', 'cn.dongxoai', 'officer', $2, now(), $3)`,
      [ids[index], one.holder === null ? null : demoAccountId(one.holder), one.dueAt ?? null],
    );
  }
  return ids;
}

const hours = (count: number) => new Date(Date.now() + count * 3_600_000);
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

describe('the statistics of a period', () => {
  /** A limit of eight working days from the receipt; the entries say what happened to it. */
  const deadline = (startedAt: string, entries: readonly object[] = []) => ({
    id: 'legal',
    limit: { amount: 8, unit: 'workingDay' },
    rules: { dueMinute: 1020, extraWorkingDays: 0 },
    startedAt: Date.parse(startedAt),
    entries,
  });
  const paused = (reason: string, at: string) => ({ kind: 'paused', reason, at: Date.parse(at), evidence: 'x' });

  /** October 2026, in Đồng Xoài but for the last. */
  async function makeOctober() {
    await make([
      // resolved in October
      {
        receivedAt: '2026-10-02T02:00:00Z',
        stoppedAt: '2026-10-08T02:00:00Z',
        outcome: 'early',
        closedAt: '2026-10-09T02:00:00Z',
        status: 'RETURNED',
      },
      {
        receivedAt: '2026-10-02T02:00:00Z',
        stoppedAt: '2026-10-14T02:00:00Z',
        outcome: 'onTime',
        channel: 'ONLINE',
        status: 'HANDOVER',
      },
      {
        receivedAt: '2026-09-10T02:00:00Z',
        stoppedAt: '2026-10-14T02:00:00Z',
        outcome: 'late',
        closedAt: '2026-10-14T02:00:00Z',
        status: 'REJECTED',
      },
      {
        receivedAt: '2026-10-05T02:00:00Z',
        stoppedAt: '2026-10-06T02:00:00Z',
        outcome: 'early',
        closedAt: '2026-10-06T02:00:00Z',
        status: 'STOPPED',
      },
      // open at the end of October, decided since
      {
        receivedAt: '2026-10-29T02:00:00Z',
        stoppedAt: '2026-11-04T02:00:00Z',
        outcome: 'early',
        channel: 'POST',
        deadline: deadline('2026-10-29T02:00:00Z'),
      },
      {
        receivedAt: '2026-10-12T02:00:00Z',
        stoppedAt: '2026-11-04T02:00:00Z',
        outcome: 'late',
        deadline: deadline('2026-10-12T02:00:00Z'),
      },
      // paused at the end of October; what happened to them in November does not matter
      {
        receivedAt: '2026-09-28T02:00:00Z',
        reasons: [],
        deadline: deadline('2026-09-28T02:00:00Z', [
          paused('SUPPLEMENT', '2026-10-02T02:00:00Z'),
          { kind: 'resumed', reason: 'SUPPLEMENT', at: Date.parse('2026-11-02T02:00:00Z'), evidence: 'x' },
        ]),
      },
      {
        receivedAt: '2026-10-19T02:00:00Z',
        reasons: ['PAYMENT'],
        deadline: deadline('2026-10-19T02:00:00Z', [
          paused('TAX', '2026-10-22T02:00:00Z'),
          paused('PAYMENT', '2026-11-03T02:00:00Z'),
        ]),
      },
      // paused in November only
      {
        receivedAt: '2026-10-30T02:00:00Z',
        reasons: ['SUPPLEMENT'],
        channel: 'ONLINE',
        deadline: deadline('2026-10-30T02:00:00Z', [paused('SUPPLEMENT', '2026-11-03T02:00:00Z')]),
      },
      // received in November, or decided before October: not of this period
      { receivedAt: '2026-11-02T02:00:00Z' },
      {
        receivedAt: '2026-09-01T02:00:00Z',
        stoppedAt: '2026-09-09T02:00:00Z',
        outcome: 'early',
        closedAt: '2026-09-10T02:00:00Z',
        status: 'RETURNED',
      },
      // a copy that runs ahead in time is nobody's dossier
      { receivedAt: '2026-10-12T02:00:00Z', offsetMs: 86_400_000 },
      // 31 October 23:30 in Vietnam is still October
      { unit: 'cn.budang', receivedAt: '2026-10-31T16:30:00Z', deadline: deadline('2026-10-31T16:30:00Z') },
    ]);
  }
  const october = (as = head, more = '') => ok(`/statistics?from=2026-10-01&to=2026-10-31${more}`, as);

  test('a small month, counted by hand', async () => {
    await makeOctober();
    const { total, units, fields, asOf } = await october();
    expect(asOf).toBe('2026-10-31T17:00:00.000Z');
    expect(total).toEqual({
      received: { total: 9, online: 2, direct: 5, carriedOver: 2 },
      resolved: { total: 3, early: 1, onTime: 1, late: 1 },
      inProgress: { total: 3, inTime: 2, overdue: 1 },
      paused: { total: 3, supplement: 1, obligation: 1, stopped: 1 },
    });
    expect(units).toEqual([{ unitId: 'cn.dongxoai', unitName: expect.stringContaining('Đồng Xoài'), figures: total }]);
    expect(fields).toEqual([{ code: 'LAND', name: 'Đất đai', figures: total }]);
    expect(
      (await october(province)).units.map(({ figures }: { figures: typeof total }) => figures.received.total),
    ).toEqual([1, 9]);
    expect((await october(province, '&unit=cn.budang')).total.inProgress).toEqual({ total: 1, inTime: 1, overdue: 0 });
    expect((await october(head, '&unit=cn.budang')).total.received.total).toBe(0);
  });

  test('a period that lasts is counted as it stands now', async () => {
    await make([
      { receivedAt: hours(-30).toISOString(), dueAt: hours(50), nearDueAt: hours(40) },
      { receivedAt: hours(-30).toISOString(), dueAt: hours(-1), nearDueAt: hours(-4) },
      { receivedAt: hours(-30).toISOString(), dueAt: hours(-1), reasons: ['TAX'] },
      { receivedAt: hours(-30).toISOString(), dueAt: hours(5), reasons: ['STOP_NOTICE', 'SUPPLEMENT'] },
      // posting is no pause of the report; it was late before the clock stopped
      {
        receivedAt: hours(-30).toISOString(),
        dueAt: hours(-9),
        reasons: ['POSTING'],
        deadline: { pause: { since: hours(-8).getTime(), open: [] } },
      },
      {
        receivedAt: hours(-30).toISOString(),
        dueAt: hours(-9),
        reasons: ['POSTING'],
        deadline: { pause: { since: hours(-10).getTime(), open: [] } },
      },
    ]);
    const { total } = await ok('/statistics?from=2026-01-01&to=2099-12-31');
    expect(total).toEqual({
      received: { total: 6, online: 0, direct: 6, carriedOver: 0 },
      resolved: { total: 0, early: 0, onTime: 0, late: 0 },
      inProgress: { total: 4, inTime: 2, overdue: 2 },
      paused: { total: 2, supplement: 0, obligation: 1, stopped: 1 },
    });
  });

  test('rows add up, in every period, whoever asks', async () => {
    await makeOctober();
    const sum = (rows: readonly { figures: Record<string, Record<string, number>> }[]) => {
      const result: Record<string, number> = {};
      for (const { figures } of rows)
        for (const [group, cells] of Object.entries(figures))
          for (const [cell, count] of Object.entries(cells))
            result[`${group}.${cell}`] = (result[`${group}.${cell}`] ?? 0) + count;
      return result;
    };
    for (const asker of [head, province]) {
      for (const [from, to] of [
        ['2026-09-01', '2026-09-30'],
        ['2026-10-01', '2026-10-15'],
        ['2026-10-16', '2026-11-30'],
        ['2026-01-01', '2099-01-01'],
      ]) {
        const { total, units, fields } = await ok(`/statistics?from=${from}&to=${to}`, asker);
        const { received, resolved, inProgress, paused: stopped } = total;
        expect(received.total).toBe(received.online + received.direct + received.carriedOver);
        expect(received.total).toBe(resolved.total + inProgress.total + stopped.total);
        expect(sum(units)).toEqual(sum([{ figures: total }]));
        expect(sum(fields)).toEqual(sum([{ figures: total }]));
      }
    }
    // what one period leaves open, the next carries over
    const september = await ok('/statistics?from=2026-09-01&to=2026-09-30');
    expect(september.total.inProgress.total + september.total.paused.total).toBe(
      (await october()).total.received.carriedOver,
    );
  });

  test('the sheet and the paper say the same', async () => {
    await makeOctober();
    const sheetReply = await expectStatus(lab.get('/statistics.xlsx?from=2026-10-01&to=2026-10-31', province), 200);
    expect(sheetReply.headers.get('content-disposition')).toContain('thong-ke-2026-10-01-2026-10-31.xlsx');
    const workbook = new Workbook();
    await workbook.xlsx.load(sheetReply.bytes as never);
    const rows: unknown[][] = [];
    workbook.worksheets[0]?.eachRow((row) => rows.push((row.values as unknown[]).slice(1)));
    const totals = rows.filter(([name]) => name === 'Tổng cộng');
    const expected = [10, 2, 6, 2, 3, 1, 1, 1, 4, 3, 1, 3, 1, 1, 1];
    expect(totals).toEqual([
      ['Tổng cộng', ...expected],
      ['Tổng cộng', ...expected],
    ]);
    expect(rows.filter(([name]) => name === 'Đất đai')).toHaveLength(1);
    const paper = await expectStatus(lab.get('/statistics.pdf?from=2026-10-01&to=2026-10-31', province), 200);
    const text = flattenText(readPdf(paper.bytes));
    expect(text).toContain('Từ ngày 01/10/2026 đến ngày 31/10/2026');
    expect(text).toContain('Tổng cộng');
    expect(text).toContain('Đồng Xoài');
  });

  test.each(['from=2026-10-31&to=2026-10-01', 'from=2026-02-30&to=2026-03-01', 'from=2026-10-01'])(
    '%s is refused',
    async (query) => {
      for (const at of ['/statistics', '/statistics.xlsx', '/statistics.pdf'])
        expect((await lab.get(`${at}?${query}`, head)).status).toBe(422);
    },
  );
});
