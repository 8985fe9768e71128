import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { createHttpCaller, expectStatus, type HttpCaller } from './http-client';
import type { HttpClient, LoadJob, Role, Sample } from './load-job';
import { runClients } from './run-clients';

interface FormStep {
  readonly element: string;
  readonly by: Role;
  readonly data: Readonly<Record<string, unknown>>;
}

const TODAY = new Date().toISOString().slice(0, 10);
const APPRAISE: FormStep = {
  element: 'appraise',
  by: 'officer',
  data: { eligible: true, taxExempt: true, taxExemptGround: 'Tặng cho giữa cha mẹ và con, được miễn' },
};
const PRINT: FormStep = { element: 'printCertificate', by: 'officer', data: { result: 'CHANGE_NOTED' } };
const SENT_BACK: FormStep = {
  element: 'checkCertificate',
  by: 'secondOfficer',
  data: { checkPassed: false, checkRemark: 'Sai số tờ bản đồ, đề nghị in lại' },
};

/** What one client does with one dossier, then with the next. */
const PATHS = {
  appraise: [APPRAISE],
  /** The straight run of a dossier that owes no tax, six steps: with the look-up before the signature, to the end. */
  whole: [
    APPRAISE,
    PRINT,
    { element: 'checkCertificate', by: 'secondOfficer', data: { checkPassed: true } },
    { element: 'signCertificate', by: 'head', data: { signed: true, signedOn: TODAY, method: 'HANDWRITTEN' } },
    {
      element: 'registerResult',
      by: 'officer',
      data: { registerNumber: 'CS 04567', registeredOn: TODAY, databaseUpdated: true },
    },
    {
      element: 'returnResult',
      by: 'clerk',
      data: {
        channel: 'POST',
        handedOverOn: TODAY,
        postalNumber: 'RB123456789VN',
        feesCollected: true,
        originalCertificateCollected: true,
      },
    },
  ],
  /** Printed and sent back by the checker, over and over: nothing but the plain step. */
  plain: [PRINT, SENT_BACK],
} as const satisfies Record<string, readonly FormStep[]>;

interface NextTask {
  readonly task: { readonly dossierId: string; readonly instance: number; readonly element: string } | null;
}

/**
 * One human step is two requests: find my task, complete it. A sample of kind `step` is both together. The dossiers wait
 * in the inboxes; each client has an office of its own, so no two ever want the same task.
 */
export async function runHttpSteps(job: Extract<LoadJob, { do: 'runHttp' }>): Promise<Sample[]> {
  const samples: Sample[] = [];
  const caller = createHttpCaller(job.url, job.clients.length);
  const steps: readonly FormStep[] = PATHS[job.path];
  try {
    await runClients(job.clients.length, async (index) => {
      const client = job.clients[index];
      if (!client) return;
      do {
        for (const step of steps) if (!(await doFormStep(caller, client, step, samples))) return;
      } while (job.path !== 'appraise' && Date.now() < job.until);
    });
  } finally {
    caller.close();
  }
  return samples;
}

/** @returns false when the inbox is empty */
async function doFormStep(
  caller: HttpCaller,
  client: HttpClient,
  { element, by, data }: FormStep,
  samples: Sample[],
): Promise<boolean> {
  const token = client[by];
  const at = Date.now();
  const begun = performance.now();
  const found = expectStatus(
    await caller.call('GET', '/api/v1/inbox/next', { token }),
    200,
    'the search for the next task',
  );
  const { task } = found.body as NextTask;
  if (!task) return false;
  const foundAt = performance.now();
  if (task.element !== element) throw new Error(`the next task is ${task.element}, not ${element}`);
  const path = `/api/v1/dossiers/${task.dossierId}/tasks/${task.instance}/complete`;
  const completed = await caller.call('POST', path, { token, key: randomUUID(), body: { data } });
  expectStatus(completed, 200, `the completion of ${element}`);
  const end = performance.now();
  samples.push(
    { at, ms: foundAt - begun, kind: 'find' },
    { at, ms: end - foundAt, kind: 'complete' },
    { at, ms: end - begun, kind: 'step' },
  );
  return true;
}
