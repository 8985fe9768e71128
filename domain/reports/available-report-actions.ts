import type { ReportCommandType } from './report-command';
import { reportRules } from './report-rules';
import type { ReportState } from './report-state';

/** Commands of people on a report that is there. */
export const REPORT_STEPS = [
  'writeRemarks',
  'renewFigures',
  'submitReport',
  'signReport',
  'returnReport',
  'sendReport',
  'acceptReport',
  'sendBackReport',
  'cancelReport',
] as const satisfies readonly ReportCommandType[];
export type ReportStep = (typeof REPORT_STEPS)[number];

/** What a report takes now of this person. Only for showing; the workflow decides again. */
export function availableReportSteps({ status, data }: ReportState, by: string): ReportStep[] {
  const inTime: readonly string[] = reportRules.allowed[status];
  return REPORT_STEPS.filter((step) => {
    if (step === 'cancelReport' && data.period !== 'onDemand') return false;
    if (step === 'signReport' && data.submitted?.by === by) return false;
    return inTime.includes(step);
  });
}
