import { evaluate, isFunction } from 'feelin';
import type { FeelExpression, TextOrFeel } from '../bpmn/process-graph';
import { cloneJson, type JsonValue, type Variables } from '../json';
import { normaliseDateTime, parseDuration } from './iso-8601';

/** A FEEL evaluation that gave something its place cannot use. */
export class ExpressionFailure extends Error {
  override readonly name = 'ExpressionFailure';
  constructor(
    readonly code: 'EXPRESSION_FAILED' | 'CONDITION_NOT_BOOLEAN' | 'TEXT_EXPECTED' | 'TIMER_VALUE_INVALID',
    message: string,
  ) {
    super(message);
  }
}

/** Value of the expression as plain JSON; FEEL dates and durations become their ISO 8601 text. */
export function evaluateFeel(expression: FeelExpression, variables: Variables): JsonValue {
  let value: unknown;
  let unknownFunction: string | undefined;
  try {
    const result = evaluate(expression.feel, variables);
    value = result.value;
    unknownFunction = result.warnings.find(({ type }) => type === 'NO_FUNCTION_FOUND')?.message;
  } catch (error) {
    throw new ExpressionFailure('EXPRESSION_FAILED', `${expression.feel}: ${(error as Error).message}`);
  }
  // A misspelt function would give null, and a condition that is null is quietly never true.
  if (unknownFunction !== undefined)
    throw new ExpressionFailure('EXPRESSION_FAILED', `${expression.feel}: ${unknownFunction}`);
  if (isFunction(value) || typeof value === 'function')
    throw new ExpressionFailure('EXPRESSION_FAILED', `${expression.feel} is a function`);
  return value === undefined ? null : cloneJson(value as JsonValue);
}

/**
 * A condition of a sequence flow: only `true` takes it (BPMN 2.0.2 §13.4.2). `null` (e.g. an absent variable) is not
 * true; any other value is a mistake of the model and fails the element.
 */
export function evaluateCondition(expression: FeelExpression, variables: Variables): boolean {
  const value = evaluateFeel(expression, variables);
  if (value === true) return true;
  if (value === false || value === null) return false;
  throw new ExpressionFailure('CONDITION_NOT_BOOLEAN', `${expression.feel} gave ${JSON.stringify(value)}`);
}

export function evaluateText(source: TextOrFeel, variables: Variables): string {
  if ('text' in source) return source.text;
  const value = evaluateFeel(source, variables);
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new ExpressionFailure('TEXT_EXPECTED', `${source.feel} gave ${JSON.stringify(value)}, a text was expected`);
}

/** Vietnam's offset: calendar arithmetic on months and days is done on the local date (no daylight saving). */
const LOCAL_OFFSET_MS = 7 * 3_600_000;

/**
 * `start` (epoch ms) plus an ISO 8601 duration, `times` over; a month later is the same day, or the last of that month.
 * @throws ExpressionFailure `TIMER_VALUE_INVALID`
 */
export function addDuration(start: number, isoDuration: string, times = 1): number {
  const duration = parseDuration(isoDuration);
  if (!duration) throw new ExpressionFailure('TIMER_VALUE_INVALID', `${isoDuration} is not a duration`);
  const months = duration.months * times;
  const ms = duration.ms * times;
  const from = new Date(start + LOCAL_OFFSET_MS);
  const [year, month, day] = [from.getUTCFullYear(), from.getUTCMonth() + months, from.getUTCDate()];
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const moved =
    months === 0
      ? start
      : start + Date.UTC(year, month, Math.min(day, lastOfMonth)) - Date.UTC(year, from.getUTCMonth(), day);
  // Beyond what a date can be, there is no instant.
  if (Number.isNaN(new Date(moved + ms).getTime()))
    throw new ExpressionFailure('TIMER_VALUE_INVALID', `${isoDuration} is too long`);
  return moved + ms;
}

const INSTANT =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:\d{2}|@Asia\/Ho_Chi_Minh)?(?:\[[\w/]+\])?)?$/;

/** Epoch ms of an ISO 8601 date and time; without an offset it is Vietnamese local time; a date alone is its first moment. */
export function parseInstant(text: string): number {
  const [, date = '', time = '00:00', zone = ''] = INSTANT.exec(normaliseDateTime(text) ?? text) ?? [];
  const instant = Date.parse(`${date}T${time}${zone === '' || zone.startsWith('@') ? '+07:00' : zone}`);
  // Date.parse rolls 30 February over to March; the date must be real as written.
  const real = Date.parse(`${date}T00:00Z`);
  if (Number.isNaN(instant) || new Date(real).toISOString().slice(0, 10) !== date) {
    throw new ExpressionFailure('TIMER_VALUE_INVALID', `${text} is not a date and time`);
  }
  return instant;
}
