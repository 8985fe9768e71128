import { z } from 'zod';
import { formDataSchema, instantSchema, nextCursorSchema, pagingQuery, seqSchema } from './api-value.schema';
import { attachmentSchema, channelSchema } from './draft.schema';

export const dossierListQuery = z.object({
  /** Part of code, names, certificate or address; accents optional. */
  q: z.string().trim().min(1).max(200).optional(),
  status: z.string().max(40).optional(),
  unit: z.string().max(100).optional(),
  /** Received on or after, and on or before this Vietnamese day. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  ...pagingQuery,
});

const dossierSummary = {
  id: z.uuid(),
  code: z.string(),
  procedureKey: z.string(),
  applicantName: z.string(),
  status: z.string(),
  publicState: z.int(),
  receivingUnitId: z.string(),
  handlingUnitId: z.string(),
  receivedAt: instantSchema,
  promisedAt: instantSchema.nullable(),
  dueAt: instantSchema.nullable(),
  pauseReasons: z.array(z.string()),
  closedAt: instantSchema.nullable(),
};
const listedDossierSchema = z.object({
  ...dossierSummary,
  /** How it stands to its deadline by the server's clock; `nearDue` as in the inbox. */
  dueState: z.enum(['running', 'nearDue', 'overdue', 'paused', 'done', 'none']),
});
export const dossierListSchema = z.object({ items: z.array(listedDossierSchema), nextCursor: nextCursorSchema });

const pauseSchema = z.object({ reason: z.string(), from: instantSchema, to: instantSchema.nullable() });
const moveSchema = z.object({
  kind: z.enum(['moved', 'apology']),
  by: z.string(),
  from: instantSchema,
  to: instantSchema,
  at: instantSchema,
});

/** The legal clock with everything that happened to it. */
const deadlineSchema = z.object({
  limit: z.object({ amount: z.number(), unit: z.string() }),
  status: z.enum(['running', 'paused', 'stopped']),
  startedAt: instantSchema,
  promisedAt: instantSchema,
  dueAt: instantSchema,
  stoppedAt: instantSchema.nullable(),
  outcome: z.string().nullable(),
  overdue: z.boolean(),
  nearDue: z.boolean(),
  /** Until when an apology with a new date (form 04) comes in time; null when none can be given. */
  apologyBy: instantSchema.nullable(),
  percentUsed: z.number(),
  pauses: z.array(pauseSchema),
  moves: z.array(moveSchema),
  thresholds: z.array(z.object({ percent: z.int(), at: instantSchema })),
  escalations: z.array(
    z.object({ percent: z.int(), at: instantSchema, recordedAt: instantSchema, caughtUp: z.boolean() }),
  ),
});

const timelineSchema = z.array(
  z.object({
    seq: z.int(),
    at: instantSchema,
    command: z.string(),
    actor: z.object({ id: z.string(), name: z.string().nullable() }),
    /** What happened, in order: the entries of the event log without the engine's bookkeeping. */
    entries: z.array(z.record(z.string(), z.json())),
    /** Texts that went with the step (reason, items …). */
    submission: z.object({ kind: z.string(), payload: formDataSchema }).nullable(),
  }),
);

const taxSchema = z.object({
  /** By when the first slip must be sent; null once it was, or where there is nothing to send. */
  sendBy: instantSchema.nullable(),
  slips: z.array(
    z.object({
      version: z.int(),
      number: z.string(),
      sentAt: instantSchema.nullable(),
      /** By when the tax office should have answered. */
      answerBy: instantSchema.nullable(),
      returnedAt: instantSchema.nullable(),
      returnReason: z.string().nullable(),
    }),
  ),
  notices: z.array(
    z.object({
      number: z.string(),
      slipVersion: z.int(),
      item: z.string(),
      amount: z.int(),
      dueOn: z.iso.date().nullable(),
      treasuryAccount: z.string().nullable(),
      settledKind: z.string().nullable(),
      receipt: z.string().nullable(),
      settledAt: instantSchema.nullable(),
    }),
  ),
});

export const dossierPageSchema = z.object({
  ...dossierSummary,
  seq: seqSchema,
  phase: z.string(),
  channel: channelSchema,
  externalCode: z.string().nullable(),
  regime: z.string(),
  procedureVersion: z.string(),
  procedureName: z.string(),
  /** Personal data is covered; `POST /dossiers/{id}/personal-data` opens it. */
  personalData: z.literal('masked'),
  form: formDataSchema,
  attachments: z.array(attachmentSchema),
  documents: z.array(z.object({ id: z.uuid(), kind: z.string(), sha256: z.string(), createdAt: instantSchema })),
  tasks: z.array(
    z.object({
      instance: z.int(),
      element: z.string(),
      name: z.string(),
      state: z.enum(['open', 'completed', 'cancelled']),
      suspended: z.boolean(),
      unitId: z.string(),
      role: z.string(),
      assignee: z.object({ id: z.uuid(), name: z.string() }).nullable(),
      openedAt: instantSchema,
      targetAt: instantSchema.nullable(),
      closedAt: instantSchema.nullable(),
      closedBy: z.string().nullable(),
      actions: z.array(z.string()),
    }),
  ),
  deadline: deadlineSchema.nullable(),
  supplement: z.object({ requestedAt: instantSchema, windowEndsAt: instantSchema }).nullable(),
  /** Does the land data know the certificate? If not, an empty `restrictions` says nothing. */
  certificateKnown: z.boolean(),
  /** What stands on the dossier's certificate today. */
  restrictions: z.array(
    z.object({
      kind: z.string(),
      blocksTransfer: z.boolean(),
      document: z.string(),
      documentNumber: z.string().nullable(),
      since: z.iso.date(),
      until: z.iso.date().nullable(),
    }),
  ),
  tax: taxSchema,
  timeline: timelineSchema,
  diagram: z.object({
    completed: z.array(z.string()),
    active: z.array(z.string()),
    failed: z.array(z.object({ instance: z.int(), element: z.string(), code: z.string(), message: z.string() })),
    flows: z.array(z.string()),
  }),
  /** What THIS person may do to the dossier NOW (tasks carry their own). */
  actions: z.array(z.string()),
});
