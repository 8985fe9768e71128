import type { Action } from '../../../domain/access/access-table';
import type { ProjectStep } from '../../../domain/projects/available-project-actions';

/** Which right each step takes: bringing forward is the unit's, deciding is its leaders'. */
export const PROJECT_STEP_ACTIONS = {
  submitPlan: 'project.handle',
  approvePlan: 'project.decide',
  returnPlan: 'project.decide',
  requestAcceptance: 'project.handle',
  acceptWork: 'project.decide',
  rejectWork: 'project.decide',
  startTrialRun: 'project.handle',
  recordTrialResult: 'project.handle',
  decideGoLive: 'project.decide',
  cancelProject: 'project.decide',
} as const satisfies Record<ProjectStep, Action>;
