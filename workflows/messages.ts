import { defineQuery, defineUpdate } from '@temporalio/workflow';
import type { CalendarContent, ContentReference } from '../contracts/content';
import type { CaseAnswer, CaseCommand, CaseState } from '../domain/cases/case-state';
import type { DossierCommand } from '../domain/dossier/dossier-command';
import type { DossierAnswer, DossierIdentity, DossierState } from '../domain/dossier/dossier-state';

/** What a dossier workflow is started with: a new dossier, or the state of one that goes on. */
export type DossierInput =
  | { readonly kind: 'new'; readonly identity: DossierIdentity }
  | { readonly kind: 'resume'; readonly state: DossierState };

type Command<T extends DossierCommand['type']> = Extract<DossierCommand, { type: T }>;

/**
 * Every change of a running dossier: one Update for each command, named after it. The Update id is the command's request
 * key, so a repeated request gets the first answer. A refusal is an `ApplicationFailure` whose type is the stable code.
 */
export const dossierUpdates = {
  submit: defineUpdate<DossierAnswer, [Command<'submit'>]>('submit'),
  claimTask: defineUpdate<DossierAnswer, [Command<'claimTask'>]>('claimTask'),
  releaseTask: defineUpdate<DossierAnswer, [Command<'releaseTask'>]>('releaseTask'),
  assignTask: defineUpdate<DossierAnswer, [Command<'assignTask'>]>('assignTask'),
  completeTask: defineUpdate<DossierAnswer, [Command<'completeTask'>]>('completeTask'),
  returnToStep: defineUpdate<DossierAnswer, [Command<'returnToStep'>]>('returnToStep'),
  requestSupplement: defineUpdate<DossierAnswer, [Command<'requestSupplement'>]>('requestSupplement'),
  receiveSupplement: defineUpdate<DossierAnswer, [Command<'receiveSupplement'>]>('receiveSupplement'),
  refuse: defineUpdate<DossierAnswer, [Command<'refuse'>]>('refuse'),
  withdraw: defineUpdate<DossierAnswer, [Command<'withdraw'>]>('withdraw'),
  stop: defineUpdate<DossierAnswer, [Command<'stop'>]>('stop'),
  moveDeadline: defineUpdate<DossierAnswer, [Command<'moveDeadline'>]>('moveDeadline'),
  recordPayment: defineUpdate<DossierAnswer, [Command<'recordPayment'>]>('recordPayment'),
  receiveTaxNotices: defineUpdate<DossierAnswer, [Command<'receiveTaxNotices'>]>('receiveTaxNotices'),
  receiveSlipReturn: defineUpdate<DossierAnswer, [Command<'receiveSlipReturn'>]>('receiveSlipReturn'),
  completeJob: defineUpdate<DossierAnswer, [Command<'completeJob'>]>('completeJob'),
  failJob: defineUpdate<DossierAnswer, [Command<'failJob'>]>('failJob'),
  retryElement: defineUpdate<DossierAnswer, [Command<'retryElement'>]>('retryElement'),
  wake: defineUpdate<DossierAnswer, [Command<'wake'>]>('wake'),
} as const;

/** A new calendar of holidays: the dossier takes it up and derives its deadlines anew. */
export const changeCalendarUpdate = defineUpdate<
  DossierAnswer,
  [Command<'recomputeDeadlines'>, CalendarContent | ContentReference]
>('changeCalendar');

export const dossierStateQuery = defineQuery<DossierState>('dossierState');

/** What a case workflow is started with: nothing yet, or the state of one that goes on. */
export type CaseInput =
  { readonly kind: 'new'; readonly id: string } | { readonly kind: 'resume'; readonly state: CaseState };

/** One Update for each command, named after it; its id is the command's request key. */
export function caseUpdate<Command extends CaseCommand>(type: Command['type']) {
  return defineUpdate<CaseAnswer, [Command]>(type);
}

export const caseStateQuery = defineQuery<CaseState>('caseState');
