import type { z } from 'zod';
import type { incidentStepSchemas } from '../../../contracts/incident.schema';
import type { IncidentCommand } from '../../../domain/incidents/incident-command';
import type { IncidentTarget } from '../../auth/targets';
import type { Answer } from '../../http/route';
import { answerStep, type CaseCommandContext, type CaseStep, type CaseTexts } from '../../perform-case-command';
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
    return { command: { type: 'reclassifyIncident', ...fields, counting }, texts: worded(reason) };
  },
  handOverDuty: ({ body: { to, reason } }) => ({ command: { type: 'handOverDuty', to }, texts: worded(reason) }),
  orderStop: ({ body: { functions, mode, reason } }) => ({
    command: { type: 'orderStop', functions, mode },
    texts: worded(reason),
  }),
  liftStop: ({ body: { functions } }) => ({ command: { type: 'liftStop', functions } }),
  notifyUnits: ({ body: { expectedFixAt, message } }) => ({
    command: { type: 'notifyUnits', expectedFixAt: Date.parse(expectedFixAt) },
    ...(message === undefined ? {} : { texts: { payload: { message, text: message } } }),
  }),
  recordMeasure: ({ body: { kind, text } }) => ({ command: { type: 'recordMeasure', kind }, texts: worded(text) }),
  tellLeader: ({ body: { leader, text } }) => ({ command: { type: 'tellLeader', leader }, ...maybeWorded(text) }),
  recordHardwareFixed: async ({ services, body: { at, text } }) => ({
    command: { type: 'recordHardwareFixed', at: Date.parse(at), counting: await countingAt(services, Date.parse(at)) },
    ...maybeWorded(text),
  }),
  recordInterruption: async ({ services, body: { at, text } }) => ({
    command: { type: 'recordInterruption', at: Date.parse(at), counting: await countingAt(services, Date.parse(at)) },
    ...maybeWorded(text),
  }),
  recordServiceRestored: ({ body: { at, text } }) => ({
    command: { type: 'recordServiceRestored', at: Date.parse(at) },
    ...maybeWorded(text),
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
  recordFix: ({ body: { at, text } }) => ({ command: { type: 'recordFix', at: Date.parse(at) }, texts: worded(text) }),
  reopenIncident: ({ body: { reason } }) => ({ command: { type: 'reopenIncident' }, texts: worded(reason) }),
  recordCause: ({ body: { text, followUps } }) => ({
    command: { type: 'recordCause', followUps: followUps.length },
    texts: { payload: { text, followUps } },
  }),
  settleFollowUp: ({ body: { number, text } }) => ({
    command: { type: 'settleFollowUp', number },
    ...maybeWorded(text),
  }),
  closeIncident: ({ body: { text } }) => ({ command: { type: 'closeIncident' }, ...maybeWorded(text) }),
  dismissIncident: ({ body: { reason } }) => ({ command: { type: 'dismissIncident' }, texts: worded(reason) }),
};

/** Carries out one step of an incident. */
export function takeStep<K extends IncidentStepName>(name: K) {
  return async (context: OnIncident & { readonly body: Bodies[K] }): Promise<Answer> =>
    answerStep(context, 'incident', await STEPS[name](context));
}

function worded(text: string): CaseTexts {
  return { payload: { text } };
}

function maybeWorded(text: string | undefined): { readonly texts?: CaseTexts } {
  return text === undefined ? {} : { texts: worded(text) };
}

function detectedAt({ state }: IncidentTarget): number {
  return state.data.detectedAt ?? 0;
}
