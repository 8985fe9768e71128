import { idParams } from '../../../contracts/api-value.schema';
import {
  handoverAnswerSchema,
  handoverListQuery,
  handoverListSchema,
  handoverPageSchema,
  handoverStepSchemas,
  newHandoverSchema,
} from '../../../contracts/handover.schema';
import { defineRoute, type Route } from '../../http/route';
import { caseStepRoute, type StepRoute } from '../case-step-route';
import { drawMinutes } from './minutes';
import { showHandover, showHandovers } from './read-handlers';
import { HANDOVER_STEP_ACTIONS } from './step-actions';
import { prepareHandover, takeHandoverStep, type HandoverStepName } from './step-handlers';

const tag = 'Handovers';
const signing = [
  'HANDOVER_NOT_CHECKED',
  'HANDOVER_SIGNED',
  'FOUR_EYES',
  'PROJECT_NOT_ACCEPTED',
  'DOCUMENT_REQUIRED',
  'FILE_NOT_FOUND',
] as const;

const stepRoutes: Readonly<Record<HandoverStepName, StepRoute>> = {
  amendItems: {
    path: 'items',
    summary: 'Another list, with a reason; what was counted and signed before counts no more.',
  },
  checkItem: {
    path: 'checks',
    summary: 'What the receiver counted of a line, and its checksum.',
    refuses: ['HANDOVER_ITEM_UNKNOWN'],
  },
  signAsGiver: { path: 'signatures/giver', summary: 'The giver signs.', refuses: signing },
  signAsReceiver: {
    path: 'signatures/receiver',
    summary: 'The receiver signs; with both signatures the handover is complete.',
    refuses: signing,
  },
  cancelHandover: { path: 'cancel', summary: 'It does not come about, with a reason.' },
};

function stepRoute(name: HandoverStepName): Route {
  return caseStepRoute(stepRoutes[name], {
    ...{ tag, cases: '/handovers', on: 'handover', action: HANDOVER_STEP_ACTIONS[name] },
    body: handoverStepSchemas[name],
    answer: handoverAnswerSchema,
    refuses: ['CASE_NOT_FOUND', 'ACTION_NOT_ALLOWED'],
    handler: takeHandoverStep(name),
  });
}

export const handoverRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/handovers',
    tag,
    summary: 'Handovers given or received by one’s units, the newest first.',
    access: { by: 'session', action: 'handover.read' },
    query: handoverListQuery,
    answer: handoverListSchema,
    refuses: ['CURSOR_INVALID'],
    handler: showHandovers,
  }),
  defineRoute({
    method: 'post',
    path: '/handovers',
    tag,
    summary: 'Prepare a handover: from whom to whom, and the list with counts and checksums.',
    access: { by: 'session', action: 'handover.give' },
    idempotent: true,
    body: newHandoverSchema,
    answer: handoverAnswerSchema,
    answerStatus: 201,
    refuses: ['UNIT_NOT_FOUND', 'CASE_NOT_FOUND', 'HANDOVER_NOT_OF_PROJECT'],
    handler: prepareHandover,
  }),
  defineRoute({
    method: 'get',
    path: '/handovers/:id',
    tag,
    summary: 'One handover: its list as given and as counted, signatures, history. ETag: number of its last step.',
    access: { by: 'session', action: 'handover.read', on: 'handover' },
    params: idParams,
    answer: handoverPageSchema,
    refuses: ['CASE_NOT_FOUND'],
    handler: showHandover,
  }),
  defineRoute({
    method: 'get',
    path: '/handovers/:id/minutes',
    tag,
    summary: 'The minutes of the handover as a PDF, as things stand.',
    access: { by: 'session', action: 'handover.read', on: 'handover' },
    params: idParams,
    produces: 'application/pdf',
    refuses: ['CASE_NOT_FOUND'],
    handler: drawMinutes,
  }),
  ...(Object.keys(stepRoutes) as HandoverStepName[]).map(stepRoute),
];
