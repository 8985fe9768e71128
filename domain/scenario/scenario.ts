import type { JsonValue, Variables } from '../json';
import { Refusal } from '../refusal';

/** A scenario test of a procedure (`docs/procedure-authors.md`): what happens from outside, on a virtual clock. */
export interface Scenario {
  readonly now?: string;
  readonly variables?: Variables;
  /** Answers of the connectors by job type, in order of the calls; the last one is given again. */
  readonly services?: Readonly<Record<string, readonly ServiceAnswer[]>>;
  readonly steps?: readonly ScenarioStep[];
  readonly untilIdle?: boolean;
  readonly expect?: ScenarioExpectation & { readonly result?: RunResult; readonly path?: readonly string[] };
}

export type RunResult = 'completed' | 'terminated' | 'waiting' | 'failed';

export interface ServiceAnswer {
  readonly variables?: Variables;
  readonly bpmnError?: { readonly code: string; readonly message?: string; readonly variables?: Variables };
  readonly fail?: string;
}

export interface ScenarioMessage {
  readonly name: string;
  readonly correlationKey?: string | number;
  readonly variables?: Variables;
}

export interface ScenarioStep {
  readonly complete?: string;
  readonly variables?: Variables;
  readonly message?: ScenarioMessage;
  readonly signal?: { readonly name: string; readonly variables?: Variables };
  readonly advance?: string;
  readonly return?: { readonly from: string; readonly to: string; readonly reason?: string };
  readonly expect?: ScenarioExpectation;
}

export interface ScenarioExpectation {
  readonly waiting?: readonly string[];
  /** Each of these must hold; others may exist. */
  readonly variables?: Variables;
}

const STEP_KINDS = ['complete', 'message', 'signal', 'advance', 'return', 'expect'] as const;

/** @throws Refusal `SCENARIO_INVALID` naming the place. */
export function readScenario(value: unknown): Scenario {
  const scenario = object(value, 'the scenario');
  onlyKeys(
    scenario,
    ['now', 'variables', 'services', 'steps', 'untilIdle', 'expect', 'name', 'description', 'process'],
    'the scenario',
  );
  if (scenario.now !== undefined && (typeof scenario.now !== 'string' || Number.isNaN(Date.parse(scenario.now)))) {
    throw invalid('now is not a date and time');
  }
  if (scenario.variables !== undefined) object(scenario.variables, 'variables');
  for (const [type, answers] of Object.entries(object(scenario.services ?? {}, 'services'))) {
    if (!Array.isArray(answers)) throw invalid(`services.${type} is not a list of answers`);
    answers.forEach((answer, index) => {
      const at = `services.${type}[${index}]`;
      onlyKeys(object(answer, at), ['variables', 'bpmnError', 'fail'], at);
    });
  }
  const steps = scenario.steps ?? [];
  if (!Array.isArray(steps)) throw invalid('steps is not a list');
  steps.forEach((entry: unknown, index) => {
    const at = `steps[${index}]`;
    const step = object(entry, at);
    const kinds = STEP_KINDS.filter((kind) => step[kind] !== undefined);
    if (kinds.length !== 1) throw invalid(`${at} must have exactly one of ${STEP_KINDS.join(', ')}`);
    onlyKeys(step, [...STEP_KINDS, 'variables'], at);
    if (kinds[0] === 'complete' || kinds[0] === 'advance') {
      if (typeof step[kinds[0]] !== 'string') throw invalid(`${at}.${kinds[0]} is not a text`);
    } else object(step[kinds[0] ?? ''], `${at}.${kinds[0]}`);
  });
  if (scenario.expect !== undefined) object(scenario.expect, 'expect');
  return value as Scenario;
}

/** First difference between what is expected and what is, as one plain sentence; `undefined` when it holds. */
export function unmetExpectation(
  expected: ScenarioExpectation,
  actual: { waiting: readonly string[]; variables: Variables },
): string | undefined {
  if (expected.waiting && !same([...expected.waiting].sort(), [...actual.waiting].sort())) {
    return `waiting is ${JSON.stringify(actual.waiting)}, expected ${JSON.stringify(expected.waiting)}`;
  }
  for (const [name, value] of Object.entries(expected.variables ?? {})) {
    if (!same(actual.variables[name] ?? null, value)) {
      return `variable ${name} is ${JSON.stringify(actual.variables[name] ?? null)}, expected ${JSON.stringify(value)}`;
    }
  }
  return undefined;
}

function same(a: JsonValue, b: JsonValue): boolean {
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return a === b;
  const keys = (value: object) => Object.keys(value).sort();
  if (Array.isArray(a) !== Array.isArray(b) || keys(a).join('\0') !== keys(b).join('\0')) return false;
  return keys(a).every((key) =>
    same((a as Record<string, JsonValue>)[key] ?? null, (b as Record<string, JsonValue>)[key] ?? null),
  );
}

function object(value: unknown, at: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(`${at} is not an object`);
  return value as Record<string, unknown>;
}

function onlyKeys(value: Record<string, unknown>, allowed: readonly string[], at: string): void {
  const unknown = Object.keys(value).find((key) => !allowed.includes(key));
  if (unknown !== undefined) throw invalid(`${at} has an unknown key "${unknown}"`);
}

function invalid(message: string): Refusal {
  return new Refusal('SCENARIO_INVALID', message);
}
