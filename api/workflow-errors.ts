import {
  ApplicationFailure,
  isGrpcServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
} from '@temporalio/client';
import { Refusal } from '../domain/refusal';

const GRPC_NOT_FOUND = 5;
const FAULTS: readonly string[] = ['DOSSIER_FAULT', 'CASE_FAULT'];

/** There is no such workflow, or it ended while it was asked. */
export function isGone(error: unknown): boolean {
  if (error instanceof WorkflowNotFoundError) return true;
  // The run ended between taking the Update and answering it.
  if (error instanceof WorkflowUpdateFailedError)
    return isApplicationFailure(error.cause, 'AcceptedUpdateCompletedWorkflow');
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (isGrpcServiceError(cause) && Number(cause.code) === GRPC_NOT_FOUND) return true;
  return false;
}

/** The workflow's own refusal (G2), or the error as it is. `DOSSIER_FAULT` and `CASE_FAULT` are faults of ours and stay such. */
export function refusalOf(error: unknown): unknown {
  if (!(error instanceof WorkflowUpdateFailedError) || !(error.cause instanceof ApplicationFailure)) return error;
  const { type, message, details } = error.cause;
  if (!type || FAULTS.includes(type)) return error;
  return new Refusal(type, message, (details?.[0] ?? {}) as Record<string, unknown>);
}

function isApplicationFailure(cause: unknown, type: string): boolean {
  return cause instanceof ApplicationFailure && cause.type === type;
}
