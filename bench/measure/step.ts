import { PLAIN_UPDATES } from '../load/step-load';
import type { OpenDossier, Sample } from '../load/load-job';
import { addSplits, describeSplit, splitCpu, totalOf, type CpuGroups, type CpuSplit } from '../stack/cpu-split';
import type { Measured } from '../figure';
import { summarize, type Summary } from '../statistics';
import { firstOffice, MANY_CLIENTS, type BenchContext, type MeasurementResult } from './bench-context';

/** Dossiers (and bare workflows) worked through in one round: two to four seconds on two cores, so that turns are short. */
const DOSSIERS_PER_ROUND = { 1: 10, [MANY_CLIENTS]: 40 } as const;
const WARM_UP_DOSSIERS = 80;
const ROUNDS = 8;
const LOOK_UP_DOSSIERS = 60;
const BUDGET = { of: 'ratio', is: 'atMost', limit: 1.3 } as const;

/** One round of one side: every step's latency, and what the processes took for it. */
interface Round {
  readonly samples: readonly Sample[];
  readonly seconds: number;
  readonly cpu: CpuSplit;
}

interface Side {
  readonly summary: Summary;
  readonly stepsPerSecond: number;
  readonly cpu: CpuSplit;
  readonly steps: number;
}

/**
 * Our human step (claim and complete in turn, straight through Temporal) against the bare floor, in the same minutes:
 * rounds of the one and the other take turns, so that whatever else the machine does meets both.
 *
 * CPU per step is what worker, Temporal, PostgreSQL and load generator took together during the rounds of one side.
 */
export async function measureSteps(context: BenchContext): Promise<MeasurementResult> {
  const { stack, load, report } = context;
  const ours = await stack.startProgram('worker-dossier', 'worker/main.ts', { args: ['--role', 'dossier'] });
  const floor = await stack.startProgram('worker-floor', 'bench/floor/bare-worker.ts');
  try {
    const office = firstOffice(context);
    const programs = (worker: { readonly pid?: number }) => ({
      worker: worker.pid,
      ...stack.serverPids(),
      load: load.pid,
    });
    const runOurs = (clients: number, dossiers: readonly OpenDossier[]) =>
      measureRound(programs(ours), () => load.run({ do: 'runSteps', office, dossiers, clients }));
    const runFloor = (clients: number, ids: readonly string[]) =>
      measureRound(programs(floor), () => load.run({ do: 'runBare', ids, updates: PLAIN_UPDATES, clients }));
    const submit = (count: number) => load.run({ do: 'submit', office, count });
    const startBare = (count: number) => load.run({ do: 'startBare', count });

    report('steps: warming up');
    await runOurs(MANY_CLIENTS, await submit(WARM_UP_DOSSIERS));
    await runFloor(MANY_CLIENTS, await startBare(WARM_UP_DOSSIERS));

    const figures: Measured[] = [];
    for (const clients of [1, MANY_CLIENTS] as const) {
      const count = DOSSIERS_PER_ROUND[clients];
      const dossiers = await submit(count * ROUNDS);
      const bare = await startBare(count * ROUNDS);
      const rounds: { ours: Round[]; floor: Round[] } = { ours: [], floor: [] };
      for (let round = 0; round < ROUNDS; round++) {
        report(`steps: ${describeClients(clients)}, round ${round + 1} of ${ROUNDS}`);
        const [from, to] = [round * count, (round + 1) * count];
        const a = () => runOurs(clients, dossiers.slice(from, to)).then((done) => rounds.ours.push(done));
        const b = () => runFloor(clients, bare.slice(from, to)).then((done) => rounds.floor.push(done));
        // A B B A: whoever comes second in one round comes first in the next.
        for (const run of round % 2 === 0 ? [a, b] : [b, a]) await run();
      }
      figures.push(...describeSides(clients, rounds));
    }
    report('steps: with a look-up');
    for (const clients of [1, MANY_CLIENTS]) {
      const dossiers = await submit(clients === 1 ? LOOK_UP_DOSSIERS / 2 : LOOK_UP_DOSSIERS);
      const samples = await load.run({ do: 'runToSignature', office, dossiers, clients });
      figures.push({
        name: `step.lookUp.latency.p50.${describeClients(clients)}`,
        unit: 'ms',
        value: summarize(samples.map(({ ms }) => ms)).p50,
        note: 'the one step of P2.TRANSFER that looks restrictions up before the signature: two commits and a query',
      });
    }
    return { figures };
  } finally {
    await ours.stop();
    await floor.stop();
  }
}

async function measureRound(programs: CpuGroups, run: () => Promise<Sample[]>): Promise<Round> {
  const begun = performance.now();
  const { result: samples, cpu } = await splitCpu(programs, run);
  return { samples, seconds: (performance.now() - begun) / 1_000, cpu };
}

function combine(rounds: readonly Round[]): Side {
  const latencies = rounds.flatMap(({ samples }) => samples.map(({ ms }) => ms));
  const seconds = rounds.reduce((sum, round) => sum + round.seconds, 0);
  return {
    summary: summarize(latencies),
    stepsPerSecond: latencies.length / seconds,
    cpu: addSplits(rounds.map(({ cpu }) => cpu)),
    steps: latencies.length,
  };
}

function describeSides(clients: number, rounds: { ours: readonly Round[]; floor: readonly Round[] }): Measured[] {
  const ours = combine(rounds.ours);
  const floor = combine(rounds.floor);
  const who = describeClients(clients);
  const medians = (side: readonly Round[]) =>
    side.map(({ samples }) => summarize(samples.map(({ ms }) => ms)).p50.toFixed(1)).join(' ');
  return [
    {
      name: `step.latency.p50.${who}`,
      unit: 'ms',
      value: ours.summary.p50,
      floor: floor.summary.p50,
      budget: BUDGET,
      note: `${ours.summary.count} steps; medians of the rounds: ours ${medians(rounds.ours)}, floor ${medians(rounds.floor)}`,
    },
    { name: `step.latency.p95.${who}`, unit: 'ms', value: ours.summary.p95, floor: floor.summary.p95 },
    { name: `step.latency.p99.${who}`, unit: 'ms', value: ours.summary.p99, floor: floor.summary.p99 },
    { name: `step.throughput.${who}`, unit: 'steps/s', value: ours.stepsPerSecond, floor: floor.stepsPerSecond },
    {
      name: `step.cpu.${who}`,
      unit: 'ms/step',
      value: (totalOf(ours.cpu) * 1_000) / ours.steps,
      floor: (totalOf(floor.cpu) * 1_000) / floor.steps,
      budget: BUDGET,
      note: `ours: ${describeSplit(ours.cpu, ours.steps)}; floor: ${describeSplit(floor.cpu, floor.steps)}`,
    },
  ];
}

function describeClients(clients: number): string {
  return clients === 1 ? '1client' : `${clients}clients`;
}
