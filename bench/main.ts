import path from 'node:path';
import {
  MEASUREMENTS,
  readBenchOptions,
  USAGE,
  UsageError,
  type BenchOptions,
  type MeasurementName,
} from './bench-options';
import { enterOffices } from './data/enter-offices';
import { judgeFigure } from './figure';
import { formatFigures } from './figure-table';
import { startLoadProcess } from './load/load-process';
import { MANY_CLIENTS, type BenchContext, type Measurement, type MeasurementResult } from './measure/bench-context';
import { measureBundle } from './measure/bundle';
import { measureDeadlines } from './measure/deadlines';
import { measureHistory } from './measure/history';
import { measureHttp } from './measure/http';
import { measureLists } from './measure/lists';
import { measureRestore } from './measure/restore';
import { measureStart } from './measure/start';
import { measureSteps } from './measure/step';
import { ROOT, startBenchStack, type BenchStack } from './stack/bench-stack';
import { measureWeb } from './measure/web';
import { mergeReport, readReport, writeReport, type MeasuredFigure } from './report-file';
import { readMachineFacts, type MachineFacts } from './stack/machine-facts';

const OUTPUT = path.join(ROOT, 'out', 'bench.json');

/** Those that run on the stack we start; `bundle` needs none, `start` brings up its own. */
const ON_THE_STACK = {
  step: measureSteps,
  history: measureHistory,
  http: measureHttp,
  deadlines: measureDeadlines,
  lists: measureLists,
  web: measureWeb,
  restore: measureRestore,
} as const satisfies Partial<Record<MeasurementName, Measurement>>;

/** One for what is measured without HTTP, and for each client of both paths over HTTP one of its own. */
const OFFICES = 1 + 2 * MANY_CLIENTS;

interface Outcome {
  readonly figures: MeasuredFigure[];
  readonly details: Record<string, unknown>;
  /** Measurements that could not be made, with the reason. */
  readonly failures: { readonly measurement: string; readonly reason: string }[];
  runsOn?: string;
}

/**
 * `npm run bench`: measures the budgets of design §10 and says honestly where we are. Ends with 0 also when a budget is
 * missed, with 1 when a figure could not be measured, with 64 for a wrong command line.
 */
async function main(args: readonly string[]): Promise<number> {
  const options = readBenchOptions(args);
  const machine = readMachineFacts();
  const begun = Date.now();
  const outcome: Outcome = { figures: [], details: {}, failures: [] };
  await attempt(outcome, options, 'bundle', () => measureBundle(say));
  if (Object.keys(ON_THE_STACK).some((name) => options.only.has(name as MeasurementName))) {
    await measureOnStack(outcome, options);
  }
  await attempt(outcome, options, 'start', () => measureStart(say));
  report(machine, options, outcome, begun);
  return outcome.failures.length === 0 ? 0 : 1;
}

async function measureOnStack(outcome: Outcome, options: BenchOptions): Promise<void> {
  const interruption = new AbortController();
  let stack: BenchStack | undefined;
  const interrupt = () => {
    say('Stopping …');
    interruption.abort(); // a start that is under way tidies up by itself
    if (stack) void stack.stop().then(() => process.exit(130));
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    stack = await startBenchStack(say, interruption.signal);
    outcome.runsOn = [...stack.descriptions].map(([name, words]) => `${name} ${words}`).join(', ');
    const offices = await enterOffices(stack.pool, OFFICES);
    const load = await startLoadProcess(stack.env);
    const context: BenchContext = { stack, load, offices, dossiers: options.dossiers, report: say };
    try {
      for (const name of MEASUREMENTS) {
        if (name in ON_THE_STACK) {
          const measure = ON_THE_STACK[name as keyof typeof ON_THE_STACK];
          await attempt(outcome, options, name, () => measure(context));
        }
      }
    } finally {
      await load.stop();
    }
  } finally {
    await stack?.stop();
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}

/** One measurement that fails does not keep the others from being made. */
async function attempt(
  outcome: Outcome,
  { only }: BenchOptions,
  measurement: MeasurementName,
  measure: () => Promise<MeasurementResult>,
): Promise<void> {
  if (!only.has(measurement)) return;
  try {
    const { figures, details } = await measure();
    outcome.figures.push(...figures.map((figure) => ({ ...judgeFigure(figure), measurement })));
    Object.assign(outcome.details, details);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    outcome.failures.push({ measurement, reason });
    say(`${measurement}: could not be measured: ${reason}`);
  }
}

function report(machine: MachineFacts, { dossiers }: BenchOptions, outcome: Outcome, begun: number): void {
  const seconds = (Date.now() - begun) / 1_000;
  const { figures, details, failures, runsOn } = outcome;
  const facts = { ...machine, runsOn, seconds: Math.round(seconds) };
  const at = new Date(begun).toISOString();
  const known = mergeReport(readReport(OUTPUT), { at, machine: facts, dossiers, figures, failures, details });
  writeReport(OUTPUT, known);
  console.log(
    `\n${machine.cores} × ${machine.processor}, ${machine.memoryGiB} GiB, Node ${machine.node}; ${runsOn ?? ''}`,
  );
  console.log(`load of the machine before: ${machine.loadBefore}; the whole run took ${Math.round(seconds)} s\n`);
  console.log(formatFigures(figures));
  for (const { measurement, reason } of failures) console.log(`NOT MEASURED: ${measurement}: ${reason}`);
  const before = known.figures.length - figures.length;
  const kept = before > 0 ? `, beside ${before} figures of earlier runs` : '';
  console.log(`\nwritten to ${path.relative(process.cwd(), OUTPUT)}${kept}`);
}

function say(line: string): void {
  console.error(`${new Date().toISOString().slice(11, 19)} ${line}`);
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    if (error instanceof UsageError) console.error(`bench: ${error.message}\n${USAGE}`);
    else console.error('bench:', error instanceof Error ? error.message : error);
    process.exitCode = error instanceof UsageError ? 64 : 1;
  },
);
