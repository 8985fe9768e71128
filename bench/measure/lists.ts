import { DEMO_PASSWORD, demoAccountId } from '../../db/seed/demo-accounts';
import { fillLists } from '../data/fill-lists';
import { listRequests, WARM_UP_REQUESTS } from '../data/list-requests';
import { makeListTemplates } from '../data/list-templates';
import type { Measured } from '../figure';
import { createDossierSteps } from '../load/dossier-steps';
import type { PageRequest } from '../load/load-job';
import { signIn } from '../load/sign-in';
import { collectPlans, logPlans, type QueryPlan } from '../stack/query-plans';
import { startApi } from '../stack/whole-stack';
import { summarize } from '../statistics';
import { firstOffice, type BenchContext, type MeasurementResult } from './bench-context';

const BUDGET = { of: 'value', is: 'atMost', limit: 50 } as const;
const OFFICER = 'canbo1.dongxoai';
/** PostgreSQL plans a prepared statement anew five times before it may settle on one plan. */
const REQUESTS_BEFORE_PLAN = 7;

/**
 * Inbox, search, dossier page, the manager's pages and the counter's look-ups on a full database, through HTTP, one request at a time. The times are the
 * client's, so they hold a little more than the server's own.
 */
export async function measureLists(context: BenchContext): Promise<MeasurementResult> {
  const { stack, load, dossiers, report } = context;
  await fillForLists(context);
  const read = (some: readonly PageRequest[]) => load.run({ do: 'readPages', url: stack.apiUrl, requests: some });
  const { requests, figures } = await withApi(context, async () => {
    const enter = (username: string) => signIn(stack.apiUrl, username, DEMO_PASSWORD);
    const readers = {
      officer: await enter(OFFICER),
      head: await enter('lanhdao.dongxoai'),
      province: await enter('quanly'),
      clerk: await enter('motcua.dongxoai'),
      administrator: await enter('admin'),
    };
    const asked = await listRequests(stack.pool, readers, demoAccountId(OFFICER));
    const measured: Measured[] = [];
    for (const [kind, some] of asked) {
      report(`lists: ${kind}`);
      const samples = (await read(some)).slice(WARM_UP_REQUESTS);
      const { count, p50, p95 } = summarize(samples.map(({ ms }) => ms));
      const note = `${count} requests at ${dossiers} dossiers; median ${p50.toFixed(1)} ms`;
      measured.push({ name: `lists.${kind}.p95`, unit: 'ms', value: p95, budget: BUDGET, note });
    }
    return { requests: asked, figures: measured };
  });
  report('lists: asking PostgreSQL for its plans');
  await logPlans(stack);
  const plans: Record<string, QueryPlan[]> = {};
  await withApi(context, async () => {
    for (const [kind, some] of requests) {
      plans[kind] = await collectPlans(stack, () => read(some.slice(0, REQUESTS_BEFORE_PLAN)));
    }
  });
  return { figures, details: { plans } };
}

async function withApi<T>({ stack }: BenchContext, work: () => Promise<T>): Promise<T> {
  const api = await startApi(stack);
  try {
    return await work();
  } finally {
    await api.stop();
  }
}

/** A database as full as after years of work; filled once in a run, whoever asks first. */
export async function fillForLists(context: BenchContext): Promise<void> {
  const { stack, dossiers, report } = context;
  const { rows } = await stack.pool.query<{ filled: boolean }>(
    'select count(*) >= $1 as filled from (select from dossier limit $1) d',
    [dossiers],
  );
  if (rows[0]?.filled) return;
  const worker = await stack.startProgram('worker-dossier', 'worker/main.ts', { args: ['--role', 'dossier'] });
  try {
    report('lists: working some dossiers to the states lists show');
    const templates = await makeListTemplates(createDossierSteps(stack.client, stack.pool), firstOffice(context));
    await fillLists(stack.pool, templates, dossiers, report);
  } finally {
    await worker.stop();
  }
}
