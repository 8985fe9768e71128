import { cloneDossiers, uuidSql } from '../data/clone-dossiers';
import type { Sample } from '../load/load-job';
import { waitForOutbox } from '../stack/whole-stack';
import { summarize } from '../statistics';
import { firstOffice, MANY_CLIENTS, type BenchContext, type MeasurementResult } from './bench-context';

const DEADLINES = 10_000;
/** From now until they all come due: time to enter them, to warm up and to measure the normal step. */
const AHEAD_MS = 40_000;
const WARM_UP_MS = 4_000;
/** The budget gives this long for all of it; what people notice of it lies in this window. */
const WINDOW_MS = 10_000;
/** Worked on meanwhile; more than can be done in the time. */
const DOSSIERS = 600;
const MAIL_PATIENCE_MS = 120_000;

/**
 * Ten thousand deadlines of ten thousand open dossiers come due at one instant, while 20 clients go on working. The worker
 * runs dossiers, sweeps and deliveries in one process, as `npm start` does, and every escalation becomes a mail.
 */
export async function measureDeadlines(context: BenchContext): Promise<MeasurementResult> {
  const { stack, load, report } = context;
  const simulators = await stack.startProgram('simulators', 'simulators/main.ts');
  const worker = await stack.startProgram('worker', 'worker/main.ts');
  try {
    const office = firstOffice(context);
    report('deadlines: submitting dossiers to work on');
    const dossiers = await load.run({ do: 'submit', office, count: DOSSIERS + 1 });
    await waitForOutbox(context);
    const dueAt = Date.now() + AHEAD_MS;
    report(`deadlines: entering ${DEADLINES} that come due together`);
    await enterDeadlines(context, dossiers[DOSSIERS]?.id ?? '', dueAt);

    report('deadlines: people work while they come due');
    const begun = Date.now();
    const working = load.run({
      do: 'runSteps',
      office,
      dossiers: dossiers.slice(0, DOSSIERS),
      clients: MANY_CLIENTS,
      until: dueAt + WINDOW_MS,
    });
    const raisedAt = await waitUntilRaised(context, dueAt);
    const samples = await working;
    const { recorded, lastRecordedAt } = await readEscalations(context, dueAt);
    if (recorded !== DEADLINES) throw new Error(`${recorded} of ${DEADLINES} escalations were recorded`);
    const normal = samples.filter(({ at }) => at >= begun + WARM_UP_MS && at < dueAt - 1_000);
    const meanwhile = samples.filter(({ at }) => at >= dueAt && at < dueAt + WINDOW_MS);
    report('deadlines: waiting for the mails');
    const mailSeconds = await waitForMails(context, dueAt);
    const normalP95 = summarize(normal.map(({ ms }) => ms)).p95;
    return {
      figures: [
        {
          name: 'deadlines.escalated',
          unit: 's',
          value: (raisedAt - dueAt) / 1_000,
          budget: { of: 'value', is: 'atMost', limit: 10 },
          note: `${DEADLINES} due at one instant, until all could be read; the last was recorded after ${((lastRecordedAt - dueAt) / 1_000).toFixed(2)} s`,
        },
        {
          name: 'deadlines.stepsMeanwhile.p95',
          unit: 'ms',
          value: summarize(meanwhile.map(({ ms }) => ms)).p95,
          floor: normalP95,
          budget: { of: 'ratio', is: 'atMost', limit: 2 },
          note: `${MANY_CLIENTS} clients, the ${WINDOW_MS / 1_000} s after the instant; floor: the same clients before it`,
        },
        {
          name: 'deadlines.stepsMeanwhile.throughput',
          unit: 'steps/s',
          value: throughputOf(meanwhile),
          floor: throughputOf(normal),
        },
        { name: 'deadlines.mailed', unit: 's', value: mailSeconds, note: 'until every escalation was mailed' },
      ],
    };
  } finally {
    await worker.stop();
    await simulators.stop();
  }
}

async function enterDeadlines({ stack }: BenchContext, template: string, dueAt: number): Promise<void> {
  await cloneDossiers(
    stack.pool,
    `select t.id, ${uuidSql(`'deadline ' || i`)}, 'DEADLINE-' || i, t.applicant_name, 'DL ' || lpad(i::text, 6, '0'),
      t.receiving_unit_id, t.handling_unit_id, null, null, null, interval '0', null, true, to_timestamp($2::float8 / 1000)
    from dossier t, generate_series(1, $3::integer) as i where t.id = $1`,
    [template, dueAt, DEADLINES],
  );
  await stack.pool.query('analyze dossier, task, deadline_threshold');
}

/** @returns when nothing of it was left to raise, epoch ms */
async function waitUntilRaised({ stack }: BenchContext, dueAt: number): Promise<number> {
  const end = dueAt + MAIL_PATIENCE_MS;
  while (Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, Math.max(dueAt - Date.now(), 50)));
    const { rows } = await stack.pool.query<{ left: boolean }>(
      'select exists (select from deadline_threshold where at = to_timestamp($1::float8 / 1000)) as left',
      [dueAt],
    );
    if (rows[0]?.left === false) return Date.now();
  }
  throw new Error(`after ${MAIL_PATIENCE_MS / 1_000} s there were still deadlines nobody had raised`);
}

async function readEscalations(
  { stack }: BenchContext,
  dueAt: number,
): Promise<{ readonly recorded: number; readonly lastRecordedAt: number }> {
  const { rows } = await stack.pool.query<{ recorded: number; last: Date }>(
    `select count(*)::int as recorded, max(recorded_at) as last from escalation
      where threshold_at = to_timestamp($1::float8 / 1000)`,
    [dueAt],
  );
  return { recorded: rows[0]?.recorded ?? 0, lastRecordedAt: rows[0]?.last.getTime() ?? 0 };
}

/** @returns seconds from the instant until the last mail of an escalation was delivered */
async function waitForMails({ stack }: BenchContext, dueAt: number): Promise<number> {
  const end = Date.now() + MAIL_PATIENCE_MS;
  for (;;) {
    const { rows } = await stack.pool.query<{ waiting: number; failed: number; last: Date | null }>(
      `select count(*) filter (where delivered_at is null)::int as waiting, count(failed_at)::int as failed,
        max(delivered_at) as last from outbox where kind = 'mail' and payload ->> 'mail' = 'escalation'`,
    );
    const { waiting = 0, failed = 0, last = null } = rows[0] ?? {};
    if (failed > 0) throw new Error(`${failed} mails of escalations were given up`);
    if (waiting === 0 && last) return (last.getTime() - dueAt) / 1_000;
    if (Date.now() > end) throw new Error(`${waiting} mails of escalations were not delivered in time`);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

/** Steps a second while these were made: from the first begin to the last answer. */
function throughputOf(samples: readonly Sample[]): number {
  const begun = Math.min(...samples.map(({ at }) => at));
  const ended = Math.max(...samples.map(({ at, ms }) => at + ms));
  return samples.length / ((ended - begun) / 1_000);
}
