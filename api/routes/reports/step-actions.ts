import type { Action } from '../../../domain/access/access-table';
import type { ReportStep } from '../../../domain/reports/available-report-actions';

/** Which right each step takes: its author prepares it, its head signs and sends it, whom it is owed to takes it. */
export const REPORT_STEP_ACTIONS = {
  writeRemarks: 'report.prepare',
  renewFigures: 'report.prepare',
  submitReport: 'report.prepare',
  signReport: 'report.sign',
  returnReport: 'report.sign',
  sendReport: 'report.sign',
  acceptReport: 'report.receive',
  sendBackReport: 'report.receive',
  cancelReport: 'report.request',
} as const satisfies Record<ReportStep, Action>;
