import { randomUUID } from 'node:crypto';
import { temporal } from '@temporalio/proto';
import { dossierWorkflowId, jobAnswerKey } from '../../contracts/ids';
import { BARE_TASK_QUEUE, bareStepUpdate, type BareCommand } from '../floor/bare-messages';
import { createDossierSteps, instanceOf, type BenchCommand } from '../load/dossier-steps';
import type { Role } from '../load/load-job';
import { firstOffice, type BenchContext, type MeasurementResult } from './bench-context';

const HUMAN_STEPS = 6;

/**
 * The history of a standard dossier (six steps each claimed and completed, the clock, a tax wait) beside a bare workflow
 * with six Updates: the numbers of design §10. And, without a budget, one whose owner pays two notices.
 */
export async function measureHistory(context: BenchContext): Promise<MeasurementResult> {
  const { stack, report } = context;
  const ours = await stack.startProgram('worker-dossier', 'worker/main.ts', { args: ['--role', 'dossier'] });
  const floor = await stack.startProgram('worker-floor', 'bench/floor/bare-worker.ts');
  try {
    report('history: two dossiers, one bare workflow');
    const dossier = await weighHistory(context, dossierWorkflowId(await runStandardDossier(context, [])));
    const paying = await weighHistory(context, dossierWorkflowId(await runStandardDossier(context, ['TB-1', 'TB-2'])));
    const bare = await weighHistory(context, await runBareWorkflow(context));
    return {
      figures: [
        {
          name: 'history.events',
          unit: 'events',
          value: dossier.events,
          floor: bare.events,
          budget: { of: 'value', is: 'atMost', limit: 100 },
          note: `ours: submission, 12 claims and completions, slip sent, tax determined; floor: ${HUMAN_STEPS} Updates`,
        },
        {
          name: 'history.bytes',
          unit: 'bytes',
          value: dossier.bytes,
          floor: bare.bytes,
          budget: { of: 'value', is: 'atMost', limit: 40 * 1024 },
        },
        { name: 'history.withPayments.events', unit: 'events', value: paying.events, note: 'two notices paid as well' },
        { name: 'history.withPayments.bytes', unit: 'bytes', value: paying.bytes },
      ],
    };
  } finally {
    await ours.stop();
    await floor.stop();
  }
}

/** @param payable numbers of the notices to be paid; none: nothing is owed */
async function runStandardDossier(context: BenchContext, payable: readonly string[]): Promise<string> {
  const { client, pool } = context.stack;
  const office = firstOffice(context);
  const steps = createDossierSteps(client, pool);
  const dossier = await steps.submit(office);
  const { id } = dossier;
  let { tasks } = dossier;
  const act = async (command: BenchCommand, by: string) => {
    tasks = (await steps.act(id, command, by)).openTasks;
  };
  const work = async (element: string, by: Role, variables: Record<string, boolean> = {}) => {
    const task = instanceOf(tasks, element);
    await act({ type: 'claimTask', task }, office[by]);
    await act({ type: 'completeTask', task, variables }, office[by]);
  };
  await work('appraise', 'officer', { eligible: true, taxExempt: false });
  await work('prepareTaxSlip', 'officer');
  // The background worker does not run here: the connector's and the partners' answers are given by hand.
  const job = await readOpenJob(context, id);
  await client.workflow.getHandle(dossierWorkflowId(id)).executeUpdate('completeJob', {
    updateId: jobAnswerKey(id, job, 0),
    args: [
      {
        type: 'completeJob',
        job,
        variables: { slipNumber: '151/PCTT', slipVersion: 1 },
        requestKey: jobAnswerKey(id, job, 0),
        actor: { id: 'connector:send-tax-slip' },
      },
    ],
  });
  const notices = payable.map((number) => ({ number, payable: true }));
  await act({ type: 'receiveTaxNotices', slipVersion: 1, notices }, 'partner:tax');
  for (const { number } of notices) {
    await act({ type: 'recordPayment', notice: number, receipt: `BL-${number}`, kind: 'PAID' }, 'partner:tax');
  }
  await work('printCertificate', 'officer');
  await work('checkCertificate', 'secondOfficer', { checkPassed: true });
  await work('signCertificate', 'head', { signed: true });
  await work('registerResult', 'officer');
  return id;
}

async function readOpenJob({ stack }: BenchContext, dossierId: string): Promise<number> {
  const { rows } = await stack.pool.query<{ instance: number }>(
    `select (payload ->> 'instance')::integer as instance from outbox where dossier_id = $1 and kind = 'job' order by id desc limit 1`,
    [dossierId],
  );
  const [job] = rows;
  if (!job) throw new Error('the tax slip was not asked for');
  return job.instance;
}

async function runBareWorkflow({ stack }: BenchContext): Promise<string> {
  const workflowId = `bench-floor/${randomUUID()}`;
  const handle = await stack.client.workflow.start('bareWorkflow', {
    workflowId,
    taskQueue: BARE_TASK_QUEUE,
    args: [],
  });
  const actor = { id: randomUUID() };
  for (let task = 1; task <= HUMAN_STEPS; task++) {
    const requestKey = `${actor.id}:${randomUUID()}`;
    const command: BareCommand = { type: 'bareStep', task, variables: { passed: true }, requestKey, actor };
    await handle.executeUpdate(bareStepUpdate, { updateId: requestKey, args: [command] });
  }
  return workflowId;
}

async function weighHistory({ stack }: BenchContext, workflowId: string): Promise<{ events: number; bytes: number }> {
  const history = await stack.client.workflow.getHandle(workflowId).fetchHistory();
  const bytes = temporal.api.history.v1.History.encode(history).finish().length;
  return { events: history.events?.length ?? 0, bytes };
}
