import { FeelDateTime, dateAndTime, duration, evaluate } from 'feelin';
import type { FeelExpression, TextOrFeel } from '../bpmn/process-graph';
import { cloneJson, type JsonValue, type Variables } from '../json';

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
  try {
    value = evaluate(expression.feel, variables).value;
  } catch (error) {
    throw new ExpressionFailure('EXPRESSION_FAILED', `${expression.feel}: ${(error as Error).message}`);
  }
  if (typeof value === 'function') throw new ExpressionFailure('EXPRESSION_FAILED', `${expression.feel} is a function`);
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

/** `start` (epoch ms) plus an ISO 8601 duration, calendar months included. */
export function addDuration(start: number, isoDuration: string): number {
  const weeks = /^P(\d+)W$/.exec(isoDuration);
  const length = duration(weeks ? `P${Number(weeks[1]) * 7}D` : isoDuration);
  const from = dateAndTime(new Date(start + LOCAL_OFFSET_MS).toISOString().replace('Z', '+07:00'));
  if (length === null || from === null)
    throw new ExpressionFailure('TIMER_VALUE_INVALID', `${isoDuration} is not a duration`);
  const sum = evaluate('from + length', { from, length }).value;
  const due = sum instanceof FeelDateTime ? Date.parse(sum.iso) : Number.NaN;
  if (Number.isNaN(due)) throw new ExpressionFailure('TIMER_VALUE_INVALID', `${isoDuration} is not a duration`);
  return due;
}

/** Epoch ms of an ISO 8601 date and time; without an offset it is Vietnamese local time; a date alone is its first moment. */
export function parseInstant(text: string): number {
  const withTime = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00` : text;
  const zoned = /(Z|[+-]\d{2}:?\d{2})$/.test(withTime) ? withTime : `${withTime}+07:00`;
  const instant = Date.parse(zoned);
  if (!/^\d{4}-/.test(text) || Number.isNaN(instant)) {
    throw new ExpressionFailure('TIMER_VALUE_INVALID', `${text} is not a date and time`);
  }
  return instant;
}
