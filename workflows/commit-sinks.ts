import { proxySinks, type Sinks } from '@temporalio/workflow';
import type { CaseCommit } from '../domain/cases/case-commit';
import type { DossierCommit } from '../domain/dossier/dossier-commit';

/** Given every commit again while a history is replayed: projections are rebuilt from it (scripts/recover). */
export interface CommitSinks extends Sinks {
  commits: {
    replayed(commit: DossierCommit): void;
    caseReplayed(commit: CaseCommit): void;
  };
}
export const { commits } = proxySinks<CommitSinks>();
