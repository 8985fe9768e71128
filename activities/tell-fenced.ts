import { ApplicationFailure } from '@temporalio/common';
import { COMMIT_FENCED } from '../contracts/content';
import { FencedCommit } from '../db/projections/fenced-commit';

/** Runs a commit; one that was fenced (C4 of the commit) is not tried again, but decided anew by its workflow. */
export async function tellFenced(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof FencedCommit)) throw error;
    throw ApplicationFailure.nonRetryable(error.message, COMMIT_FENCED);
  }
}
