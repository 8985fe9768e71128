import { idParams } from '../../../contracts/api-value.schema';
import {
  copyAnswerSchema,
  copyListQuery,
  copyListSchema,
  copyPageSchema,
  copyStepSchemas,
  newCopySchema,
} from '../../../contracts/portable-copy.schema';
import type { CopyStep } from '../../../domain/portable-copies/available-copy-steps';
import { defineRoute, type Route } from '../../http/route';
import { caseStepRoute, type StepRoute } from '../case-step-route';
import { drawDiskMinutes, showCopies, showCopy } from './read-handlers';
import { COPY_STEP_ACTIONS } from './step-actions';
import { openCopy, takeCopyStep } from './step-handlers';

const tag = 'PortableCopies';

const stepRoutes: Readonly<Record<CopyStep, StepRoute>> = {
  insertDisk: { path: 'disk', summary: 'A disk is in, with the label that stands on it; it is written at once.' },
  handOverDisk: { path: 'hand-over', summary: 'The disk is taken to the archive.' },
  archiveDisk: {
    path: 'archive',
    summary: 'Another person takes the disk into the archive, with the place it lies at.',
    refuses: ['FOUR_EYES'],
  },
  refuseDisk: {
    path: 'refusal',
    summary: 'The archive does not take the disk, with a reason: another one is written.',
  },
  cancelCopy: {
    path: 'cancel',
    summary: 'A copy on demand is wanted no more, with a reason.',
    refuses: ['COPY_REQUIRED'],
  },
};

function stepRoute(name: CopyStep): Route {
  return caseStepRoute(stepRoutes[name], {
    ...{ tag, cases: '/portable-copies', on: 'copy', action: COPY_STEP_ACTIONS[name] },
    body: copyStepSchemas[name],
    answer: copyAnswerSchema,
    refuses: ['CASE_NOT_FOUND', 'ACTION_NOT_ALLOWED'],
    handler: takeCopyStep(name),
  });
}

const onCopy = { by: 'session', action: 'copy.read', on: 'copy' } as const;

export const portableCopyRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/portable-copies',
    tag,
    summary: 'Copies on portable disks, the newest first.',
    access: { by: 'session', action: 'copy.read' },
    query: copyListQuery,
    answer: copyListSchema,
    refuses: ['CURSOR_INVALID'],
    handler: showCopies,
  }),
  defineRoute({
    method: 'post',
    path: '/portable-copies',
    tag,
    summary: 'Ask for a copy besides the regular ones, with a reason.',
    access: { by: 'session', action: 'copy.make' },
    idempotent: true,
    body: newCopySchema,
    answer: copyAnswerSchema,
    answerStatus: 201,
    handler: openCopy,
  }),
  defineRoute({
    method: 'get',
    path: '/portable-copies/:id',
    tag,
    summary: 'One copy: its disk, what lies on it, its way to the archive. ETag: number of its last step.',
    access: onCopy,
    params: idParams,
    answer: copyPageSchema,
    refuses: ['CASE_NOT_FOUND'],
    handler: showCopy,
  }),
  defineRoute({
    method: 'get',
    path: '/portable-copies/:id/minutes',
    tag,
    summary: 'The minutes of the hand-over to the archive as a PDF.',
    access: onCopy,
    params: idParams,
    produces: 'application/pdf',
    refuses: ['CASE_NOT_FOUND', 'COPY_NOT_WRITTEN'],
    handler: drawDiskMinutes,
  }),
  ...(Object.keys(stepRoutes) as CopyStep[]).map(stepRoute),
];
