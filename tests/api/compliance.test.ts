import { randomUUID } from 'node:crypto';
import type { Compliance } from '../../contracts/compliance.schema';
import { readPdf, joinText } from '../unit/templates/read-pdf';
import { AccountOffice, ADMIN, MANAGER } from './account-office';
import { ApiLab, expectStatus } from './api-lab';

jest.setTimeout(120_000);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let lab: ApiLab;
let office: AccountOffice;
beforeAll(async () => {
  lab = await ApiLab.open();
  office = await new AccountOffice(lab).open();
});
afterEach(() => {
  lab.aheadMs = 0;
});
afterAll(() => lab.close());

const read = async (as = MANAGER) => (await expectStatus(lab.get('/compliance', as), 200)).body as Compliance;
const rule = async (id: string) => {
  const found = (await read()).rules.find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};
const factOf = async (ruleId: string, id: string) => (await rule(ruleId)).evidence.find((one) => one.id === id);

describe('A11.9: the state of every rule today', () => {
  test('is told with what enforces it and what shows it; what nothing enforces is broken', async () => {
    const { rules, totals } = await read();
    expect(rules).toHaveLength(72);
    expect(Object.values(totals).reduce((sum, count) => sum + count, 0)).toBe(72);
    for (const { enforcedBy, state } of rules) if (enforcedBy.length === 0) expect(state).toBe('broken');
    expect(rules.find(({ id }) => id === 'A7.1c')).toMatchObject({
      state: 'green',
      enforcedBy: expect.arrayContaining(['domain/accounts/account-rules.ts']) as string[],
    });
    expect(rules.find(({ id }) => id === 'A11.7')).toMatchObject({ state: 'broken', tests: [] });
    expect(rules.find(({ id }) => id === 'A5.5')).toMatchObject({ state: 'partly' });
  });

  test('A8.5, A18.1: by the newest backup and the newest trial', async () => {
    expect(await rule('A8.5')).toMatchObject({ state: 'broken', evidence: [{ id: 'backupDaily', at: null }] });
    await lab.pool.query(
      `insert into backup_set (id, kind, started_at, finished_at, name, verified_at) values ($1, 'daily', now(), now(), 'x', now())`,
      [randomUUID()],
    );
    expect(await rule('A8.5')).toMatchObject({ state: 'green' });
    expect(await factOf('A18.1a', 'backupProved')).toMatchObject({ state: 'green' });
    lab.aheadMs = 30 * HOUR;
    expect(await rule('A8.5')).toMatchObject({ state: 'late' });
    expect(await factOf('A18.1a', 'backupProved')).toMatchObject({ state: 'green' });
    lab.aheadMs = 20 * DAY;
    expect(await rule('A8.5')).toMatchObject({ state: 'broken' });
    expect(await factOf('A18.1a', 'backupProved')).toMatchObject({ state: 'broken' });
  });

  test('A7.3: by accounts that should be locked and are not', async () => {
    expect(await factOf('A7.3a', 'accountWeek')).toMatchObject({ state: 'green', count: 0 });
    const { id } = await office.issued();
    expect(await factOf('A7.3a', 'accountWeek')).toMatchObject({ state: 'green', count: 0 });
    await lab.pool.query(`update account_register set change_by = now() - interval '1 hour' where account_id = $1`, [
      id,
    ]);
    expect(await factOf('A7.3a', 'accountWeek')).toMatchObject({ state: 'broken', count: 1 });
    await lab.pool.query(`update account_register set departs_on = current_date - 3 where account_id = $1`, [id]);
    expect(await factOf('A7.3 (end)', 'departures')).toMatchObject({ state: 'broken', count: 1 });
    await lab.pool.query(`update account_register set status = 'locked' where account_id = $1`, [id]);
    expect((await rule('A7.3a')).state).toBe('green');
    expect((await rule('A7.3 (end)')).state).toBe('green');
  });

  test('A14.4, A19.3: by incidents that last too long, until they are mended', async () => {
    const { body } = await expectStatus(
      lab.post('/incidents', 'motcua.dongxoai', {
        class: 'dataLoss',
        description: 'Mất dữ liệu',
        interruptedSince: new Date(Date.now() - MINUTE).toISOString(),
      }),
      201,
    );
    expect((await rule('A19.3b')).state).toBe('green');
    expect((await rule('A14.4, A15.9')).state).toBe('green');
    lab.aheadMs = 13 * HOUR;
    expect(await factOf('A14.4, A15.9', 'interruption')).toMatchObject({ state: 'late', count: 1 });
    lab.aheadMs = 3 * DAY;
    expect(await factOf('A19.3b', 'incidentLimits')).toMatchObject({ state: 'late', count: 1 });
    await lab.pool.query('update incident set fixed_at = now() where id = $1', [(body as { id: string }).id]);
    expect(await factOf('A19.3b', 'incidentLimits')).toMatchObject({ state: 'green', count: 0 });
  });

  test('A3.4e, A5.3: by dossiers past their day and messages that wait', async () => {
    const { dossierId } = await lab.submitted();
    expect(await factOf('A3.4e', 'deadlines')).toMatchObject({ state: 'green', count: 0 });
    await lab.pool.query(`update dossier set due_at = now() - interval '1 hour' where id = $1`, [dossierId]);
    expect(await factOf('A3.4e', 'deadlines')).toMatchObject({ state: 'late', count: 1 });
    expect(await factOf('A5.3', 'links')).toMatchObject({ state: 'green' });
    await lab.pool.query(
      `insert into outbox (key, kind, dossier_id, ordering_key, payload, created_at)
       values ('waits', 'oneStopProgress', $1, 'waits', '{}', now() - interval '2 hours')`,
      [dossierId],
    );
    expect(await factOf('A5.3', 'links')).toMatchObject({ state: 'late', count: 1 });
    expect((await rule('A5.3')).state).toBe('late');
  });

  test('A13.3: by what is measured of parts and links; where nothing is, nobody watches', async () => {
    expect(await rule('A13.3')).toMatchObject({ state: 'broken' });
    await lab.pool.query(`insert into health_sample (probe, at, value) values ('postgresMs', now(), 3)`);
    expect(await rule('A13.3')).toMatchObject({ state: 'green' });
    await lab.pool.query(`insert into health_sample (probe, at, value) values ('filesDiskUsed', now(), 0.85)`);
    expect(await factOf('A13.3', 'probes')).toMatchObject({ state: 'late', count: 1 });
  });

  test('is printed as an official paper that says the same', async () => {
    const { bytes, headers } = await expectStatus(lab.get('/compliance.pdf', MANAGER), 200);
    expect(headers.get('content-type')).toBe('application/pdf');
    const text = joinText(readPdf(bytes));
    for (const part of ['TÌNH HÌNH THỰC HIỆN QUY CHẾ', 'A7.3a', 'Chưa thực hiện', 'domain/accounts/account-rules.ts'])
      expect(text).toContain(part);
  });

  test('is Sở’s to follow up', async () => {
    expect((await lab.get('/compliance', ADMIN)).status).toBe(200);
    for (const as of ['lanhdao.dongxoai', 'canbo1.dongxoai', 'vanhanh'])
      expect(await lab.get('/compliance', as)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  });
});
