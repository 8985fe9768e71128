import type { ProjectCommandType } from './project-command';
import { projectRules } from './project-rules';
import type { ProjectState } from './project-state';

/** Commands of people on a project that is there. */
export const PROJECT_STEPS = [
  'submitPlan',
  'approvePlan',
  'returnPlan',
  'requestAcceptance',
  'acceptWork',
  'rejectWork',
  'startTrialRun',
  'recordTrialResult',
  'decideGoLive',
  'cancelProject',
] as const satisfies readonly ProjectCommandType[];
export type ProjectStep = (typeof PROJECT_STEPS)[number];

/** What a project takes from this person now. Only for showing; the workflow decides again. */
export function availableProjectSteps({ status, data }: ProjectState, by: string): ProjectStep[] {
  const broughtBy: Readonly<Partial<Record<ProjectStep, string | undefined>>> = {
    approvePlan: data.plan?.submitted.by,
    acceptWork: data.acceptance?.requested.by,
    decideGoLive: data.trial?.result?.by,
  };
  const inTime: readonly string[] = projectRules.allowed[status];
  return PROJECT_STEPS.filter((step) => inTime.includes(step) && broughtBy[step] !== by);
}
