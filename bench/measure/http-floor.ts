import type { Sample } from '../load/load-job';
import { PLAIN_UPDATES } from '../load/step-load';
import { splitCpu, totalOf } from '../stack/cpu-split';
import { summarize, type Summary } from '../statistics';
import { MANY_CLIENTS, type BenchContext } from './bench-context';

const WARM_UP_WORKFLOWS = 60;
/** Some seconds of work on two cores. */
const WORKFLOWS = { 1: 20, [MANY_CLIENTS]: 160 } as const;

/** The bare step without HTTP: one Update and one row, straight through Temporal. */
export interface HttpFloor {
  readonly summary: Summary;
  readonly stepsPerSecond: number;
  /** Milliseconds of a core for one step, all processes together. */
  readonly cpuMs: number;
}

/** The floor of this same run, by the number of clients; made before the programs start whose work is compared with it. */
export async function measureHttpFloor({ stack, load, report }: BenchContext): Promise<ReadonlyMap<number, HttpFloor>> {
  const worker = await stack.startProgram('worker-floor', 'bench/floor/bare-worker.ts');
  try {
    const run = (ids: readonly string[], clients: number) =>
      load.run({ do: 'runBare', ids, updates: PLAIN_UPDATES, clients });
    report('http: the floor, warming up');
    await run(await load.run({ do: 'startBare', count: WARM_UP_WORKFLOWS }), MANY_CLIENTS);
    const floors = new Map<number, HttpFloor>();
    for (const clients of [1, MANY_CLIENTS] as const) {
      const ids = await load.run({ do: 'startBare', count: WORKFLOWS[clients] });
      report(`http: the floor, ${clients} client(s)`);
      const begun = performance.now();
      const { result, cpu } = await splitCpu({ worker: worker.pid, ...stack.serverPids(), load: load.pid }, () =>
        run(ids, clients),
      );
      floors.set(clients, describeFloor(result, (performance.now() - begun) / 1_000, totalOf(cpu)));
    }
    return floors;
  } finally {
    await worker.stop();
  }
}

function describeFloor(samples: readonly Sample[], seconds: number, cpuSeconds: number): HttpFloor {
  return {
    summary: summarize(samples.map(({ ms }) => ms)),
    stepsPerSecond: samples.length / seconds,
    cpuMs: (cpuSeconds * 1_000) / samples.length,
  };
}
