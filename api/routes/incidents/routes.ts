import { idParams } from '../../../contracts/api-value.schema';
import {
  incidentAnswerSchema,
  incidentListQuery,
  incidentListSchema,
  incidentPageSchema,
  incidentStepSchemas,
  newIncidentSchema,
  workNoticesSchema,
} from '../../../contracts/incident.schema';
import { defineRoute, type Route } from '../../http/route';
import { caseStepRoute, type StepRoute } from '../case-step-route';
import { showIncident, showIncidents, showWorkNotices } from './read-handlers';
import { reportIncident } from './report-handlers';
import { takeStep, type IncidentStepName } from './step-handlers';

const tag = 'Incidents';
const always = ['CASE_NOT_FOUND', 'ACTION_NOT_ALLOWED', 'INCIDENT_STEP_NOT_NEEDED'] as const;

const stepRoutes: Readonly<Record<IncidentStepName, StepRoute>> = {
  reclassifyIncident: {
    path: 'classification',
    summary: 'Another kind, severity or reach than was thought: the clocks of the new kind count from the same moment.',
    refuses: ['UNIT_NOT_FOUND'],
  },
  handOverDuty: { path: 'duty', summary: 'Hand the duty of mending over: data centre, vendor or Sở (A19.1, A19.2).' },
  orderStop: {
    path: 'stops',
    summary: 'Stop functions for everybody, within seconds: read only, or off (A19.1a, A19.2a).',
    recentSignIn: true,
  },
  liftStop: { path: 'stops/lift', summary: 'Open stopped functions again.' },
  notifyUnits: {
    path: 'notices',
    summary: 'Tell the affected units when it is expected to be mended; again when that moves (A18.2b).',
    refuses: ['INCIDENT_TIME_INVALID'],
  },
  recordMeasure: { path: 'measures', summary: 'A technical measure that was taken (A19.1b, A19.2b).' },
  tellLeader: { path: 'leaders', summary: 'Report to the leaders the severity asks for (A19.1c, A19.2c).' },
  recordHardwareFixed: {
    path: 'hardware-fixed',
    summary: 'The hardware is fixed: the limits of recovery count from here (A19.3d).',
    refuses: ['INCIDENT_TIME_INVALID'],
  },
  recordInterruption: {
    path: 'interruption',
    summary: 'The software cannot be worked with: the twelve hours run (A14.4, A15.9).',
    refuses: ['INCIDENT_TIME_INVALID'],
  },
  recordServiceRestored: {
    path: 'service-restored',
    summary: 'The software can be worked with again.',
    refuses: ['INCIDENT_TIME_INVALID'],
  },
  recordAuthorityNotice: {
    path: 'authority-notice',
    summary: 'The authority was told of the leak of personal data, within 72 hours.',
    refuses: ['INCIDENT_TIME_INVALID', 'DOCUMENT_REQUIRED', 'FILE_NOT_FOUND'],
  },
  issueQuickReport: {
    path: 'quick-report',
    summary: 'Draw the quick report as things stand and file it (A19.1d, A19.2d).',
  },
  recordFix: {
    path: 'fix',
    summary: 'Data and software are back: the limits of A19.3 stop at that moment.',
    refuses: ['INCIDENT_TIME_INVALID', 'UNITS_NOT_NOTIFIED', 'HARDWARE_NOT_FIXED'],
  },
  reopenIncident: {
    path: 'reopen',
    summary: 'It was not mended after all: the limits run on as if they had never stopped.',
  },
  recordCause: { path: 'cause', summary: 'The root cause, and what has to be done so that it does not come back.' },
  settleFollowUp: { path: 'follow-ups', summary: 'One of the follow-ups is done.' },
  closeIncident: {
    path: 'close',
    summary: 'The incident is over; refused while the regulation asks for more.',
    refuses: ['INCIDENT_NOT_FINISHED'],
  },
  dismissIncident: {
    path: 'dismiss',
    summary: 'It was none, with a reason.',
    refuses: ['INCIDENT_NOT_FINISHED'],
  },
};

function stepRoute(name: IncidentStepName): Route {
  return caseStepRoute(stepRoutes[name], {
    ...{ tag, cases: '/incidents', on: 'incident', action: 'incident.handle' },
    body: incidentStepSchemas[name],
    answer: incidentAnswerSchema,
    refuses: always,
    handler: takeStep(name),
  });
}

export const incidentRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/incidents',
    tag,
    summary: 'The register of incidents, the newest first.',
    access: { by: 'session', action: 'incident.read' },
    query: incidentListQuery,
    answer: incidentListSchema,
    refuses: ['CURSOR_INVALID'],
    handler: showIncidents,
  }),
  defineRoute({
    method: 'post',
    path: '/incidents',
    tag,
    summary: 'Report an incident; everybody who works here may (A18.2a).',
    access: { by: 'session' },
    idempotent: true,
    body: newIncidentSchema,
    answer: incidentAnswerSchema,
    answerStatus: 201,
    refuses: ['UNIT_NOT_FOUND', 'INCIDENT_TIME_INVALID', 'ACTION_NOT_ALLOWED'],
    handler: reportIncident,
  }),
  defineRoute({
    method: 'get',
    path: '/incidents/:id',
    tag,
    summary: 'One incident: its clocks, what is stopped, who was told, and its history. ETag: number of its last step.',
    access: { by: 'session', action: 'incident.read', on: 'incident' },
    params: idParams,
    answer: incidentPageSchema,
    refuses: ['CASE_NOT_FOUND'],
    handler: showIncident,
  }),
  ...(Object.keys(stepRoutes) as IncidentStepName[]).map(stepRoute),
  defineRoute({
    method: 'get',
    path: '/work-notices',
    tag,
    summary: 'What is stopped now, and when what keeps my units from working is expected to be mended.',
    access: { by: 'session' },
    answer: workNoticesSchema,
    handler: showWorkNotices,
  }),
];
