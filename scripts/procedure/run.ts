import { parseArgs } from 'node:util';
import type { Deployment } from '../../domain/bpmn/process-graph';
import { Refusal } from '../../domain/refusal';
import { runScenario, type RunOutcome } from '../../domain/scenario/scenario-run';
import { formatNote, formatProblem, readDeploymentFile } from './deployment-file';
import { readScenarioFile } from './scenario-file';
import { EXIT, UsageError, type Verb } from './verb';

/**
 * Runs one scenario on a virtual clock. On stdout, one JSON object a line: the trace if asked for, and last, always, the
 * report. 0 when the run ended as a run may (completed, terminated, waiting), 1 when the file is refused, 2 when the
 * run failed (or the scenario cannot be read).
 */
export const run: Verb = {
  name: 'run',
  usage: 'run FILE --scenario S.json [--process ID] [--trace]',
  does: 'runs one scenario',
  async run(args) {
    const { file, scenario, process: processId, trace } = readArguments(args);
    const compiled = await readDeploymentFile(file);
    for (const note of compiled.notes) process.stderr.write(`${formatNote(file, note)}\n`);
    if ('problems' in compiled) {
      for (const problem of compiled.problems) process.stdout.write(`${formatProblem(file, problem)}\n`);
      return EXIT.refused;
    }
    const { report, trace: lines } = await runFile(compiled.deployment, scenario, processId);
    const printed = trace ? [...lines, report] : [report];
    process.stdout.write(printed.map((line) => `${JSON.stringify(line)}\n`).join(''));
    return report.result === 'failed' ? EXIT.failed : EXIT.ok;
  },
};

interface RunArguments {
  readonly file: string;
  readonly scenario: string;
  readonly process?: string;
  readonly trace: boolean;
}

function readArguments(args: readonly string[]): RunArguments {
  const { values, positionals } = parseStrictly(args);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError('run needs exactly one file');
  if (values.scenario === undefined) throw new UsageError('run needs --scenario S.json');
  return { file, scenario: values.scenario, process: values.process, trace: values.trace ?? false };
}

function parseStrictly(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { scenario: { type: 'string' }, process: { type: 'string' }, trace: { type: 'boolean' } },
      allowPositionals: true,
    });
  } catch (error) {
    throw new UsageError((error as Error).message.split('. To specify')[0]);
  }
}

/** The last line is promised even when there was nothing to run. */
async function runFile(
  deployment: Deployment,
  file: string,
  processId: string | undefined,
): Promise<Pick<RunOutcome, 'report' | 'trace'>> {
  try {
    const { scenario, process } = await readScenarioFile(file);
    return runScenario(deployment, scenario, processId ?? process);
  } catch (error) {
    const code = error instanceof Refusal ? error.code : 'RUN_BROKE_OFF';
    const message = (error as Error).message;
    return {
      report: { result: 'failed', waiting: [], variables: {}, error: { code, element: '', message } },
      trace: [],
    };
  }
}
