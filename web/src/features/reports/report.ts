import type { z } from 'zod';
import type { reportListSchema, reportPageSchema } from '../../../../contracts/periodic-report.schema';

export type ReportPageData = z.infer<typeof reportPageSchema>;
export type ReportListData = z.infer<typeof reportListSchema>;
export type ReportRow = ReportListData['items'][number];
export type ReportStep = ReportPageData['allowed'][number];
export type ReportFigures = NonNullable<ReportPageData['figures']>['told'];

/** Where each step of a report is asked for, below its address. */
export const STEP_PATHS: Readonly<Record<ReportStep, string>> = {
  writeRemarks: 'remarks',
  renewFigures: 'figures',
  submitReport: 'submission',
  signReport: 'signature',
  returnReport: 'return',
  sendReport: 'dispatch',
  acceptReport: 'acceptance',
  sendBackReport: 'send-back',
  cancelReport: 'cancel',
};
