/** Accounts: who may do what, since when and on whose written request (seed Điều 7). */
import { z } from 'zod';
import type { DutyId, PositionId } from '../domain/access/duties';
import type { AccountStatus, LockReason } from '../domain/accounts/account-state';
import {
  accountIdSchema,
  instantSchema,
  nextCursorSchema,
  pagingQuery,
  personTextSchema,
  seqSchema,
} from './api-value.schema';
import { casePersonSchema } from './case.schema';

const accountStatuses = [
  'new',
  'requested',
  'checked',
  'approved',
  'issued',
  'active',
  'locked',
  'refused',
  'closed',
] as const satisfies readonly AccountStatus[];
const dutyIds = [
  'receiveDossiers',
  'processDossiers',
  'leadUnit',
  'overseeProvince',
  'administerSystem',
  'operateDataCentre',
] as const satisfies readonly DutyId[];
const positionIds = [
  'counterClerk',
  'cadastralOfficer',
  'headOfUnit',
  'departmentLeader',
  'systemAdministrator',
  'dataCentreOperator',
  'contractorSurveyor',
] as const satisfies readonly PositionId[];
const lockReasons = [
  'passwordNotChanged',
  'leaked',
  'projectAccepted',
  'departed',
  'foundLocked',
] as const satisfies readonly LockReason[];

const statusSchema = z.enum(accountStatuses);
export const dutyIdSchema = z.enum(dutyIds);
export const lockReasonSchema = z.enum(lockReasons);
const unitIdSchema = z.string().min(1).max(100);

/** The head's letter: its number and day, and its scan (`POST /case-files`). */
export const writtenRequestSchema = z.strictObject({
  number: personTextSchema(100),
  date: z.iso.date(),
  fileIds: z.array(z.uuid()).max(10),
});

const dutyInUnitSchema = z.strictObject({ duty: dutyIdSchema, unitId: unitIdSchema });
const dutiesSchema = z
  .array(dutyInUnitSchema)
  .min(1)
  .max(20)
  .refine((duties) => new Set(duties.map(({ duty, unitId }) => `${duty} ${unitId}`)).size === duties.length, {
    message: 'A duty stands here twice.',
  });
const note = personTextSchema(1000).optional();

/** Body of `POST /accounts`. */
export const newAccountSchema = z.strictObject({
  fullName: personTextSchema(200),
  birthDate: z.iso.date(),
  /** Number of the citizen's identity card (CCCD). */
  nationalId: z.string().regex(/^\d{12}$/, { message: '12 digits' }),
  username: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]{2,60}$/, { message: '3 to 61 lower-case letters, digits and . _ -' }),
  email: z.email().max(200),
  title: personTextSchema(200),
  unitId: unitIdSchema,
  position: z.enum(positionIds),
  duties: dutiesSchema,
  /** For people of a contractor: the project they work for (A7.1e). */
  projectId: z.uuid().optional(),
  document: writtenRequestSchema,
  note,
});

/** All duties held afterwards, not the difference. */
export const rightsRequestSchema = z.strictObject({
  position: z.enum(positionIds),
  duties: dutiesSchema,
  document: writtenRequestSchema,
  note,
});
export const unlockRequestSchema = z.strictObject({
  document: writtenRequestSchema,
  note,
  /** The app of the second factor is lost, too: it is set up anew at the first sign-in. */
  renewSecondFactor: z.boolean().optional(),
});
/** The day the person no longer works here: locked at its beginning. */
export const departureSchema = z.strictObject({ on: z.iso.date(), document: writtenRequestSchema, note });
export const reasonSchema = z.strictObject({ reason: personTextSchema(1000) });
export const issueSchema = z.strictObject({ username: newAccountSchema.shape.username.optional() });
export const noteOnlySchema = z.strictObject({ note }).optional();
export const leakByNameSchema = z.strictObject({ username: z.string().trim().min(1).max(100), note });

const surplusSchema = z.object({ duty: dutyIdSchema, unitId: z.string(), actions: z.array(z.string()) });

export const sessionsEndedSchema = z.object({ ended: z.int() });
export const accountAnswerSchema = z.object({ id: accountIdSchema, seq: seqSchema, status: statusSchema });
/** `surplus`: what the duties give beyond what the post needs (A7.1d); whoever decides sees it, too. */
export const requestAnswerSchema = accountAnswerSchema.extend({ surplus: z.array(surplusSchema) });
/** The one-time secret is told here and nowhere else; the same request again tells it again. */
export const issueAnswerSchema = accountAnswerSchema.extend({
  username: z.string(),
  secret: z.string(),
  changeBy: instantSchema,
});
export const accountPersonalDataSchema = z.object({
  nationalId: z.string().nullable(),
  birthDate: z.iso.date().nullable(),
});

/** What people may be charged with, and what each post needs (A7.1d). */
export const dutyCatalogueSchema = z.object({
  duties: z.array(
    z.object({
      id: dutyIdSchema,
      role: z.string(),
      /** Kinds of unit it exists in. */
      unitKinds: z.array(z.string()),
      /** Gives rights over other people's rights: two administrators approve it. */
      givesAuthority: z.boolean(),
      actions: z.array(z.string()),
    }),
  ),
  positions: z.array(z.object({ id: z.enum(positionIds), duties: z.array(dutyIdSchema) })),
});

const heldDutySchema = z.object({
  duty: dutyIdSchema,
  unitId: z.string(),
  /** Null: held since before there were requests. */
  since: instantSchema.nullable(),
  requestedBy: casePersonSchema.nullable(),
  /** Number of the written request among `requests`. */
  request: z.string().nullable(),
});
const lockSchema = z.object({ reason: lockReasonSchema, at: instantSchema });

export const accountRowSchema = z.object({
  id: accountIdSchema,
  fullName: z.string(),
  username: z.string().nullable(),
  title: z.string(),
  unit: z.object({ id: z.string(), name: z.string() }),
  status: statusSchema,
  position: z.enum(positionIds).nullable(),
  duties: z.array(z.object({ duty: dutyIdSchema, unitId: z.string(), since: instantSchema.nullable() })),
  pending: z.enum(['account', 'rights', 'unlock']).nullable(),
  lock: lockSchema.nullable(),
  departsOn: z.iso.date().nullable(),
  changeBy: instantSchema.nullable(),
  issuedAt: instantSchema.nullable(),
  /** Of the last act or look; null: never. */
  lastUsedAt: instantSchema.nullable(),
});

export const accountListQuery = z.object({
  ...pagingQuery,
  /** That unit and all below it. */
  unit: unitIdSchema.optional(),
  status: statusSchema.optional(),
  duty: dutyIdSchema.optional(),
  /** Name or user name, accents optional. */
  words: z.string().trim().max(200).optional(),
  /** Only what waits for a step of mine. */
  waiting: z.literal('me').optional(),
});
export const accountListSchema = z.object({ items: z.array(accountRowSchema), nextCursor: nextCursorSchema });

const fileSchema = z.object({
  id: z.uuid(),
  fileName: z.string(),
  mediaType: z.string(),
  sizeBytes: z.int(),
  uploadedAt: instantSchema,
});
export const caseFileSchema = fileSchema;

const pendingSchema = z.object({
  kind: z.enum(['account', 'rights', 'unlock']),
  requestedBy: casePersonSchema,
  requestedAt: instantSchema,
  request: z.string().nullable(),
  duties: z.array(dutyInUnitSchema),
  renewSecondFactor: z.boolean(),
  checkedBy: casePersonSchema.nullable(),
  approvedBy: z.array(casePersonSchema),
  /** Two where authority over other people's rights is given. */
  approvalsNeeded: z.int(),
  surplus: z.array(surplusSchema),
});

export const accountPageSchema = accountRowSchema.extend({
  seq: seqSchema,
  email: z.string().nullable(),
  duties: z.array(heldDutySchema),
  identityCheckedAt: instantSchema.nullable(),
  hasNationalId: z.boolean(),
  /** Of a contractor's account: the project it exists for. */
  project: z.object({ id: z.uuid(), code: z.string(), name: z.string() }).nullable(),
  pending: pendingSchema.nullable(),
  /** Written requests and notices with their letters, newest first. */
  requests: z.array(
    z.object({
      id: z.string(),
      seq: seqSchema,
      at: instantSchema,
      command: z.string(),
      by: casePersonSchema,
      document: z.object({ number: z.string(), date: z.iso.date() }).nullable(),
      note: z.string().nullable(),
      reason: z.string().nullable(),
      files: z.array(fileSchema),
    }),
  ),
  /** Every step, newest first. */
  history: z.array(
    z.object({
      seq: seqSchema,
      at: instantSchema,
      command: z.string(),
      by: casePersonSchema,
      events: z.array(z.object({ type: z.string(), at: instantSchema, reason: z.string().nullable() })),
    }),
  ),
  /** What I may do to it now. */
  allowed: z.array(z.string()),
});
