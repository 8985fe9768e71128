import { readFile } from 'node:fs/promises';
import { readScenario, type Scenario } from '../../domain/scenario/scenario';
import { Refusal } from '../../domain/refusal';
import { resolveFromCaller, whyUnreadable } from './deployment-file';

export interface ScenarioFile {
  readonly scenario: Scenario;
  /** Process to start, when the scenario names one. */
  readonly process?: string;
}

/** @throws Refusal `SCENARIO_UNREADABLE` (no such file…) or `SCENARIO_INVALID` (not JSON, or not a scenario). */
export async function readScenarioFile(file: string): Promise<ScenarioFile> {
  const value = parseScenarioText(file, await readScenarioText(file));
  const scenario = readScenario(value);
  const { process } = value as { process?: unknown };
  if (process === undefined) return { scenario };
  if (typeof process !== 'string') throw new Refusal('SCENARIO_INVALID', 'process is not a text');
  return { scenario, process };
}

async function readScenarioText(file: string): Promise<string> {
  try {
    return await readFile(resolveFromCaller(file), 'utf8');
  } catch (error) {
    throw new Refusal('SCENARIO_UNREADABLE', `${file}: ${whyUnreadable(error as NodeJS.ErrnoException)}`);
  }
}

function parseScenarioText(file: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, '')) as unknown;
  } catch (error) {
    throw new Refusal('SCENARIO_INVALID', `${file} is not JSON: ${(error as Error).message}`);
  }
}
