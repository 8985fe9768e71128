import type { z } from 'zod';
import type { projectListSchema, projectPageSchema } from '../../../../contracts/project.schema';

export type ProjectPageData = z.infer<typeof projectPageSchema>;
export type ProjectListData = z.infer<typeof projectListSchema>;
export type ProjectRow = ProjectListData['items'][number];
export type ProjectStep = ProjectPageData['allowed'][number];

/** Where each step of a project is asked for, below its address. */
export const STEP_PATHS: Readonly<Record<ProjectStep, string>> = {
  submitPlan: 'plan',
  approvePlan: 'plan/approval',
  returnPlan: 'plan/return',
  requestAcceptance: 'acceptance',
  acceptWork: 'acceptance/approval',
  rejectWork: 'acceptance/return',
  startTrialRun: 'trial-run',
  recordTrialResult: 'trial-run/result',
  decideGoLive: 'go-live',
  cancelProject: 'cancel',
};

/** Milestones in their order, each with the statuses that come after it. */
export const MILESTONES = ['plan', 'work', 'acceptance', 'handover', 'trial', 'live'] as const;

/** How many milestones are behind it; a project that was given up has none to show. */
export function milestonesPassed(status: ProjectRow['status']): number {
  const passed: Readonly<Record<ProjectRow['status'], number>> = {
    ...{ new: 0, registered: 0, planSubmitted: 0, cancelled: 0 },
    ...{ working: 1, acceptanceRequested: 2, accepted: 3, handedOver: 4, trialRun: 4, trialPassed: 5, live: 6 },
  };
  return passed[status];
}
