import type { SupervisedChild } from '../../platform/local/child-process';
import type { BenchOffice } from '../data/enter-offices';
import type { Measured } from '../figure';
import type { HttpClient, Sample } from '../load/load-job';
import { signInOffice } from '../load/sign-in';
import { describeSplit, splitCpu, totalOf } from '../stack/cpu-split';
import { startWholeStack, waitForOutbox } from '../stack/whole-stack';
import { summarize } from '../statistics';
import { MANY_CLIENTS, type BenchContext, type MeasurementResult } from './bench-context';
import { measureHttpFloor, type HttpFloor } from './http-floor';

const PLAIN_WARM_UP_MS = 5_000;
const PLAIN_MS = 12_000;
const WHOLE_WARM_UP_MS = 1_000;
const WHOLE_MS = 15_000;
const ALONE_MS = 6_000;
/** Enough for the whole time at twice the budgeted speed. */
const DOSSIERS_PER_OFFICE = 22;
const DOSSIERS_ALONE = 30;

const STEPS_PER_SECOND = { of: 'value', is: 'atLeast', limit: 130 } as const;
const STEP_P95 = { of: 'value', is: 'atMost', limit: 200 } as const;

type Path = 'plain' | 'whole';
type Programs = Readonly<Record<string, SupervisedChild>>;

/**
 * A human step as people do it: ask for the next task, complete it with its form, through the api. Everything runs as
 * `npm start` runs it, deliveries included.
 *
 * `plain`: print and check over and over, the step that peers are measured with. `whole`: the six steps of a dossier that
 * owes no tax, with the look-up before the signature, the end of the dossier, its documents and mails.
 */
export async function measureHttp(context: BenchContext): Promise<MeasurementResult> {
  const { stack, report, offices } = context;
  const floors = await measureHttpFloor(context);
  const programs = await startWholeStack(stack);
  try {
    // Not the first: other measurements leave dossiers in its inboxes, and the next task is to be one of ours.
    const ours = offices.slice(1);
    const plainOffices = ours.slice(0, MANY_CLIENTS);
    const wholeOffices = ours.slice(MANY_CLIENTS, 2 * MANY_CLIENTS);
    report('http: submitting dossiers');
    for (const office of plainOffices) await context.load.run({ do: 'submit', office, count: 1 });
    for (const [index, office] of wholeOffices.entries()) {
      const count = index === 0 ? DOSSIERS_PER_OFFICE + DOSSIERS_ALONE : DOSSIERS_PER_OFFICE;
      await context.load.run({ do: 'submit', office, count });
    }
    await waitForOutbox(context);
    const plain = await signInAll(stack.apiUrl, plainOffices);
    const whole = await signInAll(stack.apiUrl, wholeOffices);

    report('http: warming up');
    await run(context, 'appraise', plain, Number.MAX_SAFE_INTEGER);
    await run(context, 'plain', plain, Date.now() + PLAIN_WARM_UP_MS);
    report(`http: plain steps, ${MANY_CLIENTS} clients`);
    const figures = await measurePath(context, { programs, floors, path: 'plain', clients: plain, forMs: PLAIN_MS });
    report('http: plain steps, 1 client');
    figures.push(
      ...(await measurePath(context, { programs, floors, path: 'plain', clients: plain.slice(0, 1), forMs: ALONE_MS })),
    );
    report(`http: whole dossiers, ${MANY_CLIENTS} clients`);
    await run(context, 'whole', whole, Date.now() + WHOLE_WARM_UP_MS);
    figures.push(...(await measurePath(context, { programs, floors, path: 'whole', clients: whole, forMs: WHOLE_MS })));
    await waitForOutbox(context);
    report('http: whole dossiers, 1 client');
    figures.push(
      ...(await measurePath(context, { programs, floors, path: 'whole', clients: whole.slice(0, 1), forMs: ALONE_MS })),
    );
    return { figures };
  } finally {
    for (const program of Object.values(programs).reverse()) await program.stop();
  }
}

function signInAll(apiUrl: string, offices: readonly BenchOffice[]): Promise<HttpClient[]> {
  return Promise.all(offices.map((office) => signInOffice(apiUrl, office)));
}

function run(
  { load, stack }: BenchContext,
  path: Path | 'appraise',
  clients: readonly HttpClient[],
  until: number,
): Promise<Sample[]> {
  return load.run({ do: 'runHttp', url: stack.apiUrl, clients, path, until });
}

interface PathRun {
  readonly programs: Programs;
  readonly floors: ReadonlyMap<number, HttpFloor>;
  readonly path: Path;
  readonly clients: readonly HttpClient[];
  readonly forMs: number;
}

/** The floor beside each figure is the bare step of the same run, without HTTP, inbox and form. */
async function measurePath(
  context: BenchContext,
  { programs, floors, path, clients, forMs }: PathRun,
): Promise<Measured[]> {
  const { stack, load } = context;
  const pids = Object.fromEntries(Object.entries(programs).map(([name, { pid }]) => [name, pid]));
  const begun = Date.now();
  const { result: samples, cpu } = await splitCpu({ ...pids, ...stack.serverPids(), load: load.pid }, () =>
    run(context, path, clients, begun + forMs),
  );
  const steps = samples.filter(({ kind }) => kind === 'step');
  // Over the last answer, not over the wish: a client that is in the middle of something finishes it.
  const seconds = (Math.max(...steps.map(({ at, ms }) => at + ms)) - begun) / 1_000;
  const who = clients.length === 1 ? '1client' : `${clients.length}clients`;
  const many = clients.length > 1;
  const latency = (kind: string) => summarize(samples.filter((sample) => sample.kind === kind).map(({ ms }) => ms));
  const { p50, p95, p99 } = latency('step');
  const floor = floors.get(clients.length);
  return [
    {
      name: `http.${path}.throughput.${who}`,
      unit: 'steps/s',
      value: steps.length / seconds,
      floor: floor?.stepsPerSecond,
      ...(many ? { budget: STEPS_PER_SECOND } : {}),
      note: `${steps.length} steps in ${seconds.toFixed(1)} s`,
    },
    {
      name: `http.${path}.step.p50.${who}`,
      unit: 'ms',
      value: p50,
      floor: floor?.summary.p50,
      note: 'find and complete together',
    },
    {
      name: `http.${path}.step.p95.${who}`,
      unit: 'ms',
      value: p95,
      floor: floor?.summary.p95,
      ...(many ? { budget: STEP_P95 } : {}),
    },
    { name: `http.${path}.step.p99.${who}`, unit: 'ms', value: p99, floor: floor?.summary.p99 },
    {
      name: `http.${path}.find.p95.${who}`,
      unit: 'ms',
      value: latency('find').p95,
      note: 'a bare workflow has no inbox to find in',
    },
    { name: `http.${path}.complete.p95.${who}`, unit: 'ms', value: latency('complete').p95, floor: floor?.summary.p95 },
    {
      name: `http.${path}.cpu.${who}`,
      unit: 'ms/step',
      value: (totalOf(cpu) * 1_000) / steps.length,
      floor: floor?.cpuMs,
      note: describeSplit(cpu, steps.length),
    },
  ];
}
