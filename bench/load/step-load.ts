import { performance } from 'node:perf_hooks';
import { instanceOf, type BenchCommand, type DossierSteps } from './dossier-steps';
import type { LoadJob, OpenDossier, OfficePeople, Role, Sample } from './load-job';
import { createQueue, runClients } from './run-clients';

interface HumanStep {
  readonly element: string;
  readonly by: Role;
  readonly variables: Readonly<Record<string, boolean>>;
}

/**
 * Five human steps of P2.TRANSFER, each claimed and completed, that ask nothing of anybody outside: appraised as exempt,
 * then printed and twice sent back by the checker, so that another print and check follow. Two persons: four eyes.
 */
const PLAIN_STEPS: readonly HumanStep[] = [
  { element: 'appraise', by: 'officer', variables: { eligible: true, taxExempt: true } },
  { element: 'printCertificate', by: 'officer', variables: {} },
  { element: 'checkCertificate', by: 'secondOfficer', variables: { checkPassed: false } },
  { element: 'printCertificate', by: 'officer', variables: {} },
  { element: 'checkCertificate', by: 'secondOfficer', variables: { checkPassed: false } },
];
/** Updates in the plain path of one dossier. */
export const PLAIN_UPDATES = PLAIN_STEPS.length * 2;

const LAST_PRINT: HumanStep = { element: 'printCertificate', by: 'officer', variables: {} };
const PASSED_CHECK: HumanStep = { element: 'checkCertificate', by: 'secondOfficer', variables: { checkPassed: true } };

const SUBMIT_AT_ONCE = 20;

export async function submitDossiers(steps: DossierSteps, office: OfficePeople, count: number): Promise<OpenDossier[]> {
  const submitted: OpenDossier[] = [];
  const take = createQueue(Array.from({ length: count }, (_, number) => number));
  await runClients(SUBMIT_AT_ONCE, async () => {
    while (take() !== undefined) submitted.push(await steps.submit(office));
  });
  return submitted;
}

export async function runSteps(steps: DossierSteps, job: Extract<LoadJob, { do: 'runSteps' }>): Promise<Sample[]> {
  const samples: Sample[] = [];
  const take = createQueue(job.dossiers);
  const isOver = () => job.until !== undefined && Date.now() >= job.until;
  await runClients(job.clients, async () => {
    for (let dossier = take(); dossier && !isOver(); dossier = take()) {
      let { tasks } = dossier;
      for (const step of PLAIN_STEPS) {
        if (isOver()) return;
        tasks = await doStep(steps, job.office, dossier.id, tasks, step, samples);
      }
    }
  });
  return samples;
}

/** The step before the signature looks restrictions up: one Update, two commits and a look-up. Only it is reported. */
export async function runToSignature(
  steps: DossierSteps,
  job: Extract<LoadJob, { do: 'runToSignature' }>,
): Promise<Sample[]> {
  const samples: Sample[] = [];
  const take = createQueue(job.dossiers);
  await runClients(job.clients, async () => {
    for (let dossier = take(); dossier; dossier = take()) {
      let { tasks } = dossier;
      for (const step of [...PLAIN_STEPS.slice(0, 1), LAST_PRINT]) {
        tasks = await doStep(steps, job.office, dossier.id, tasks, step, []);
      }
      const both: Sample[] = [];
      await doStep(steps, job.office, dossier.id, tasks, PASSED_CHECK, both);
      samples.push(...both.filter(({ kind }) => kind === 'completeTask'));
    }
  });
  return samples;
}

async function doStep(
  steps: DossierSteps,
  office: OfficePeople,
  id: string,
  tasks: OpenDossier['tasks'],
  { element, by, variables }: HumanStep,
  samples: Sample[],
): Promise<OpenDossier['tasks']> {
  const task = instanceOf(tasks, element);
  const timed = async (command: BenchCommand) => {
    const at = Date.now();
    const begun = performance.now();
    const answer = await steps.act(id, command, office[by]);
    samples.push({ at, ms: performance.now() - begun, kind: command.type });
    return answer;
  };
  await timed({ type: 'claimTask', task });
  const { openTasks } = await timed({ type: 'completeTask', task, variables });
  return openTasks;
}
