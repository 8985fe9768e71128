import type { z } from 'zod';
import type { incidentStepSchemas } from '../../../contracts/incident.schema';
import type { IncidentCommand } from '../../../domain/incidents/incident-command';
import type { IncidentTarget } from '../../auth/targets';
import type { Answer } from '../../http/route';
import { answerStep, type CaseCommandContext, type CaseStep } from '../../perform-case-command';
import { wordsOnly } from '../../paper-texts';
import { ApiRefusal } from '../../problem-details';
import { fileQuickReport } from './quick-report';
import { requireUnits } from '../../require-units';
import { countingAt } from './report-handlers';

type Bodies = { readonly [K in keyof typeof incidentStepSchemas]: z.output<(typeof incidentStepSchemas)[K]> };
export type IncidentStepName = keyof Bodies;

export interface OnIncident extends CaseCommandContext {
  readonly target: IncidentTarget;
}

type Step = CaseStep<IncidentCommand>;

type Describe<K extends IncidentStepName> = (
  context: OnIncident & { readonly body: Bodies[K] },
) => Promise<Step> | Step;

/** What each request means to the incident; its words stay in the database. */
const STEPS: { readonly [K in IncidentStepName]: Describe<K> } = {
  reclassifyIncident: async ({ services, target, body: { reason, ...fields } }) => {
    await requireUnits(services, fields.affectedUnits);
    const counting = await countingAt(services, target.state.data.hardwareFixedAt ?? detectedAt(target));
    return { command: { type: 'reclassifyIncident', ...fields, counting }, texts: wordsOnly(reason) };
  },
  handOverDuty: ({ body: { to, reason } }) => ({ command: { type: 'handOverDuty', to }, texts: wordsOnly(reason) }),
  orderStop: ({ body: { functions, mode, reason } }) => ({
    command: { type: 'orderStop', functions, mode },
    texts: wordsOnly(reason),
  }),
  liftStop: ({ body: { functions } }) => ({ command: { type: 'liftStop', functions } }),
  notifyUnits: ({ body: { expectedFixAt, message } }) => ({
    command: { type: 'notifyUnits', expectedFixAt: Date.parse(expectedFixAt) },
    ...(message === undefined ? {} : { texts: { payload: { message, text: message } } }),
  }),
  recordMeasure: ({ body: { kind, text } }) => ({ command: { type: 'recordMeasure', kind }, texts: wordsOnly(text) }),
  tellLeader: ({ body: { leader, text } }) => ({ command: { type: 'tellLeader', leader }, texts: wordsOnly(text) }),
  recordHardwareFixed: async ({ services, body: { at, text } }) => ({
    command: { type: 'recordHardwareFixed', at: Date.parse(at), counting: await countingAt(services, Date.parse(at)) },
    texts: wordsOnly(text),
  }),
  recordInterruption: async ({ services, body: { at, text } }) => ({
    command: { type: 'recordInterruption', at: Date.parse(at), counting: await countingAt(services, Date.parse(at)) },
    texts: wordsOnly(text),
  }),
  recordServiceRestored: ({ body: { at, text } }) => ({
    command: { type: 'recordServiceRestored', at: Date.parse(at) },
    texts: wordsOnly(text),
  }),
  recordAuthorityNotice: ({ body: { at, document } }) => {
    if (document.fileIds.length === 0) throw new ApiRefusal('DOCUMENT_REQUIRED', 'Attach the notice that was sent.');
    const text = `${document.number}, ${document.date}`;
    return {
      command: { type: 'recordAuthorityNotice', at: Date.parse(at) },
      texts: { payload: { text }, fileIds: document.fileIds },
    };
  },
  issueQuickReport: async (context) => ({
    command: { type: 'issueQuickReport' },
    texts: { payload: { text: context.body.summary }, fileIds: [await fileQuickReport(context, context.body.summary)] },
  }),
  recordFix: ({ body: { at, text } }) => ({
    command: { type: 'recordFix', at: Date.parse(at) },
    texts: wordsOnly(text),
  }),
  reopenIncident: ({ body: { reason } }) => ({ command: { type: 'reopenIncident' }, texts: wordsOnly(reason) }),
  recordCause: ({ body: { text, followUps } }) => ({
    command: { type: 'recordCause', followUps: followUps.length },
    texts: { payload: { text, followUps } },
  }),
  settleFollowUp: ({ body: { number, text } }) => ({
    command: { type: 'settleFollowUp', number },
    texts: wordsOnly(text),
  }),
  closeIncident: ({ body: { text } }) => ({ command: { type: 'closeIncident' }, texts: wordsOnly(text) }),
  dismissIncident: ({ body: { reason } }) => ({ command: { type: 'dismissIncident' }, texts: wordsOnly(reason) }),
};

/** Carries out one step of an incident. */
export function takeStep<K extends IncidentStepName>(name: K) {
  return async (context: OnIncident & { readonly body: Bodies[K] }): Promise<Answer> =>
    answerStep(context, 'incident', await STEPS[name](context));
}

function detectedAt({ state }: IncidentTarget): number {
  return state.data.detectedAt ?? 0;
}
