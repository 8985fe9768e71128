/** Incidents and what they stop (seed Điều 18.2, Điều 19). */
import { z } from 'zod';
import type { IncidentStep } from '../domain/incidents/available-incident-actions';
import type { ClockId } from '../domain/incidents/incident-clock';
import type {
  DutyHolder,
  IncidentClass,
  IncidentSource,
  IncidentStatus,
  Leader,
  MeasureKind,
  Severity,
} from '../domain/incidents/incident-state';
import type { ClosingNeed } from '../domain/incidents/missing-for-closing';
import type { StopMode, StoppableFunction } from '../domain/incidents/stoppable-functions';
import { writtenRequestSchema } from './account.schema';
import { instantSchema, nextCursorSchema, pagingQuery, personTextSchema, seqSchema } from './api-value.schema';
import { caseHistorySchema, casePersonSchema } from './case.schema';

const steps = [
  'notifyUnits',
  'orderStop',
  'liftStop',
  'tellLeader',
  'recordMeasure',
  'recordHardwareFixed',
  'recordInterruption',
  'recordServiceRestored',
  'recordAuthorityNotice',
  'issueQuickReport',
  'recordFix',
  'recordCause',
  'settleFollowUp',
  'closeIncident',
  'reopenIncident',
  'reclassifyIncident',
  'handOverDuty',
  'dismissIncident',
] as const satisfies readonly IncidentStep[];
const clockIds = [
  'recoveryTarget',
  'recoveryLimit',
  'interruption',
  'leakNotice',
  'quickReport',
] as const satisfies readonly ClockId[];
const dutyHolders = ['dataCentre', 'vendor', 'department'] as const satisfies readonly DutyHolder[];
const classes = [
  'dataLoss',
  'dbmsOrOsFailure',
  'hardwareFailure',
  'softwareMaintenance',
  'linkFailure',
  'backupFailure',
  'accountLeak',
  'personalDataLeak',
] as const satisfies readonly IncidentClass[];
const sources = ['person', 'backup', 'link', 'account', 'probe'] as const satisfies readonly IncidentSource[];
const statuses = ['new', 'open', 'fixed', 'closed', 'dismissed'] as const satisfies readonly IncidentStatus[];
const leaders = ['dataCentreLeadership', 'departmentLeadership'] as const satisfies readonly Leader[];
const measureKinds = ['containment', 'fix'] as const satisfies readonly MeasureKind[];
const severities = ['minor', 'serious', 'critical'] as const satisfies readonly Severity[];
const closingNeeds = [
  'serviceRestored',
  'stopsLifted',
  'unitsNotified',
  'leadersTold',
  'authorityNotified',
  'quickReport',
  'cause',
  'followUps',
] as const satisfies readonly ClosingNeed[];
const stopModes = ['readOnly', 'off'] as const satisfies readonly StopMode[];
const stoppableFunctions = [
  'everything',
  'intake',
  'processing',
  'lookup',
  'publicStatus',
  'links',
] as const satisfies readonly StoppableFunction[];

export const incidentClassSchema = z.enum(classes);
const severitySchema = z.enum(severities);
const functionsSchema = z
  .array(z.enum(stoppableFunctions))
  .min(1)
  .max(stoppableFunctions.length)
  .refine((functions) => new Set(functions).size === functions.length, { message: 'A function stands here twice.' });
const unitsSchema = z
  .array(z.string().min(1).max(100))
  .max(500)
  .refine((units) => new Set(units).size === units.length, { message: 'A unit stands here twice.' });
const textSchema = personTextSchema(4000);

/** Body of `POST /incidents`: one click needs a kind and a sentence. */
export const newIncidentSchema = z.strictObject({
  class: incidentClassSchema,
  severity: severitySchema.default('minor'),
  description: textSchema,
  /** Absent: now. */
  detectedAt: instantSchema.optional(),
  /** Since when the software cannot be worked with; absent: it can. */
  interruptedSince: instantSchema.optional(),
  personalData: z.boolean().default(false),
  affectedUnits: unitsSchema.default([]),
});

export const incidentStepSchemas = {
  reclassifyIncident: z.strictObject({
    class: incidentClassSchema,
    severity: severitySchema,
    personalData: z.boolean(),
    affectedUnits: unitsSchema,
    reason: textSchema,
  }),
  handOverDuty: z.strictObject({ to: z.enum(dutyHolders), reason: textSchema }),
  orderStop: z.strictObject({ functions: functionsSchema, mode: z.enum(stopModes), reason: textSchema }),
  liftStop: z.strictObject({ functions: functionsSchema }),
  notifyUnits: z.strictObject({ expectedFixAt: instantSchema, message: textSchema.optional() }),
  recordMeasure: z.strictObject({ kind: z.enum(measureKinds), text: textSchema }),
  tellLeader: z.strictObject({ leader: z.enum(leaders), text: textSchema.optional() }),
  recordHardwareFixed: z.strictObject({ at: instantSchema, text: textSchema.optional() }),
  recordInterruption: z.strictObject({ at: instantSchema, text: textSchema.optional() }),
  recordServiceRestored: z.strictObject({ at: instantSchema, text: textSchema.optional() }),
  recordAuthorityNotice: z.strictObject({ at: instantSchema, document: writtenRequestSchema }),
  issueQuickReport: z.strictObject({ summary: textSchema }),
  recordFix: z.strictObject({ at: instantSchema, text: textSchema }),
  reopenIncident: z.strictObject({ reason: textSchema }),
  recordCause: z.strictObject({ text: textSchema, followUps: z.array(personTextSchema(500)).max(20) }),
  settleFollowUp: z.strictObject({ number: z.int().min(1).max(20), text: textSchema.optional() }),
  closeIncident: z.strictObject({ text: textSchema.optional() }),
  dismissIncident: z.strictObject({ reason: textSchema }),
} as const;

export const incidentListQuery = z.strictObject({
  /** Only those that are not over. */
  open: z.stringbool().optional(),
  class: incidentClassSchema.optional(),
  ...pagingQuery,
});

export const incidentAnswerSchema = z.object({ id: z.uuid(), seq: seqSchema, status: z.enum(statuses) });

const rowSchema = z.object({
  id: z.uuid(),
  /** As people call it, `SC-0001`. */
  code: z.string(),
  class: incidentClassSchema,
  severity: severitySchema,
  status: z.enum(statuses),
  duty: z.enum(dutyHolders),
  source: z.enum(sources),
  detectedAt: instantSchema,
  reportedAt: instantSchema,
  reportedBy: casePersonSchema,
  interruptedSince: instantSchema.nullable(),
  /** The nearest limit that runs. */
  limitAt: instantSchema.nullable(),
  /** A limit was missed. */
  late: z.boolean(),
  fixedAt: instantSchema.nullable(),
  closedAt: instantSchema.nullable(),
  description: z.string(),
});
export const incidentListSchema = z.object({ items: z.array(rowSchema), nextCursor: nextCursorSchema });

export const incidentPageSchema = rowSchema.extend({
  seq: seqSchema,
  personalData: z.boolean(),
  affectedUnits: z.array(z.object({ id: z.string(), name: z.string() })),
  clocks: z.array(
    z.object({
      id: z.enum(clockIds),
      rule: z.string(),
      startedAt: instantSchema,
      dueAt: instantSchema,
      pausedAt: instantSchema.nullable(),
      stoppedAt: instantSchema.nullable(),
      /** Highest threshold told, in percent. */
      raised: z.int(),
      kept: z.boolean(),
    }),
  ),
  stops: z.array(
    z.object({
      function: z.enum(stoppableFunctions),
      mode: z.enum(stopModes),
      since: instantSchema,
      by: casePersonSchema,
    }),
  ),
  notice: z.object({ at: instantSchema, expectedFixAt: instantSchema, passed: z.boolean(), count: z.int() }).nullable(),
  leadersTold: z.array(z.enum(leaders)),
  leadersToTell: z.array(z.enum(leaders)),
  hardwareFixedAt: instantSchema.nullable(),
  authorityNotifiedAt: instantSchema.nullable(),
  followUps: z.array(z.object({ number: z.int(), text: z.string(), done: z.boolean() })),
  /** What the regulation still asks for before it is over. */
  missing: z.array(z.enum(closingNeeds)),
  history: caseHistorySchema,
  allowed: z.array(z.enum(steps)),
});

/** What everybody at work has to know now: what is stopped, and what is expected to be mended when. */
export const workNoticesSchema = z.object({
  stops: z.array(z.object({ function: z.enum(stoppableFunctions), mode: z.enum(stopModes), since: instantSchema })),
  incidents: z.array(
    z.object({
      id: z.uuid(),
      code: z.string(),
      class: incidentClassSchema,
      detectedAt: instantSchema,
      expectedFixAt: instantSchema,
      /** The time given has passed. */
      passed: z.boolean(),
      message: z.string().nullable(),
    }),
  ),
});
