import { randomUUID } from 'node:crypto';
import { SEED_CALENDAR } from '../../domain/clock/calendar-data';
import { formatLocalDate, dayOf } from '../../domain/clock/instant';
import type { ReportCommand } from '../../domain/reports/report-command';
import { dueAfter } from '../../domain/clock/due-notices';
import type { ReportState } from '../../domain/reports/report-state';
import { CaseLab } from '../support/case-lab';
import { DossierLab } from '../support/dossier-lab';

jest.setTimeout(120_000);

let lab: DossierLab;
let cases: CaseLab;
beforeAll(async () => {
  lab = await DossierLab.open();
  await lab.pool
    .query(`insert into unit (id, kind, name) values ('so', 'department', 'Sở'), ('vpdk', 'registrationOffice', 'Văn phòng')
    on conflict (id) do nothing`);
  cases = new CaseLab(lab);
});
afterAll(() => lab.close());

const DAY = 86_400_000;

/** The report of a month that ended yesterday, and when it falls due. */
async function opened(from: string) {
  const id = randomUUID();
  const now = Date.now();
  const to = formatLocalDate(dayOf(now) - 1);
  const due = dueAfter(SEED_CALENDAR, to, 5, now);
  const command: ReportCommand = {
    ...{ type: 'openReport', requestKey: randomUUID(), actor: { id: 'system' } },
    ...{ unitId: 'vpdk', receiverUnitId: 'so', period: 'month', from, to },
    ...due,
  };
  await cases.begin('periodicReport', id, command);
  return { id, now, due };
}

/** What people are told of, from the outbox. */
async function told(id: string): Promise<readonly number[]> {
  const { rows } = await lab.pool.query<{ days: number }>(
    `select (payload #>> '{event,workingDays}')::int as days from outbox
     where ordering_key = $1 and payload #>> '{event,type}' = 'NoticeFell' order by id`,
    [`report/${id}`],
  );
  return rows.map(({ days }) => days);
}

const state = async (id: string) => (await cases.state('periodicReport', id)) as unknown as ReportState;

test('A11.8, A15.5: on the real server a report is reminded of, falls due and is late, to the day', async () => {
  const { id, now, due } = await opened('2020-01-15');
  const MINUTE = 60_000;
  // The report's own time is ahead of ours by what was skipped.
  let skipped = 0;
  const passTo = async (at: number) => {
    const ms = Math.round(at - now - skipped);
    skipped += ms;
    await cases.pass('periodicReport', id, ms / DAY);
  };
  for (const [index, { workingDays, at }] of due.notices.entries()) {
    // Our own time goes on meanwhile: two minutes are more than the test takes.
    await passTo(at - 2 * MINUTE);
    expect(await told(id)).toHaveLength(index);
    await passTo(at + MINUTE);
    expect((await told(id)).at(-1)).toBe(workingDays);
  }
  expect(await told(id)).toEqual(due.notices.map(({ workingDays }) => workingDays));
  const { rows } = await lab.pool.query('select status, due_at from periodic_report where id = $1', [id]);
  expect(rows).toEqual([{ status: 'collecting', due_at: new Date(due.dueAt) }]);
});

test('a worker that died meanwhile: the report goes on where it was', async () => {
  const { id } = await opened('2022-01-15');
  await lab.stopWorker();
  await lab.startWorker();
  const figures = { submission: 'none', sha256: 'a'.repeat(64), asOf: Date.now() };
  const command: ReportCommand = {
    ...{ type: 'recordFigures', requestKey: randomUUID(), actor: { id: 'system' } },
    figures,
  };
  await cases.begin('periodicReport', id, command);
  expect(await state(id)).toMatchObject({ status: 'drafted', data: { figures } });
});
