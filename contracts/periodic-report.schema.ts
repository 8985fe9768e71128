/** Reports on operation, exploitation and updating (seed Điều 11.8, 15.5). */
import { z } from 'zod';
import type { ExploitationKind, ReportedLink } from '../domain/reports/report-figures';
import type { ReportPeriod } from '../domain/reports/report-period';
import type { ReportStatus } from '../domain/reports/report-state';
import type { ReportStep } from '../domain/reports/available-report-actions';
import { accountChangeSchema } from './account-report.schema';
import { accountRowSchema, writtenRequestSchema } from './account.schema';
import {
  instantSchema,
  namedUnitSchema,
  nextCursorSchema,
  pagingQuery,
  personTextSchema,
  seqSchema,
} from './api-value.schema';
import { caseHistorySchema, casePersonSchema } from './case.schema';
import { incidentClassSchema } from './incident.schema';
import { statisticsSchema } from './statistics.schema';

const statuses = [
  'new',
  'collecting',
  'drafted',
  'submitted',
  'signed',
  'sent',
  'accepted',
  'cancelled',
] as const satisfies readonly ReportStatus[];
const periods = ['month', 'quarter', 'year', 'onDemand'] as const satisfies readonly ReportPeriod[];
const exploitationKinds = [
  'signIns',
  'documentsOpened',
  'personalDataOpened',
  'exports',
] as const satisfies readonly ExploitationKind[];
const links = ['tax', 'oneStop', 'mail'] as const satisfies readonly ReportedLink[];
const steps = [
  'writeRemarks',
  'renewFigures',
  'submitReport',
  'signReport',
  'returnReport',
  'sendReport',
  'acceptReport',
  'sendBackReport',
  'cancelReport',
] as const satisfies readonly ReportStep[];

const textSchema = personTextSchema(4000);
const wordsSchema = personTextSchema(10_000);

/** Body of `POST /reports`: a report is asked for besides the regular ones (A11.8, A15.5 "or on demand"). */
export const newReportSchema = z
  .strictObject({
    /** Whose report: the registration office's, or Sở's. */
    unitId: z.string().min(1).max(100),
    from: z.iso.date(),
    to: z.iso.date(),
    /** By the closing of which day. */
    dueOn: z.iso.date(),
    /** What it is wanted for. */
    text: textSchema.optional(),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'The last day lies before the first.' });

/** The assessment in words; each part may be left out. */
const remarksSchema = z.strictObject({
  assessment: wordsSchema.optional(),
  difficulties: wordsSchema.optional(),
  proposals: wordsSchema.optional(),
});

export const reportStepSchemas = {
  writeRemarks: remarksSchema,
  renewFigures: z.strictObject({ reason: textSchema }),
  submitReport: z.strictObject({ text: textSchema.optional() }),
  signReport: z.strictObject({}),
  returnReport: z.strictObject({ reason: textSchema }),
  /** Number and day of the letter it goes with. */
  sendReport: z.strictObject({ document: writtenRequestSchema }),
  acceptReport: z.strictObject({ text: textSchema.optional() }),
  sendBackReport: z.strictObject({ reason: textSchema, dueOn: z.iso.date() }),
  cancelReport: z.strictObject({ reason: textSchema }),
} as const satisfies Record<(typeof steps)[number], z.ZodType>;

export const reportListQuery = z.strictObject({
  /** Only those that are not over. */
  open: z.stringbool().optional(),
  ...pagingQuery,
});

export const reportAnswerSchema = z.object({ id: z.uuid(), seq: seqSchema, status: z.enum(statuses) });

const rowSchema = z.object({
  id: z.uuid(),
  /** As people call it, `BC-0001`. */
  code: z.string(),
  unit: namedUnitSchema,
  /** Null: the provincial People's Committee and the Ministry. */
  receiver: namedUnitSchema.nullable(),
  period: z.enum(periods),
  from: z.iso.date(),
  to: z.iso.date(),
  /** Year and number of the period in it, as people call it; null on demand. */
  named: z.object({ year: z.int(), number: z.int() }).nullable(),
  status: z.enum(statuses),
  openedAt: instantSchema,
  dueAt: instantSchema,
  sentAt: instantSchema.nullable(),
  /** It was sent late, or is not sent although it is due. */
  late: z.boolean(),
});
export const reportListSchema = z.object({ items: z.array(rowSchema), nextCursor: nextCursorSchema });

const countSchema = z.int();
const reportFiguresSchema = z.object({
  asOf: instantSchema,
  dossiers: statisticsSchema.pick({ total: true, units: true, fields: true }),
  updates: z.object({
    procedures: z.array(z.object({ procedure: z.string(), name: z.string(), count: countSchema })),
    projectsAccepted: countSchema,
    handoversCompleted: countSchema,
  }),
  exploitation: z.object({
    acts: z.array(z.object({ kind: z.enum(exploitationKinds), count: countSchema })),
    people: countSchema,
  }),
  accounts: z.object({
    statuses: z.array(z.object({ status: accountRowSchema.shape.status, count: countSchema })),
    changes: z.array(
      z.object({
        at: instantSchema,
        fullName: z.string(),
        username: z.string().nullable(),
        unitName: z.string(),
        kind: accountChangeSchema,
      }),
    ),
  }),
  incidents: z.object({
    classes: z.array(z.object({ class: incidentClassSchema, reported: countSchema, late: countSchema })),
    open: countSchema,
  }),
  backups: z.object({
    kinds: z.array(z.object({ kind: z.string(), finished: countSchema, failed: countSchema })),
    trials: countSchema,
    longestTrialMs: z.int().nullable(),
  }),
  links: z.array(
    z.object({
      link: z.enum(links),
      delivered: countSchema,
      failed: countSchema,
      available: z.object({ share: z.number(), since: instantSchema }).nullable(),
    }),
  ),
});

const actSchema = z.object({ by: casePersonSchema, at: instantSchema });
export const reportPageSchema = rowSchema.extend({
  seq: seqSchema,
  figures: z
    .object({
      /** SHA-256 of the figures it was drawn up with. */
      sha256: z.string(),
      /** What is kept is what was drawn up. */
      intact: z.boolean(),
      told: reportFiguresSchema,
    })
    .nullable(),
  remarks: z.object({
    assessment: z.string().nullable(),
    difficulties: z.string().nullable(),
    proposals: z.string().nullable(),
  }),
  submitted: actSchema.nullable(),
  signed: actSchema.nullable(),
  sent: actSchema.nullable(),
  /** Number and day of the letter it went with. */
  letter: z.object({ number: z.string(), date: z.iso.date() }).nullable(),
  accepted: actSchema.nullable(),
  sentBack: z.int(),
  history: caseHistorySchema,
  allowed: z.array(z.enum(steps)),
});
