import type { Pool } from 'pg';
import { projectAccount } from '../db/projections/account-register';
import { projectHandover } from '../db/projections/handover-register';
import { projectIncident } from '../db/projections/incident-register';
import { projectPortableCopy } from '../db/projections/portable-copy-register';
import { projectContractorProject } from '../db/projections/project-register';
import { projectReport } from '../db/projections/report-register';
import { writeCase, type CaseProjector } from '../db/projections/write-case';
import { rolesOf } from '../domain/access/duties';
import type { AccountState } from '../domain/accounts/account-rules';
import type { CaseCommit } from '../domain/cases/case-commit';
import type { CaseKind } from '../domain/cases/case-state';
import { tellFenced } from './tell-fenced';

export interface CaseActivities {
  /** Writes one step of a case; a repeated call changes nothing. Fails with `COMMIT_FENCED` (C4 of the commit). */
  readonly commitCase: (commit: CaseCommit) => Promise<void>;
}

/** What a kind of case writes beside its record, in the same transaction. */
export const CASE_PROJECTORS: Readonly<Record<CaseKind, CaseProjector>> = {
  account: (client, commit) => {
    const { data } = commit.snapshot as unknown as AccountState;
    return projectAccount(client, commit, rolesOf(data.duties));
  },
  incident: projectIncident,
  contractorProject: projectContractorProject,
  handover: projectHandover,
  periodicReport: projectReport,
  portableCopy: projectPortableCopy,
};

export function createCaseActivities({ pool }: { readonly pool: Pool }): CaseActivities {
  return { commitCase: (commit) => tellFenced(() => writeCase(pool, commit, CASE_PROJECTORS[commit.kind])) };
}
