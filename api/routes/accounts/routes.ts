import {
  accountAnswerSchema,
  accountListQuery,
  accountListSchema,
  accountPageSchema,
  accountPersonalDataSchema,
  caseFileSchema,
  departureSchema,
  dutyCatalogueSchema,
  issueAnswerSchema,
  issueSchema,
  leakByNameSchema,
  newAccountSchema,
  noteOnlySchema,
  reasonSchema,
  requestAnswerSchema,
  sessionsEndedSchema,
  rightsRequestSchema,
  unlockRequestSchema,
} from '../../../contracts/account.schema';
import { accountReportQuery, accountReportSchema } from '../../../contracts/account-report.schema';
import { accountReviewQuery, accountReviewSchema } from '../../../contracts/account-review.schema';
import { idParams } from '../../../contracts/api-value.schema';
import { nothingSchema } from '../../../contracts/dossier-action.schema';
import { personalDataReasonSchema } from '../../../contracts/personal-data.schema';
import { defineRoute, type Route } from '../../http/route';
import { SHEET_TYPE } from '../statistics/handlers';
import {
  decide,
  decideWithReason,
  issueSecret,
  reportLeak,
  reportLeakByName,
  reportOwnLeak,
} from './decision-handlers';
import { showDutyCatalogue } from './duty-catalogue';
import { addCaseFile, readCaseFile } from './file-handlers';
import { openAccountPersonalData, showAccount, showRegister } from './read-handlers';
import { exportAccountPaper, exportAccountSheet, showAccountReport } from './report-handlers';
import { showAccountReview } from './review-handlers';
import { endSessionsOf, endSessionsOfAll } from './session-handlers';
import { noticeDeparture, requestAccount, requestRights, requestUnlock, withdrawDeparture } from './request-handlers';

const tag = 'Accounts';
const asked = { by: 'session', action: 'account.request', on: 'account' } as const;
const decided = { by: 'session', action: 'account.decide', on: 'account' } as const;
const step = { method: 'post', tag, params: idParams, idempotent: true, ifMatch: 'optional' } as const;
const ofProject = [
  'CONTRACTOR_PLAN_NOT_APPROVED',
  'CONTRACTOR_PROJECT_OVER',
  'ACCOUNT_NOT_OF_PROJECT',
  'DUTY_BEYOND_PROJECT',
] as const;
const always = ['CASE_NOT_FOUND', 'ACTION_NOT_ALLOWED'] as const;
const letter = ['DOCUMENT_REQUIRED', 'FILE_NOT_FOUND', 'UNIT_HAS_A_HEAD'] as const;

const plainDecisions = [
  ['check', 'checkPerson', 'The person is who the request says (A7.1b).'],
  ['approve', 'approveAccount', 'Approve the account; authority over others’ rights takes two administrators (A4.6).'],
  ['rights/approve', 'approveRights', 'Approve the rights asked for (A7.1đ).'],
  ['unlock/approve', 'approveUnlock', 'Approve the unlocking; a new one-time secret is issued then.'],
] as const;
const reasonedDecisions = [
  ['refuse', 'refuseAccount', 'Refuse the account, with a reason.'],
  ['rights/refuse', 'refuseRights', 'Refuse the rights asked for, with a reason.'],
  ['unlock/refuse', 'refuseUnlock', 'Refuse the unlocking, with a reason.'],
  ['close', 'closeAccount', 'Close the account for good; the person may be given one anew.'],
] as const;

const decisionRoutes: readonly Route[] = [
  ...plainDecisions.map(([path, command, summary]) =>
    defineRoute({
      ...step,
      path: `/accounts/:id/${path}`,
      summary,
      access: decided,
      body: nothingSchema,
      answer: accountAnswerSchema,
      refuses: [...always, ...ofProject, 'FOUR_EYES', 'REQUEST_NOT_PENDING'],
      handler: decide(command),
      // Comparing papers gives nobody anything; what follows does.
      ...(command === 'checkPerson' ? {} : { recentSignIn: true }),
    }),
  ),
  ...reasonedDecisions.map(([path, command, summary]) =>
    defineRoute({
      ...step,
      path: `/accounts/:id/${path}`,
      summary,
      access: decided,
      body: reasonSchema,
      answer: accountAnswerSchema,
      refuses: [...always, 'FOUR_EYES', 'REQUEST_NOT_PENDING'],
      handler: decideWithReason(command),
      ...(command === 'closeAccount' ? { recentSignIn: true } : {}),
    }),
  ),
];

/** Before `/accounts/:id`: the first that fits is taken. */
const report = {
  method: 'get',
  tag,
  access: { by: 'session', action: 'account.read' },
  query: accountReportQuery,
} as const;
const reportRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/accounts/review',
    tag,
    summary: 'Accounts nobody uses, and rights beyond the post that were never used: proposals (A7.1d).',
    access: { by: 'session', action: 'account.read' },
    query: accountReviewQuery,
    answer: accountReviewSchema,
    handler: showAccountReview,
  }),
  defineRoute({
    ...report,
    path: '/accounts/report',
    summary: 'Who has what since when on whose request, and what changed in a period (A7.2c, A7.3).',
    answer: accountReportSchema,
    handler: showAccountReport,
  }),
  defineRoute({
    ...report,
    path: '/accounts/report.xlsx',
    summary: 'The report of accounts as a workbook.',
    produces: SHEET_TYPE,
    handler: exportAccountSheet,
  }),
  defineRoute({
    ...report,
    path: '/accounts/report.pdf',
    summary: 'The report of accounts as an official paper.',
    produces: 'application/pdf',
    handler: exportAccountPaper,
  }),
];

export const accountRoutes: readonly Route[] = [
  defineRoute({
    method: 'post',
    path: '/case-files',
    tag,
    summary: 'Upload a letter (PDF, JPEG, PNG; part "file") that a request will name.',
    access: { by: 'session' },
    upload: 'alone',
    answer: caseFileSchema,
    answerStatus: 201,
    refuses: ['TOO_MANY_FILES'],
    handler: addCaseFile,
  }),
  defineRoute({
    method: 'get',
    path: '/case-files/:id',
    tag,
    summary: 'Download a letter: for whoever may see its case.',
    access: { by: 'session' },
    params: idParams,
    produces: 'application/octet-stream',
    refuses: ['FILE_NOT_FOUND'],
    handler: readCaseFile,
  }),
  defineRoute({
    method: 'get',
    path: '/duties',
    tag,
    summary: 'What people may be charged with, what each duty allows, and which duties each post needs (A7.1d).',
    access: { by: 'session', action: 'account.read' },
    answer: dutyCatalogueSchema,
    handler: showDutyCatalogue,
  }),
  defineRoute({
    method: 'get',
    path: '/accounts',
    tag,
    summary: 'The register of accounts of my units, by name (A7.2c).',
    access: { by: 'session', action: 'account.read' },
    query: accountListQuery,
    answer: accountListSchema,
    refuses: ['CURSOR_INVALID'],
    handler: showRegister,
  }),
  ...reportRoutes,
  defineRoute({
    method: 'post',
    path: '/accounts',
    tag,
    summary: 'Ask in writing for an account for a person of a unit I lead (A7.1a).',
    access: { by: 'session', action: 'account.request' },
    idempotent: true,
    body: newAccountSchema,
    answer: requestAnswerSchema,
    answerStatus: 201,
    refuses: [
      ...letter,
      ...ofProject,
      'CONTRACTOR_PROJECT_REQUIRED',
      'ACCOUNT_PERSON_ALREADY_HAS_ONE',
      'USERNAME_TAKEN',
      'UNIT_NOT_FOUND',
      'DUTY_NOT_FOR_UNIT',
      'FOUR_EYES',
    ],
    handler: requestAccount,
  }),
  defineRoute({
    method: 'get',
    path: '/accounts/:id',
    tag,
    summary: 'One account: its duties, what waits, its letters and its history. ETag: number of its last step.',
    access: { by: 'session', action: 'account.read', on: 'account' },
    params: idParams,
    answer: accountPageSchema,
    refuses: ['CASE_NOT_FOUND'],
    handler: showAccount,
  }),
  defineRoute({
    method: 'post',
    path: '/accounts/:id/personal-data',
    tag,
    summary: 'Open the number of the identity card and the birth date with a reason; who opened it and why is kept.',
    access: { by: 'session', action: 'account.readPersonalData', on: 'account' },
    params: idParams,
    body: personalDataReasonSchema,
    answer: accountPersonalDataSchema,
    refuses: ['CASE_NOT_FOUND'],
    handler: openAccountPersonalData,
  }),
  ...decisionRoutes,
  defineRoute({
    ...step,
    path: '/accounts/:id/issue',
    recentSignIn: true,
    summary: 'Issue the account: tells the one-time secret, to be changed within a week (A7.3a).',
    access: decided,
    body: issueSchema,
    answer: issueAnswerSchema,
    refuses: [...always, ...ofProject, 'USERNAME_TAKEN', 'FOUR_EYES'],
    handler: issueSecret,
  }),
  defineRoute({
    ...step,
    path: '/accounts/:id/rights',
    summary: 'Ask in writing for other duties: all of those held afterwards (A7.1đ).',
    access: asked,
    body: rightsRequestSchema,
    answer: requestAnswerSchema,
    refuses: [...always, ...letter, ...ofProject, 'REQUEST_PENDING', 'DUTY_NOT_FOR_UNIT', 'FOUR_EYES'],
    handler: requestRights,
  }),
  defineRoute({
    ...step,
    path: '/accounts/:id/unlock',
    summary: 'Ask in writing for the unlocking.',
    access: asked,
    body: unlockRequestSchema,
    answer: accountAnswerSchema,
    refuses: [...always, ...letter, ...ofProject, 'REQUEST_PENDING', 'PERSON_HAS_DEPARTED', 'FOUR_EYES'],
    handler: requestUnlock,
  }),
  defineRoute({
    ...step,
    path: '/accounts/:id/departure',
    summary: 'Tell in writing that the person leaves or is transferred; locked at the beginning of that day (A7.3).',
    access: asked,
    body: departureSchema,
    answer: accountAnswerSchema,
    refuses: [...always, ...letter],
    handler: noticeDeparture,
  }),
  defineRoute({
    ...step,
    path: '/accounts/:id/departure/withdraw',
    summary: 'The person stays after all.',
    access: asked,
    body: nothingSchema,
    answer: accountAnswerSchema,
    refuses: [...always, 'DEPARTURE_NOT_NOTICED', 'UNIT_HAS_A_HEAD'],
    handler: withdrawDeparture,
  }),
  defineRoute({
    ...step,
    path: '/accounts/:id/leak',
    summary: 'Report the account as leaked or lost: locked at once, its sessions end (A7.3b).',
    access: { by: 'session', action: 'account.read', on: 'account' },
    body: noteOnlySchema,
    answer: accountAnswerSchema,
    refuses: always,
    handler: reportLeak,
  }),
  defineRoute({
    method: 'post',
    path: '/accounts/:id/sessions/end',
    tag,
    summary: 'Sign the account out everywhere and leave it open, with a reason.',
    access: decided,
    params: idParams,
    recentSignIn: true,
    body: reasonSchema,
    answer: sessionsEndedSchema,
    refuses: ['CASE_NOT_FOUND'],
    handler: endSessionsOf,
  }),
  defineRoute({
    method: 'post',
    path: '/sessions/end',
    tag,
    summary: 'Sign everybody out but me, with a reason.',
    access: { by: 'session', action: 'account.decide' },
    recentSignIn: true,
    body: reasonSchema,
    answer: sessionsEndedSchema,
    handler: endSessionsOfAll,
  }),
  defineRoute({
    method: 'post',
    path: '/leak-reports',
    tag,
    summary: 'Report an account as leaked or lost by its user name; anybody may (A7.3b).',
    access: { by: 'session' },
    idempotent: true,
    body: leakByNameSchema,
    answer: accountAnswerSchema,
    refuses: ['ACCOUNT_NOT_FOUND', 'ACTION_NOT_ALLOWED'],
    handler: reportLeakByName,
  }),
  defineRoute({
    method: 'post',
    path: '/me/leak',
    tag,
    summary: 'My own account has leaked or is lost: locked at once, all my sessions end (A7.3b).',
    access: { by: 'session' },
    idempotent: true,
    body: noteOnlySchema,
    answer: accountAnswerSchema,
    refuses: ['ACCOUNT_NOT_FOUND', 'ACTION_NOT_ALLOWED'],
    handler: reportOwnLeak,
  }),
];
