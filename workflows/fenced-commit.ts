import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';
import { COMMIT_FENCED } from '../contracts/content';

/** No failure of Temporal's kinds, hence the workflow task fails and not the workflow: the step is decided anew, later. */
export class StepToBeDecidedAnew extends Error {}

/** For the promise of a commit (C4 of the commit, `db/projections/write-commit.ts`). */
export function failTaskWhenFenced(error: unknown): never {
  // A local activity's own failure comes bare or wrapped.
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof ApplicationFailure && cause.type === COMMIT_FENCED) throw new StepToBeDecidedAnew(cause.message);
  throw error;
}
