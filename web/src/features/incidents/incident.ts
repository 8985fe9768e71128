import type { z } from 'zod';
import type { incidentListSchema, incidentPageSchema } from '../../../../contracts/incident.schema';

export type IncidentPageData = z.infer<typeof incidentPageSchema>;
export type IncidentListData = z.infer<typeof incidentListSchema>;
export type IncidentRow = IncidentListData['items'][number];
export type IncidentStep = IncidentPageData['allowed'][number];

/** Where each step of an incident is asked for, below its address. */
export const STEP_PATHS: Readonly<Record<IncidentStep, string>> = {
  notifyUnits: 'notices',
  orderStop: 'stops',
  liftStop: 'stops/lift',
  tellLeader: 'leaders',
  recordMeasure: 'measures',
  recordHardwareFixed: 'hardware-fixed',
  recordInterruption: 'interruption',
  recordServiceRestored: 'service-restored',
  recordAuthorityNotice: 'authority-notice',
  issueQuickReport: 'quick-report',
  recordFix: 'fix',
  recordCause: 'cause',
  settleFollowUp: 'follow-ups',
  closeIncident: 'close',
  reopenIncident: 'reopen',
  reclassifyIncident: 'classification',
  handOverDuty: 'duty',
  dismissIncident: 'dismiss',
};

export const INCIDENT_CLASSES = [
  'dataLoss',
  'dbmsOrOsFailure',
  'hardwareFailure',
  'softwareMaintenance',
  'linkFailure',
  'backupFailure',
  'accountLeak',
  'personalDataLeak',
] as const satisfies readonly IncidentRow['class'][];

export const SEVERITIES = ['minor', 'serious', 'critical'] as const satisfies readonly IncidentRow['severity'][];

export const FUNCTIONS = [
  'everything',
  'intake',
  'processing',
  'lookup',
  'publicStatus',
  'links',
] as const satisfies readonly IncidentPageData['stops'][number]['function'][];
