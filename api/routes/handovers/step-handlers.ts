import type { z } from 'zod';
import type { handoverStepSchemas, newHandoverSchema } from '../../../contracts/handover.schema';
import { mayDo } from '../../../domain/access/may-do';
import type { HandoverCommand, ListedItem } from '../../../domain/handovers/handover-command';
import type { HandoverSide } from '../../../domain/handovers/handover-state';
import { findProjectTarget, type HandoverTarget } from '../../auth/targets';
import type { Answer } from '../../http/route';
import { paperTexts, wordsOnly } from '../../paper-texts';
import { answerBeginning, answerStep, type CaseCommandContext, type CaseStep } from '../../perform-case-command';
import { ApiRefusal } from '../../problem-details';
import { requireUnits } from '../../require-units';
import { awaitsAcceptance } from './awaits-acceptance';

type Bodies = { readonly [K in keyof typeof handoverStepSchemas]: z.output<(typeof handoverStepSchemas)[K]> };
export type HandoverStepName = keyof Bodies;
type WrittenItems = z.output<typeof newHandoverSchema>['items'];

/**
 * A13.2, A15.3, A16.3: who gives writes down what there is.
 * @throws ApiRefusal UNIT_NOT_FOUND, FORBIDDEN, CASE_NOT_FOUND (the project), HANDOVER_NOT_OF_PROJECT
 */
export async function prepareHandover(
  context: CaseCommandContext & { readonly body: z.output<typeof newHandoverSchema> },
): Promise<Answer> {
  const { services, session, body } = context;
  const { subject, giverUnitId, receiverUnitId, projectId = null, items, text } = body;
  await requireUnits(services, [giverUnitId, receiverUnitId]);
  const actingUnitId = await actsFor(context, giverUnitId, projectId);
  const { tree } = await services.units.current();
  if (!mayDo(session, 'handover.give', { handlingUnitId: actingUnitId }, tree))
    throw new ApiRefusal('FORBIDDEN', 'Only for units below one’s own.', {
      action: 'handover.give',
      unitId: actingUnitId,
    });
  return answerBeginning<HandoverCommand>(
    context,
    { kind: 'handover', name: 'handover' },
    {
      command: { type: 'prepareHandover', giverUnitId, actingUnitId, receiverUnitId, projectId, items: listed(items) },
      texts: { payload: { subject, items: wordsOf(items), ...(text === undefined ? {} : { text }) } },
    },
  );
}

/**
 * Whose people act for the giver: a contractor has none here before or after its project, so the owner of the project records
 * what it gives and has signed.
 */
async function actsFor(
  { services, session }: CaseCommandContext,
  giverUnitId: string,
  projectId: string | null,
): Promise<string> {
  if (projectId === null) return giverUnitId;
  const { tree } = await services.units.current();
  const project = await findProjectTarget(services.pool, projectId);
  const { ownerUnitId, contractorUnitId } = project?.state.data ?? {};
  if (!project || ownerUnitId == null || !mayDo(session, 'project.read', project, tree))
    throw new ApiRefusal('CASE_NOT_FOUND', 'There is no such project.');
  if (giverUnitId !== ownerUnitId && giverUnitId !== contractorUnitId)
    throw new ApiRefusal('HANDOVER_NOT_OF_PROJECT', 'What a project made is given by its contractor or its owner.', {
      givers: [contractorUnitId, ownerUnitId],
    });
  return ownerUnitId;
}

type OnHandover = CaseCommandContext & { readonly target: HandoverTarget };
type Step = CaseStep<HandoverCommand>;
type Describe<K extends HandoverStepName> = (
  context: OnHandover & { readonly body: Bodies[K] },
) => Promise<Step> | Step;

/** What each request means to the handover; its words and papers stay in the database. */
const STEPS: { readonly [K in HandoverStepName]: Describe<K> } = {
  amendItems: ({ body: { items, reason } }) => ({
    command: { type: 'amendItems', items: listed(items) },
    texts: { payload: { items: wordsOf(items), text: reason } },
  }),
  checkItem: ({ body: { number, count, sha256 = null, text } }) => ({
    command: { type: 'checkItem', number, found: { count, sha256 } },
    texts: wordsOnly(text),
  }),
  signAsGiver: (context) => sign(context, 'giver', context.body.document),
  signAsReceiver: (context) => sign(context, 'receiver', context.body.document),
  cancelHandover: ({ body: { reason } }) => ({
    command: { type: 'cancelHandover' },
    texts: wordsOnly(reason),
  }),
};

/** Carries out one step of a handover. */
export function takeHandoverStep<K extends HandoverStepName>(name: K) {
  return async (context: OnHandover & { readonly body: Bodies[K] }): Promise<Answer> =>
    answerStep(context, 'handover', await STEPS[name](context));
}

/** A16.3: what a project made is signed for after its acceptance. A contractor signs on paper, and its scan is kept. */
async function sign(
  { services, target }: OnHandover,
  side: HandoverSide,
  document: Bodies['signAsGiver']['document'],
): Promise<Step> {
  const { data } = target.state;
  if (await awaitsAcceptance(services.pool, data.projectId))
    throw new ApiRefusal('PROJECT_NOT_ACCEPTED', 'The work of the project is not accepted yet.', {
      projectId: data.projectId,
    });
  const { byId } = await services.units.current();
  const unit = byId.get((side === 'giver' ? data.giverUnitId : data.receiverUnitId) ?? '');
  if (unit?.kind === 'contractor' && document === undefined)
    throw new ApiRefusal('DOCUMENT_REQUIRED', 'Attach the paper the contractor has signed.');
  return { command: { type: 'signHandover', side }, ...(document ? { texts: paperTexts(document) } : {}) };
}

function listed(items: WrittenItems): ListedItem[] {
  return items.map(({ kind, count, sha256 = null }) => ({ kind, expected: { count, sha256 } }));
}

function wordsOf(items: WrittenItems) {
  return items.map(({ name, measure }) => ({ name, measure }));
}
