/** Contractors' projects (seed Điều 16; A7.1e, A7.3c). */
import { z } from 'zod';
import type { ProjectStep } from '../domain/projects/available-project-actions';
import type { ProjectStatus } from '../domain/projects/project-state';
import { writtenRequestSchema } from './account.schema';
import {
  instantSchema,
  nextCursorSchema,
  pagingQuery,
  personTextSchema,
  seqSchema,
  namedUnitSchema,
} from './api-value.schema';
import { caseHistorySchema, casePersonSchema } from './case.schema';

const statuses = [
  'new',
  'registered',
  'planSubmitted',
  'working',
  'acceptanceRequested',
  'accepted',
  'handedOver',
  'trialRun',
  'trialPassed',
  'live',
  'cancelled',
] as const satisfies readonly ProjectStatus[];
const steps = [
  'submitPlan',
  'approvePlan',
  'returnPlan',
  'requestAcceptance',
  'acceptWork',
  'rejectWork',
  'startTrialRun',
  'recordTrialResult',
  'decideGoLive',
  'cancelProject',
] as const satisfies readonly ProjectStep[];

const textSchema = personTextSchema(4000);
const unitIdSchema = z.string().min(1).max(100);
const reasoned = z.strictObject({ reason: textSchema });
/** What was decided on paper: its number, day and scan; and what there is to say. */
const decided = z.strictObject({ document: writtenRequestSchema, text: textSchema.optional() });

/** Body of `POST /contractor-projects`. */
export const newProjectSchema = z.strictObject({
  name: personTextSchema(300),
  /** The unit that has the work done. */
  ownerUnitId: unitIdSchema,
  contractorUnitId: unitIdSchema,
  /** The units whose data is worked on. */
  workUnits: z
    .array(unitIdSchema)
    .min(1)
    .max(100)
    .refine((units) => new Set(units).size === units.length, { message: 'A unit stands here twice.' }),
  /** The contract or the decision behind it. */
  document: writtenRequestSchema,
  text: textSchema.optional(),
});

export const projectStepSchemas = {
  submitPlan: decided,
  approvePlan: decided,
  returnPlan: reasoned,
  requestAcceptance: decided,
  acceptWork: decided,
  rejectWork: reasoned,
  startTrialRun: z.strictObject({ text: textSchema.optional() }),
  recordTrialResult: z.strictObject({ passed: z.boolean(), text: textSchema }),
  decideGoLive: decided,
  cancelProject: reasoned,
} as const;

export const projectListQuery = z.strictObject({
  /** Only those that are not over. */
  open: z.stringbool().optional(),
  /** Of this contractor. */
  contractor: unitIdSchema.optional(),
  ...pagingQuery,
});

export const projectAnswerSchema = z.object({ id: z.uuid(), seq: seqSchema, status: z.enum(statuses) });

const actSchema = z.object({ by: casePersonSchema, at: instantSchema });
const rowSchema = z.object({
  id: z.uuid(),
  /** As people call it, `DA-0001`. */
  code: z.string(),
  name: z.string(),
  status: z.enum(statuses),
  owner: namedUnitSchema,
  contractor: namedUnitSchema,
  registeredAt: instantSchema,
  planApprovedAt: instantSchema.nullable(),
  acceptedAt: instantSchema.nullable(),
  liveAt: instantSchema.nullable(),
  closedAt: instantSchema.nullable(),
});
export const projectListSchema = z.object({ items: z.array(rowSchema), nextCursor: nextCursorSchema });

export const projectPageSchema = rowSchema.extend({
  seq: seqSchema,
  workUnits: z.array(namedUnitSchema),
  plan: z.object({ submitted: actSchema, approved: actSchema.nullable() }).nullable(),
  acceptance: z.object({ requested: actSchema, accepted: actSchema.nullable() }).nullable(),
  trial: z.object({ started: actSchema, result: actSchema.extend({ passed: z.boolean() }).nullable() }).nullable(),
  wentLive: actSchema.nullable(),
  /** Whether the contractor's people may get accounts now (A7.1e, A7.3c). */
  accountsMayBeIssued: z.boolean(),
  /** The project's accounts and what was done with them (A16.2). */
  accounts: z.array(
    z.object({
      id: z.uuid(),
      displayName: z.string(),
      username: z.string().nullable(),
      status: z.string(),
      acts: z.int().min(0),
      lastActAt: instantSchema.nullable(),
    }),
  ),
  handovers: z.array(
    z.object({ id: z.uuid(), code: z.string(), subject: z.string(), status: z.string(), preparedAt: instantSchema }),
  ),
  history: caseHistorySchema,
  allowed: z.array(z.enum(steps)),
});
