import { Workbook } from 'exceljs';
import { flattenText, readPdf } from '../unit/templates/read-pdf';
import { ApiLab, expectStatus } from './api-lab';
import { hours, makeDossiers, type Made } from './made-dossiers';

jest.setTimeout(120_000);

const head = 'lanhdao.dongxoai';
const province = 'quanly';

let lab: ApiLab;
beforeAll(async () => {
  lab = await ApiLab.open();
});
afterAll(() => lab.close());
afterEach(() => lab.pool.query('truncate dossier cascade'));

const make = (made: readonly Made[]) => makeDossiers(lab.pool, made);
const ok = async (at: string, as = head) => (await expectStatus(lab.get(at, as), 200)).body;

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
