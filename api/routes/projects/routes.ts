import { idParams } from '../../../contracts/api-value.schema';
import {
  newProjectSchema,
  projectAnswerSchema,
  projectListQuery,
  projectListSchema,
  projectPageSchema,
  projectStepSchemas,
} from '../../../contracts/project.schema';
import { defineRoute, type Route } from '../../http/route';
import { caseStepRoute, type StepRoute } from '../case-step-route';
import { showProject, showProjects } from './read-handlers';
import { PROJECT_STEP_ACTIONS } from './step-actions';
import { registerProject, takeProjectStep, type ProjectStepName } from './step-handlers';

const tag = 'Projects';
const onPaper = ['DOCUMENT_REQUIRED', 'FILE_NOT_FOUND'] as const;

const stepRoutes: Readonly<Record<ProjectStepName, StepRoute>> = {
  submitPlan: { path: 'plan', summary: 'Submit the construction plan.', refuses: onPaper },
  approvePlan: {
    path: 'plan/approval',
    summary: 'Approve the plan: accounts may be issued (A7.1e). Not by who submitted it.',
    refuses: [...onPaper, 'FOUR_EYES'],
  },
  returnPlan: { path: 'plan/return', summary: 'Return the plan, with a reason.' },
  requestAcceptance: { path: 'acceptance', summary: 'Ask for the acceptance of the work.', refuses: onPaper },
  acceptWork: {
    path: 'acceptance/approval',
    summary: 'Accept the work: the project’s accounts are locked (A7.3c), its products can be handed over (A16.3).',
    refuses: [...onPaper, 'FOUR_EYES'],
  },
  rejectWork: { path: 'acceptance/return', summary: 'Do not accept the work, with a reason; it goes on.' },
  startTrialRun: { path: 'trial-run', summary: 'It is connected and tried (A16.4).' },
  recordTrialResult: { path: 'trial-run/result', summary: 'How the trial run ended; a failed one is repeated.' },
  decideGoLive: {
    path: 'go-live',
    summary: 'Decide that it goes live. Not by who recorded the trial.',
    refuses: [...onPaper, 'FOUR_EYES'],
  },
  cancelProject: { path: 'cancel', summary: 'Give the project up, with a reason; its accounts are locked.' },
};

function stepRoute(name: ProjectStepName): Route {
  return caseStepRoute(stepRoutes[name], {
    ...{ tag, cases: '/contractor-projects', on: 'project', action: PROJECT_STEP_ACTIONS[name] },
    body: projectStepSchemas[name],
    answer: projectAnswerSchema,
    refuses: ['CASE_NOT_FOUND', 'ACTION_NOT_ALLOWED'],
    handler: takeProjectStep(name),
  });
}

export const projectRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/contractor-projects',
    tag,
    summary: 'Contractors’ projects of the units one leads, the newest first.',
    access: { by: 'session', action: 'project.read' },
    query: projectListQuery,
    answer: projectListSchema,
    refuses: ['CURSOR_INVALID'],
    handler: showProjects,
  }),
  defineRoute({
    method: 'post',
    path: '/contractor-projects',
    tag,
    summary: 'Register a contractor’s project (A16.1).',
    access: { by: 'session', action: 'project.handle' },
    idempotent: true,
    body: newProjectSchema,
    answer: projectAnswerSchema,
    answerStatus: 201,
    refuses: ['UNIT_NOT_FOUND', 'CONTRACTOR_UNIT_REQUIRED', ...onPaper],
    handler: registerProject,
  }),
  defineRoute({
    method: 'get',
    path: '/contractor-projects/:id',
    tag,
    summary: 'One project: plan, accounts and what was done with them, acceptance, handovers, trial run, history.',
    access: { by: 'session', action: 'project.read', on: 'project' },
    params: idParams,
    answer: projectPageSchema,
    refuses: ['CASE_NOT_FOUND'],
    handler: showProject,
  }),
  ...(Object.keys(stepRoutes) as ProjectStepName[]).map(stepRoute),
];
