import { parseInstant } from '../expression/feel';
import { normaliseDuration } from '../expression/iso-8601';
import type { JsonValue, Variables } from '../json';
import { Refusal } from '../refusal';

/** A scenario test of a procedure (`docs/procedure-authors.md`): what happens from outside, on a virtual clock. */
export interface Scenario {
  /** Id of the process to start; absent: the main one of the file. */
  readonly process?: string;
  /** Vietnamese local time without an offset. */
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
const RESULTS: readonly RunResult[] = ['completed', 'terminated', 'waiting', 'failed'];
const SCENARIO_KEYS = [
  'now',
  'variables',
  'services',
  'steps',
  'untilIdle',
  'expect',
  'name',
  'description',
  'process',
];

/** @throws Refusal `SCENARIO_INVALID` naming the place. */
export function readScenario(value: unknown): Scenario {
  const scenario = object(value, 'the scenario');
  onlyKeys(scenario, SCENARIO_KEYS, 'the scenario');
  optional(scenario.process, 'process', text);
  optional(scenario.now, 'now', readInstant);
  optional(scenario.variables, 'variables', object);
  optional(scenario.untilIdle, 'untilIdle', boolean);
  for (const [type, answers] of Object.entries(object(scenario.services ?? {}, 'services'))) {
    list(answers, `services.${type}`, readAnswer);
  }
  optional(scenario.steps, 'steps', (steps, at) => list(steps, at, readStep));
  optional(scenario.expect, 'expect', (expect, at) => {
    const { result, path, ...state } = object(expect, at);
    if (result !== undefined && !RESULTS.includes(result as RunResult)) {
      throw invalid(`${at}.result is not one of ${RESULTS.join(', ')}`);
    }
    optional(path, `${at}.path`, (elements) => list(elements, `${at}.path`, text));
    readExpectation(state, at);
  });
  return value as Scenario;
}

function readAnswer(value: unknown, at: string): void {
  const answer = object(value, at);
  onlyKeys(answer, ['variables', 'bpmnError', 'fail'], at);
  if (answer.bpmnError !== undefined && answer.fail !== undefined)
    throw invalid(`${at} both fails and throws an error`);
  optional(answer.variables, `${at}.variables`, object);
  optional(answer.fail, `${at}.fail`, text);
  optional(answer.bpmnError, `${at}.bpmnError`, (given, where) => {
    const error = object(given, where);
    onlyKeys(error, ['code', 'message', 'variables'], where);
    text(error.code, `${where}.code`);
    optional(error.message, `${where}.message`, text);
    optional(error.variables, `${where}.variables`, object);
  });
}

function readStep(value: unknown, at: string): void {
  const step = object(value, at);
  const [kind, ...others] = STEP_KINDS.filter((name) => step[name] !== undefined);
  if (kind === undefined || others.length > 0) throw invalid(`${at} must have exactly one of ${STEP_KINDS.join(', ')}`);
  onlyKeys(step, kind === 'complete' ? ['complete', 'variables'] : [kind], at);
  const inner = `${at}.${kind}`;
  if (kind === 'complete') {
    text(step.complete, inner);
    optional(step.variables, `${at}.variables`, object);
  } else if (kind === 'advance') readDuration(step.advance, inner);
  else if (kind === 'expect') readExpectation(object(step.expect, inner), inner);
  else if (kind === 'return') {
    const { from, to, reason, ...rest } = object(step.return, inner);
    onlyKeys(rest, [], inner);
    text(from, `${inner}.from`);
    text(to, `${inner}.to`);
    optional(reason, `${inner}.reason`, text);
  } else {
    const { name, variables, correlationKey, ...rest } = object(step[kind], inner);
    onlyKeys(rest, [], inner);
    text(name, `${inner}.name`);
    optional(variables, `${inner}.variables`, object);
    if (typeof correlationKey !== 'number') optional(correlationKey, `${inner}.correlationKey`, text);
  }
}

function readExpectation(expected: Record<string, unknown>, at: string): void {
  onlyKeys(expected, ['waiting', 'variables'], at);
  optional(expected.waiting, `${at}.waiting`, (waiting, where) => list(waiting, where, text));
  optional(expected.variables, `${at}.variables`, object);
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

function text(value: unknown, at: string): void {
  if (typeof value !== 'string') throw invalid(`${at} is not a text`);
}

function boolean(value: unknown, at: string): void {
  if (typeof value !== 'boolean') throw invalid(`${at} is not true or false`);
}

function list(value: unknown, at: string, read: (entry: unknown, at: string) => void): void {
  if (!Array.isArray(value)) throw invalid(`${at} is not a list`);
  value.forEach((entry, index) => read(entry, `${at}[${index}]`));
}

function optional(value: unknown, at: string, read: (value: unknown, at: string) => void): void {
  if (value !== undefined) read(value, at);
}

function readInstant(value: unknown, at: string): void {
  usable(() => parseInstant(String(value)), `${at} is not a date and time`);
}

function readDuration(value: unknown, at: string): void {
  // Time does not go back, and no step takes longer than a timer may.
  if (normaliseDuration(String(value)) === undefined) throw invalid(`${at} is not a duration`);
}

function usable(read: () => void, message: string): void {
  try {
    read();
  } catch {
    throw invalid(message);
  }
}

function onlyKeys(value: Record<string, unknown>, allowed: readonly string[], at: string): void {
  const unknown = Object.keys(value).find((key) => !allowed.includes(key));
  if (unknown !== undefined) throw invalid(`${at} has an unknown key "${unknown}"`);
}

function invalid(message: string): Refusal {
  return new Refusal('SCENARIO_INVALID', message);
}
