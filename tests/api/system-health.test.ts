import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { sampleHealth } from '../../activities';
import { createTraffic } from '../../api/traffic';
import type { SystemHealth } from '../../contracts/system-health.schema';
import { joinText, readPdf } from '../unit/templates/read-pdf';
import { ApiLab, expectStatus } from './api-lab';

jest.setTimeout(120_000);

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let lab: ApiLab;
beforeAll(async () => {
  lab = await ApiLab.open();
  mkdirSync(path.join(lab.dir, 'files'), { recursive: true });
});
beforeEach(() => lab.pool.query('delete from health_sample'));
afterEach(() => {
  lab.aheadMs = 0;
});
afterAll(() => lab.close());

const read = async () => (await expectStatus(lab.get('/system/health', 'vanhanh'), 200)).body as SystemHealth;
const probe = async (id: string) => (await read()).probes.find((one) => one.id === id);
const sample = (backupDir?: string, now?: number) =>
  sampleHealth({ pool: lab.pool, client: lab.temporal, filesDir: path.join(lab.dir, 'files'), backupDir }, now);
const put = (id: string, samples: readonly (readonly [agoMs: number, value: number | null])[]) =>
  lab.pool.query(
    `insert into health_sample (probe, at, value)
     select $1, s.at, s.value from unnest($2::timestamptz[], $3::float8[]) as s(at, value)`,
    [id, samples.map(([ago]) => new Date(Date.now() - ago)), samples.map(([, value]) => value)],
  );

describe('A13.3: what is measured', () => {
  test('parts, disks, queues and lags, once for each five minutes, whoever measures', async () => {
    const now = Date.now();
    expect(await sample(lab.dir, now)).toBe(12);
    expect(await sample(lab.dir, now)).toBe(0);
    const { probes } = await read();
    expect(probes.map(({ id }) => id)).toHaveLength(12);
    for (const { id, latest, state } of probes) {
      expect(`${id} ${latest.value}`).toMatch(/ [\d.e+-]+$/);
      if (['postgresMs', 'temporalMs', 'taxQueueSeconds', 'failedDeliveries'].includes(id))
        expect(`${id} ${state}`).toBe(`${id} green`);
    }
    const disk = probes.find(({ id }) => id === 'filesDiskUsed');
    expect(disk?.latest.value).toBeGreaterThan(0);
    expect(disk?.latest.value).toBeLessThanOrEqual(1);
    expect(probes.find(({ id }) => id === 'databaseBytes')?.latest.value).toBeGreaterThan(1_000_000);
  });

  test('what is not there is not measured, and what does not answer is told as such', async () => {
    expect(await sample()).toBe(11);
    expect(await probe('backupDiskUsed')).toBeUndefined();
    await lab.pool.query('delete from health_sample');
    expect(await sample(path.join(lab.dir, 'gone'))).toBe(12);
    expect(await probe('backupDiskUsed')).toMatchObject({ state: 'broken', latest: { value: null } });
  });

  test('a message that waits makes its queue late, then broken', async () => {
    const wait = (minutes: number) =>
      lab.pool.query(
        `insert into outbox (key, kind, dossier_id, ordering_key, payload, created_at, next_attempt_at)
         values ('waits', 'oneStopProgress', null, 'waits', '{}', now() - $1 * interval '1 minute', now() + interval '1 day')
         on conflict (key) do update set created_at = excluded.created_at`,
        [minutes],
      );
    await wait(15);
    await sample();
    expect(await probe('oneStopQueueSeconds')).toMatchObject({ state: 'late' });
    await lab.pool.query('delete from health_sample');
    await wait(70);
    await sample();
    expect(await probe('oneStopQueueSeconds')).toMatchObject({ state: 'broken' });
    await lab.pool.query(`delete from outbox where key = 'waits'`);
  });

  test('answers that are faults make their share late, then broken; one among few does not', async () => {
    let minute = Date.now();
    const traffic = createTraffic(lab.pool, () => minute);
    const answer = async (fine: number, faults: number) => {
      await lab.pool.query('delete from health_sample');
      for (let count = 0; count < fine; count++) traffic.count(count % 2 === 0 ? 200 : 404);
      for (let count = 0; count < faults; count++) traffic.count(503);
      await traffic.flush();
      await sample();
      return probe('httpFaultShare');
    };
    expect(await answer(3, 1)).toMatchObject({ state: 'late', latest: { value: 0.01 } });
    expect(await answer(396, 0)).toMatchObject({ state: 'green', latest: { value: 0.0025 } });
    // Another process, another minute: they add up.
    minute -= MINUTE;
    expect(await answer(0, 400)).toMatchObject({ state: 'broken', latest: { value: 401 / 800 } });
    await lab.pool.query(`update http_traffic set minute = minute - interval '20 minutes'`);
    expect(await answer(0, 0)).toMatchObject({ state: 'green', latest: { value: 0 } });
  });

  test('what was counted while it could not be written is written when it can', async () => {
    await lab.pool.query('delete from http_traffic');
    const traffic = createTraffic(lab.pool);
    await lab.pool.query('alter table http_traffic rename to away');
    traffic.count(200);
    await traffic.flush();
    traffic.count(500);
    await lab.pool.query('alter table away rename to http_traffic');
    await traffic.flush();
    await traffic.flush();
    const { rows } = await lab.pool.query(
      'select sum(requests)::int as requests, sum(faults)::int as faults from http_traffic',
    );
    expect(rows).toEqual([{ requests: 2, faults: 1 }]);
  });

  test('where nobody measures any more, nothing is green', async () => {
    await sample();
    expect(await probe('postgresMs')).toMatchObject({ state: 'green' });
    lab.aheadMs = 30 * MINUTE;
    expect(await probe('postgresMs')).toMatchObject({ state: 'broken' });
  });

  test('the last day is told by half hours, the worst of each', async () => {
    await put('postgresMs', [
      [2 * DAY, 9_000],
      [3 * MINUTE, 5],
      [120 * MINUTE, 900],
      [121 * MINUTE, null],
    ]);
    const { hours = [] } = (await probe('postgresMs')) ?? {};
    expect(hours.length).toBeGreaterThanOrEqual(2);
    expect(Math.max(...hours.map(({ value }) => value ?? 0))).toBe(900);
  });

  test('a disk at its limit for a quarter of an hour opens an incident, once', async () => {
    const full = [1, 6, 11].map((minutes) => [minutes * MINUTE, 0.97] as const);
    await put('filesDiskUsed', full.slice(0, 2));
    expect(await lab.openIncidents()).toBe(0);
    await put('filesDiskUsed', full.slice(2));
    expect(await lab.openIncidents()).toBe(1);
    expect(await lab.openIncidents()).toBe(0);
    const { rows } = await lab.pool.query(
      `select class, source, severity from incident where source_key like 'health:%'`,
    );
    expect(rows).toEqual([{ class: 'hardwareFailure', source: 'probe', severity: 'serious' }]);
  });
});

describe('A13.4: what fills up is forecast, and its enlargement proposed', () => {
  const filling = (from: number, perDay: number) =>
    Array.from({ length: 30 }, (_, index) => [(29 - index) * DAY + MINUTE, from + perDay * index] as const);

  test('by the day its limit is reached, the first one first', async () => {
    await put('filesDiskUsed', filling(0.3, 0.005));
    await put('backupDiskUsed', filling(0.5, 0.01));
    await put('databaseBytes', filling(1e9, 1e7));
    const { proposals, probes } = await read();
    expect(proposals.map((one) => one.probe)).toEqual(['backupDiskUsed', 'filesDiskUsed']);
    const days = (Date.parse(proposals[0]?.reachesAt ?? '') - Date.now()) / DAY;
    // 0.79 today, one hundredth a day.
    expect(days).toBeGreaterThan(14);
    expect(days).toBeLessThan(18);
    expect(probes.find(({ id }) => id === 'databaseBytes')?.trend?.perDay).toBeCloseTo(1e7, -4);
  });

  test('as a paper, with what is proposed, and by whom', async () => {
    await put('backupDiskUsed', filling(0.5, 0.01));
    const { bytes } = await expectStatus(lab.get('/system/health.pdf', 'vanhanh'), 200);
    const text = joinText(readPdf(bytes)).replace(/\s+/g, ' ');
    for (const part of ['HIỆN TRẠNG, DỰ BÁO VÀ ĐỀ XUẤT', 'Ổ đĩa sao lưu: mở rộng trước ngày', 'Lê Hữu Nghĩa'])
      expect(text).toContain(part);
    await expectStatus(lab.get('/system/health.pdf', 'canbo1.vpdk'), 403);
  });

  test('nothing is proposed of what has room', async () => {
    await put('filesDiskUsed', [
      [2 * DAY, 0.3],
      [DAY, 0.3],
      [MINUTE, 0.3],
    ]);
    expect((await read()).proposals).toEqual([]);
  });

  test('is the operator’s and the administrator’s to see', async () => {
    expect((await lab.get('/system/health', 'admin')).status).toBe(200);
    expect((await lab.get('/system/health', 'lanhdao.dongxoai')).status).toBe(403);
  });
});
