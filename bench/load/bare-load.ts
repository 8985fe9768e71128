import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { Client } from '@temporalio/client';
import { BARE_TASK_QUEUE, bareStepUpdate, type BareCommand } from '../floor/bare-messages';
import type { LoadJob, Sample } from './load-job';
import { createQueue, runClients } from './run-clients';

const START_AT_ONCE = 20;

export async function startBareWorkflows(client: Client, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => `bench-floor/${randomUUID()}`);
  const take = createQueue(ids);
  await runClients(START_AT_ONCE, async () => {
    for (let id = take(); id !== undefined; id = take()) {
      await client.workflow.start('bareWorkflow', { workflowId: id, taskQueue: BARE_TASK_QUEUE, args: [] });
    }
  });
  return ids;
}

/** As many Updates to each workflow as a dossier gets, so that both histories are as long. */
export async function runBareSteps(client: Client, job: Extract<LoadJob, { do: 'runBare' }>): Promise<Sample[]> {
  const samples: Sample[] = [];
  const take = createQueue(job.ids);
  const actor = { id: randomUUID() };
  await runClients(job.clients, async () => {
    for (let id = take(); id !== undefined; id = take()) {
      const handle = client.workflow.getHandle(id);
      for (let task = 1; task <= job.updates; task++) {
        const requestKey = `${actor.id}:${randomUUID()}`;
        const command: BareCommand = {
          type: 'bareStep',
          task,
          variables: task % 2 ? {} : { passed: true },
          requestKey,
          actor,
        };
        const at = Date.now();
        const begun = performance.now();
        await handle.executeUpdate(bareStepUpdate, { updateId: requestKey, args: [command] });
        samples.push({ at, ms: performance.now() - begun, kind: 'bareStep' });
      }
    }
  });
  return samples;
}
