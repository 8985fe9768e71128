import { isGrpcServiceError, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import { errorCodes, isErrorCode, type ErrorCode } from '../contracts/error-codes';
import type { Problem } from '../contracts/problem.schema';
import type { JsonValue } from '../domain/json';
import { Refusal } from '../domain/refusal';
import { isTemporalUnavailable } from '../platform/temporal-connection';

/** A refusal made by the api itself. Domain refusals are of the same family and are answered alike. */
export class ApiRefusal extends Refusal {
  constructor(
    code: ErrorCode,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
    /** Where the data is wrong and why. */
    readonly errors?: Problem['errors'],
  ) {
    super(code, message, details);
  }
}

/** Nothing was refused: a part we stand on does not answer now. The same request may simply be sent again. */
export class TemporarilyUnavailable extends Error {
  override readonly name = 'TemporarilyUnavailable';
}

export const RETRY_AFTER_SECONDS = 5;

/** PostgreSQL: connection trouble (08), too many connections (53), shutting down or cancelled (57). */
const UNAVAILABLE_SQL_STATES = /^(08|53|57)/;
const UNAVAILABLE_SOCKET_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT']);
const GRPC_RESOURCE_EXHAUSTED = 8;

export interface DescribedProblem {
  readonly problem: Problem;
  readonly isFault: boolean;
  readonly retryAfterSeconds?: number;
}

/** What a failure looks like from outside: a code of ours with its status; of faults nothing but that they happened. */
export function describeProblem(error: unknown, requestId: string): DescribedProblem {
  if (error instanceof Refusal && isErrorCode(error.code)) {
    const retry = error.details.retryAfterSeconds;
    return {
      problem: toProblem(error.code, error.message, requestId, error.details, errorsOf(error)),
      isFault: false,
      ...(typeof retry === 'number' ? { retryAfterSeconds: retry } : {}),
    };
  }
  if (isUnavailable(error)) {
    const text = 'A part of the system does not answer. Nothing was lost: send the same request again.';
    return {
      problem: toProblem('TEMPORARILY_UNAVAILABLE', text, requestId),
      isFault: true,
      retryAfterSeconds: RETRY_AFTER_SECONDS,
    };
  }
  return { problem: toProblem('INTERNAL_ERROR', 'Something went wrong on our side.', requestId), isFault: true };
}

function isUnavailable(error: unknown): boolean {
  if (error instanceof TemporarilyUnavailable || error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return true;
  if (isTemporalUnavailable(error)) return true;
  for (let cause: unknown = error; isErrorLike(cause); cause = cause.cause) {
    if (isGrpcServiceError(cause)) {
      if (Number(cause.code) === GRPC_RESOURCE_EXHAUSTED) return true;
      continue;
    }
    const { code } = cause;
    if (typeof code === 'string' && UNAVAILABLE_SOCKET_CODES.has(code)) return true;
    if (typeof code === 'string' && code.length === 5 && UNAVAILABLE_SQL_STATES.test(code)) return true;
    if (/^(timeout exceeded when trying to connect|Connection terminated|Query read timeout)/.test(cause.message))
      return true;
  }
  return false;
}

/** Judged by its shape: errors of Node's own networking may come from another realm. */
function isErrorLike(
  value: unknown,
): value is { readonly message: string; readonly code?: unknown; readonly cause?: unknown } {
  return typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string';
}

function errorsOf(error: Refusal): Problem['errors'] {
  return error instanceof ApiRefusal ? error.errors : undefined;
}

function toProblem(
  code: ErrorCode,
  detail: string,
  requestId: string,
  details: Readonly<Record<string, unknown>> = {},
  errors?: Problem['errors'],
): Problem {
  const { status, title } = errorCodes[code];
  return {
    type: `/errors/${code}`,
    title,
    status,
    detail,
    code,
    ...(Object.keys(details).length > 0 ? { details: details as Record<string, JsonValue> as Problem['details'] } : {}),
    ...(errors && errors.length > 0 ? { errors: [...errors] } : {}),
    requestId,
  };
}
