import type { Pool } from 'pg';
import { writeCommit } from '../db/projections/write-commit';
import type { DossierCommit } from '../domain/dossier/dossier-commit';

export interface CommitActivities {
  /** Writes one step of a dossier; a repeated call changes nothing. */
  readonly commitStep: (commit: DossierCommit) => Promise<void>;
}

export function createCommitActivities({ pool }: { readonly pool: Pool }): CommitActivities {
  return { commitStep: (commit) => writeCommit(pool, commit) };
}
