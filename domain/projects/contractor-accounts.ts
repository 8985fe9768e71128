import { Refusal } from '../refusal';
import type { ProjectData, ProjectStatus } from './project-state';

/** Whether a project's accounts may come about, be used again, or have to be locked. */
export type AccountsOfProject = 'notYet' | 'allowed' | 'over';

const ACCOUNTS: Readonly<Record<ProjectStatus, AccountsOfProject>> = {
  new: 'notYet',
  registered: 'notYet',
  planSubmitted: 'notYet',
  working: 'allowed',
  acceptanceRequested: 'allowed',
  accepted: 'over',
  handedOver: 'over',
  trialRun: 'over',
  trialPassed: 'over',
  live: 'over',
  cancelled: 'over',
};

export function accountsOf(status: ProjectStatus): AccountsOfProject {
  return ACCOUNTS[status];
}

/** Statuses of projects whose accounts are locked (A7.3c). */
export const ACCOUNTS_OVER = (Object.keys(ACCOUNTS) as ProjectStatus[]).filter((status) => ACCOUNTS[status] === 'over');

/**
 * A7.1e: a contractor's people get accounts only once the construction plan is approved; A7.3c: none comes about, and none is
 * unlocked, after its project was accepted or given up.
 * @throws Refusal CONTRACTOR_PLAN_NOT_APPROVED, CONTRACTOR_PROJECT_OVER
 */
export function refuseContractorAccount(status: ProjectStatus): void {
  const accounts = accountsOf(status);
  if (accounts === 'notYet')
    throw new Refusal('CONTRACTOR_PLAN_NOT_APPROVED', 'The construction plan of the project is not approved yet.', {
      status,
    });
  if (accounts === 'over')
    throw new Refusal('CONTRACTOR_PROJECT_OVER', 'The project has been accepted or given up.', { status });
}

/** Units an account asks duties in that its project has nothing to do with. */
export function beyondProject(
  { workUnits }: Pick<ProjectData, 'workUnits'>,
  duties: readonly { readonly unitId: string }[],
): string[] {
  return [...new Set(duties.map(({ unitId }) => unitId))].filter((unitId) => !workUnits.includes(unitId));
}
