import { idParams } from '../../../contracts/api-value.schema';
import {
  newReportSchema,
  reportAnswerSchema,
  reportListQuery,
  reportListSchema,
  reportPageSchema,
  reportStepSchemas,
} from '../../../contracts/periodic-report.schema';
import type { ReportStep } from '../../../domain/reports/available-report-actions';
import { defineRoute, type Route } from '../../http/route';
import { caseStepRoute, type StepRoute } from '../case-step-route';
import { SHEET_TYPE } from '../statistics/handlers';
import { exportReportPaper, exportReportSheet } from './export-handlers';
import { showReport, showReports } from './read-handlers';
import { REPORT_STEP_ACTIONS } from './step-actions';
import { openReport, takeReportStep } from './step-handlers';

const tag = 'Reports';

const stepRoutes: Readonly<Record<ReportStep, StepRoute>> = {
  writeRemarks: { path: 'remarks', summary: 'The assessment in words.' },
  renewFigures: { path: 'figures', summary: 'Data was corrected: the figures are drawn up again, with a reason.' },
  submitReport: { path: 'submission', summary: 'Ready to be signed.' },
  signReport: {
    path: 'signature',
    summary: 'Signed by another than who handed it in; its figures are those for ever.',
    refuses: ['FOUR_EYES'],
  },
  returnReport: { path: 'return', summary: 'Back to who prepares it, with a reason.' },
  sendReport: {
    path: 'dispatch',
    summary: 'Sent, with number, day and scan of the letter.',
    refuses: ['DOCUMENT_REQUIRED', 'FILE_NOT_FOUND'],
  },
  acceptReport: { path: 'acceptance', summary: 'Taken by whom it is owed to.' },
  sendBackReport: {
    path: 'send-back',
    summary: 'To be made anew until a day, with a reason.',
    refuses: ['REPORT_DUE_INVALID'],
  },
  cancelReport: {
    path: 'cancel',
    summary: 'A report on demand is wanted no more, with a reason.',
    refuses: ['REPORT_REQUIRED'],
  },
};

function stepRoute(name: ReportStep): Route {
  return caseStepRoute(stepRoutes[name], {
    ...{ tag, cases: '/reports', on: 'report', action: REPORT_STEP_ACTIONS[name] },
    body: reportStepSchemas[name],
    answer: reportAnswerSchema,
    refuses: ['CASE_NOT_FOUND', 'ACTION_NOT_ALLOWED'],
    handler: takeReportStep(name),
  });
}

const onReport = { by: 'session', action: 'report.read', on: 'report' } as const;

export const reportRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/reports',
    tag,
    summary: 'Periodic reports of one’s units, and those owed to them, the newest first.',
    access: { by: 'session', action: 'report.read' },
    query: reportListQuery,
    answer: reportListSchema,
    refuses: ['CURSOR_INVALID'],
    handler: showReports,
  }),
  defineRoute({
    method: 'post',
    path: '/reports',
    tag,
    summary: 'Ask for a report besides the regular ones; its figures are drawn up at once.',
    access: { by: 'session', action: 'report.request' },
    idempotent: true,
    body: newReportSchema,
    answer: reportAnswerSchema,
    answerStatus: 201,
    refuses: ['UNIT_NOT_FOUND', 'REPORT_NOT_DUE_FROM', 'REPORT_PERIOD_INVALID', 'REPORT_DUE_INVALID'],
    handler: openReport,
  }),
  defineRoute({
    method: 'get',
    path: '/reports/:id',
    tag,
    summary: 'One report: its figures, words, signatures, history. ETag: number of its last step.',
    access: onReport,
    params: idParams,
    answer: reportPageSchema,
    refuses: ['CASE_NOT_FOUND'],
    handler: showReport,
  }),
  defineRoute({
    method: 'get',
    path: '/reports/:id/report.pdf',
    tag,
    summary: 'The report as a PDF; until it is signed it says that it is a draft.',
    access: onReport,
    params: idParams,
    produces: 'application/pdf',
    refuses: ['CASE_NOT_FOUND', 'REPORT_NOT_DRAWN'],
    handler: exportReportPaper,
  }),
  defineRoute({
    method: 'get',
    path: '/reports/:id/report.xlsx',
    tag,
    summary: 'The report as a workbook, every table on a sheet of its own.',
    access: onReport,
    params: idParams,
    produces: SHEET_TYPE,
    refuses: ['CASE_NOT_FOUND', 'REPORT_NOT_DRAWN'],
    handler: exportReportSheet,
  }),
  ...(Object.keys(stepRoutes) as ReportStep[]).map(stepRoute),
];
