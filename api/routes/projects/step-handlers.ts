import type { z } from 'zod';
import type { newProjectSchema, projectStepSchemas } from '../../../contracts/project.schema';
import { mayDo } from '../../../domain/access/may-do';
import type { ProjectCommand } from '../../../domain/projects/project-command';
import type { ProjectTarget } from '../../auth/targets';
import type { Answer } from '../../http/route';
import { answerBeginning, answerStep, type CaseCommandContext, type CaseStep } from '../../perform-case-command';
import { ApiRefusal } from '../../problem-details';
import { requireUnits } from '../../require-units';
import { paperTexts, wordsOnly } from '../../paper-texts';

type Bodies = { readonly [K in keyof typeof projectStepSchemas]: z.output<(typeof projectStepSchemas)[K]> };
export type ProjectStepName = keyof Bodies;

/**
 * A16.1: the unit that has the work done registers it, with whom, and in which units.
 * @throws ApiRefusal UNIT_NOT_FOUND, CONTRACTOR_UNIT_REQUIRED, DOCUMENT_REQUIRED, FORBIDDEN
 */
export async function registerProject(
  context: CaseCommandContext & { readonly body: z.output<typeof newProjectSchema> },
): Promise<Answer> {
  const { services, session, body } = context;
  const { name, ownerUnitId, contractorUnitId, workUnits, document, text } = body;
  await requireUnits(services, [ownerUnitId, contractorUnitId, ...workUnits]);
  const { byId, tree } = await services.units.current();
  if (!mayDo(session, 'project.handle', { unitId: ownerUnitId }, tree))
    throw new ApiRefusal('FORBIDDEN', 'Only for units below one’s own.', {
      action: 'project.handle',
      unitId: ownerUnitId,
    });
  if (byId.get(contractorUnitId)?.kind !== 'contractor')
    throw new ApiRefusal('CONTRACTOR_UNIT_REQUIRED', 'The unit is no contractor.', { unitId: contractorUnitId });
  const texts = paperTexts(document, text);
  return answerBeginning<ProjectCommand>(
    context,
    { kind: 'contractorProject', name: 'contractor project' },
    {
      command: { type: 'registerProject', ownerUnitId, contractorUnitId, workUnits },
      texts: { ...texts, payload: { ...texts.payload, name } },
    },
  );
}

type Step = CaseStep<ProjectCommand>;

/** What each request means to the project; its words and papers stay in the database. */
const STEPS: { readonly [K in ProjectStepName]: (body: Bodies[K]) => Step } = {
  submitPlan: ({ document, text }) => ({ command: { type: 'submitPlan' }, texts: paperTexts(document, text) }),
  approvePlan: ({ document, text }) => ({ command: { type: 'approvePlan' }, texts: paperTexts(document, text) }),
  returnPlan: ({ reason }) => ({ command: { type: 'returnPlan' }, texts: wordsOnly(reason) }),
  requestAcceptance: ({ document, text }) => ({
    command: { type: 'requestAcceptance' },
    texts: paperTexts(document, text),
  }),
  acceptWork: ({ document, text }) => ({ command: { type: 'acceptWork' }, texts: paperTexts(document, text) }),
  rejectWork: ({ reason }) => ({ command: { type: 'rejectWork' }, texts: wordsOnly(reason) }),
  startTrialRun: ({ text }) => ({
    command: { type: 'startTrialRun' },
    texts: wordsOnly(text),
  }),
  recordTrialResult: ({ passed, text }) => ({
    command: { type: 'recordTrialResult', passed },
    texts: wordsOnly(text),
  }),
  decideGoLive: ({ document, text }) => ({ command: { type: 'decideGoLive' }, texts: paperTexts(document, text) }),
  cancelProject: ({ reason }) => ({ command: { type: 'cancelProject' }, texts: wordsOnly(reason) }),
};

/** Carries out one step of a project. */
export function takeProjectStep<K extends ProjectStepName>(name: K) {
  return (
    context: CaseCommandContext & { readonly target: ProjectTarget; readonly body: Bodies[K] },
  ): Promise<Answer> => answerStep(context, 'contractorProject', STEPS[name](context.body));
}
