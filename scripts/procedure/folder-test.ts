import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { SourceNote } from '../../domain/bpmn/bpmn-source';
import type { Problem } from '../../domain/bpmn/problem';
import type { Deployment } from '../../domain/bpmn/process-graph';
import { Refusal } from '../../domain/refusal';
import { unmetExpectation } from '../../domain/scenario/scenario';
import { runScenario } from '../../domain/scenario/scenario-run';
import { missedStep } from '../../domain/scenario/trace';
import { readDeploymentFile, resolveFromCaller, whyUnreadable } from './deployment-file';
import { readScenarioFile, type ScenarioFile } from './scenario-file';

/** A sequence flow no scenario of the folder takes; `id` is `process/flow` where the file has several processes. */
export interface UntakenFlow {
  readonly id: string;
  readonly source: string;
  readonly target: string;
}

export interface ScenarioVerdict {
  /** File name in `scenarios/`. */
  readonly name: string;
  /** Absent: it passed. */
  readonly failure?: string;
}

export interface FolderTest {
  readonly file: string;
  readonly notes: readonly SourceNote[];
  /** Not empty: the file is refused and nothing was run. */
  readonly problems: readonly Problem[];
  readonly verdicts: readonly ScenarioVerdict[];
  readonly flows: number;
  readonly untaken: readonly UntakenFlow[];
}

/**
 * Runs every scenario of a procedure's folder: `process.bpmn` (else the only `.bpmn`) with `scenarios/*.json`.
 * @throws Refusal `PROCEDURE_FOLDER_INVALID` when it is not such a folder.
 */
export async function testFolder(folder: string): Promise<FolderTest> {
  const file = path.join(folder, chooseProcessFile(folder, await listFiles(folder, '.bpmn')));
  const compiled = await readDeploymentFile(file);
  if ('problems' in compiled) {
    return { file, notes: compiled.notes, problems: compiled.problems, verdicts: [], flows: 0, untaken: [] };
  }
  const { deployment, notes } = compiled;
  const taken = new Set<string>();
  const verdicts: ScenarioVerdict[] = [];
  for (const name of await listScenarios(folder)) {
    const failure = await judgeScenario(deployment, path.join(folder, 'scenarios', name), taken);
    verdicts.push({ name, ...(failure === undefined ? {} : { failure }) });
  }
  const flows = listFlows(deployment);
  const untaken = flows.filter(({ key }) => !taken.has(key)).map(({ id, source, target }) => ({ id, source, target }));
  return { file, notes, problems: [], verdicts, flows: flows.length, untaken };
}

async function listFiles(folder: string, extension: string): Promise<string[]> {
  try {
    const names = await readdir(resolveFromCaller(folder));
    return names.filter((name) => name.endsWith(extension)).sort();
  } catch (error) {
    const why = whyUnreadable(error as NodeJS.ErrnoException).replace('file', 'folder');
    throw new Refusal('PROCEDURE_FOLDER_INVALID', `${folder}: ${why}`);
  }
}

async function listScenarios(folder: string): Promise<string[]> {
  const hasScenarios = (await listFiles(folder, '')).includes('scenarios');
  return hasScenarios ? listFiles(path.join(folder, 'scenarios'), '.json') : [];
}

function chooseProcessFile(folder: string, names: readonly string[]): string {
  if (names.includes('process.bpmn')) return 'process.bpmn';
  const [only, ...more] = names;
  if (only !== undefined && more.length === 0) return only;
  const found = only === undefined ? 'no .bpmn file' : `several (${names.join(', ')})`;
  throw new Refusal('PROCEDURE_FOLDER_INVALID', `${folder}: there is no process.bpmn, and ${found} instead`);
}

/** Why the scenario fails, or `undefined`. What it took counts as taken all the same. */
async function judgeScenario(deployment: Deployment, file: string, taken: Set<string>): Promise<string | undefined> {
  try {
    const read = await readScenarioFile(file);
    return judgeRun(deployment, read, taken);
  } catch (error) {
    const code = error instanceof Refusal ? error.code : 'RUN_BROKE_OFF';
    return `${code} ${(error as Error).message}`;
  }
}

function judgeRun(deployment: Deployment, { scenario, process }: ScenarioFile, taken: Set<string>): string | undefined {
  const { report, trace, flowsTaken } = runScenario(deployment, scenario, process);
  for (const flow of flowsTaken) taken.add(flow);
  if (!report.error) return undefined;
  const { code, element, message } = report.error;
  // A scenario may be about a failing run; a scenario that could not be played, or was not met, is never right.
  if (scenario.expect?.result === 'failed' && !code.startsWith('SCENARIO_')) {
    const { path: expectedPath = [], ...expected } = scenario.expect;
    const unmet = missedStep(expectedPath, trace)?.message ?? unmetExpectation(expected, report);
    return unmet && `SCENARIO_EXPECTATION ${unmet}`;
  }
  return element === '' || message.includes(element) ? `${code} ${message}` : `${code} ${element}: ${message}`;
}

function listFlows({ processes }: Deployment): (UntakenFlow & { readonly key: string })[] {
  return processes.flatMap((graph) =>
    Object.values(graph.flows).map(({ id, source, target }) => {
      const key = `${graph.id}/${id}`;
      return { key, id: processes.length > 1 ? key : id, source, target };
    }),
  );
}
