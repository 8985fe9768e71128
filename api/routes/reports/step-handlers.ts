import type { z } from 'zod';
import type { newReportSchema, reportStepSchemas } from '../../../contracts/periodic-report.schema';
import { mayDo } from '../../../domain/access/may-do';
import type { ReportStep } from '../../../domain/reports/available-report-actions';
import type { ReportCommand } from '../../../domain/reports/report-command';
import { isReporting, receiverOf, sidesOfReport } from '../../../domain/reports/report-chain';
import { dueOnDay, type NoticedDue } from '../../../domain/clock/due-notices';
import type { ReportTarget } from '../../auth/targets';
import type { Answer } from '../../http/route';
import { paperTexts, wordsOnly } from '../../paper-texts';
import { answerBeginning, answerStep, type CaseCommandContext, type CaseStep } from '../../perform-case-command';
import { ApiRefusal } from '../../problem-details';
import { requireUnits } from '../../require-units';
import type { Services } from '../../services';

type Bodies = { readonly [K in ReportStep]: z.output<(typeof reportStepSchemas)[K]> };

/**
 * A11.8, A15.5 "or on demand": whom it is owed to asks for a report, or its own head begins one.
 * @throws ApiRefusal UNIT_NOT_FOUND, REPORT_NOT_DUE_FROM, FORBIDDEN, REPORT_DUE_INVALID
 */
export async function openReport(
  context: CaseCommandContext & { readonly body: z.output<typeof newReportSchema> },
): Promise<Answer> {
  const { services, session, body } = context;
  const { unitId, from, to, dueOn, text } = body;
  await requireUnits(services, [unitId]);
  const { byId, tree } = await services.units.current();
  const unit = byId.get(unitId);
  if (!unit || !isReporting(unit.kind))
    throw new ApiRefusal('REPORT_NOT_DUE_FROM', 'Only the registration office and Sở report.', { unitId });
  const receiverUnitId = receiverOf({ kind: unit.kind, parentId: unit.parentId });
  if (!mayDo(session, 'report.request', sidesOfReport(unitId, receiverUnitId), tree))
    throw new ApiRefusal('FORBIDDEN', 'Only of one’s own unit, or one that reports to it.', {
      action: 'report.request',
      unitId,
    });
  const order = { unitId, receiverUnitId, period: 'onDemand', from, to } as const;
  return answerBeginning<ReportCommand>(
    context,
    { kind: 'periodicReport', name: 'periodic report' },
    {
      command: { type: 'openReport', ...order, ...(await dueBy(services, dueOn)) },
      texts: wordsOnly(text),
    },
  );
}

type OnReport = CaseCommandContext & { readonly target: ReportTarget };
type Step = CaseStep<ReportCommand>;
type Describe<K extends ReportStep> = (services: Services, body: Bodies[K]) => Step | Promise<Step>;

/** What each request means to the report; its words and papers stay in the database. */
const STEPS: { readonly [K in ReportStep]: Describe<K> } = {
  writeRemarks: (_, remarks) => ({ command: { type: 'writeRemarks' }, texts: { payload: remarks } }),
  renewFigures: (_, { reason }) => ({ command: { type: 'renewFigures' }, texts: wordsOnly(reason) }),
  submitReport: (_, { text }) => ({ command: { type: 'submitReport' }, texts: wordsOnly(text) }),
  signReport: () => ({ command: { type: 'signReport' } }),
  returnReport: (_, { reason }) => ({ command: { type: 'returnReport' }, texts: wordsOnly(reason) }),
  sendReport: (_, { document }) => ({ command: { type: 'sendReport' }, texts: paperTexts(document) }),
  acceptReport: (_, { text }) => ({ command: { type: 'acceptReport' }, texts: wordsOnly(text) }),
  sendBackReport: async (services, { reason, dueOn }) => ({
    command: { type: 'sendBackReport', ...(await dueBy(services, dueOn)) },
    texts: wordsOnly(reason),
  }),
  cancelReport: (_, { reason }) => ({ command: { type: 'cancelReport' }, texts: wordsOnly(reason) }),
};

/** Carries out one step of a report. */
export function takeReportStep<K extends ReportStep>(name: K) {
  return async (context: OnReport & { readonly body: Bodies[K] }): Promise<Answer> =>
    answerStep(context, 'periodicReport', await STEPS[name](context.services, context.body));
}

/** @throws ApiRefusal REPORT_DUE_INVALID */
async function dueBy({ calendars, now }: Services, on: string): Promise<NoticedDue> {
  const { calendar } = await calendars.requireCalendar();
  const due = dueOnDay(calendar, on, now().getTime());
  if (due.dueAt <= now().getTime())
    throw new ApiRefusal('REPORT_DUE_INVALID', 'The office has closed by then.', { on });
  return due;
}
