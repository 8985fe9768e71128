/** Handovers between units: data, papers, servers, software (seed A13.2, A15.3, A16.3). */
import { z } from 'zod';
import type { HandoverSide, HandoverStatus, ItemKind } from '../domain/handovers/handover-state';
import { writtenRequestSchema } from './account.schema';
import { instantSchema, nextCursorSchema, pagingQuery, personTextSchema, seqSchema } from './api-value.schema';
import { caseHistorySchema, casePersonSchema } from './case.schema';

const statuses = ['new', 'prepared', 'completed', 'cancelled'] as const satisfies readonly HandoverStatus[];
const sides = ['giver', 'receiver'] as const satisfies readonly HandoverSide[];
const kinds = ['data', 'document', 'server', 'software'] as const satisfies readonly ItemKind[];
/** Requests about a handover that is there. */
const steps = ['amendItems', 'checkItem', 'signAsGiver', 'signAsReceiver', 'cancelHandover'] as const;

const textSchema = personTextSchema(4000);
const unitIdSchema = z.string().min(1).max(100);
const countSchema = z.int().min(0).max(1_000_000_000);
/** SHA-256 of what is handed over, in hexadecimal. */
const sha256Schema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[0-9a-f]{64}$/, { message: '64 hexadecimal digits' });

const itemsSchema = z
  .array(
    z.strictObject({
      name: personTextSchema(300),
      kind: z.enum(kinds),
      /** What is counted: thửa, bộ, máy … */
      measure: personTextSchema(50),
      count: countSchema,
      /** Absent: it has none that could be compared. */
      sha256: sha256Schema.optional(),
    }),
  )
  .min(1)
  .max(200);

/** Body of `POST /handovers`. */
export const newHandoverSchema = z
  .strictObject({
    subject: personTextSchema(300),
    giverUnitId: unitIdSchema,
    receiverUnitId: unitIdSchema,
    /** The contractor's project whose products these are. */
    projectId: z.uuid().optional(),
    items: itemsSchema,
    text: textSchema.optional(),
  })
  .refine(({ giverUnitId, receiverUnitId }) => giverUnitId !== receiverUnitId, {
    message: 'Nobody hands over to himself.',
    path: ['receiverUnitId'],
  });

export const handoverStepSchemas = {
  amendItems: z.strictObject({ items: itemsSchema, reason: textSchema }),
  checkItem: z.strictObject({
    number: z.int().min(1).max(200),
    count: countSchema,
    sha256: sha256Schema.optional(),
    text: textSchema.optional(),
  }),
  /** For a contractor somebody of Sở records the signature: the signed paper is attached. */
  signAsGiver: z.strictObject({ document: writtenRequestSchema.optional() }),
  signAsReceiver: z.strictObject({ document: writtenRequestSchema.optional() }),
  cancelHandover: z.strictObject({ reason: textSchema }),
} as const satisfies Record<(typeof steps)[number], z.ZodType>;

export const handoverListQuery = z.strictObject({
  /** Only those that are not over. */
  open: z.stringbool().optional(),
  ...pagingQuery,
});

export const handoverAnswerSchema = z.object({ id: z.uuid(), seq: seqSchema, status: z.enum(statuses) });

const unitSchema = z.object({ id: z.string(), name: z.string(), kind: z.string() });
const measuredSchema = z.object({ count: z.int(), sha256: z.string().nullable() });
const rowSchema = z.object({
  id: z.uuid(),
  /** As people call it, `BG-0001`. */
  code: z.string(),
  subject: z.string(),
  status: z.enum(statuses),
  giver: unitSchema,
  receiver: unitSchema,
  project: z.object({ id: z.uuid(), code: z.string(), name: z.string() }).nullable(),
  preparedAt: instantSchema,
  completedAt: instantSchema.nullable(),
  /** Lines of its list. */
  itemCount: z.int(),
});
export const handoverListSchema = z.object({ items: z.array(rowSchema), nextCursor: nextCursorSchema });

export const handoverPageSchema = rowSchema.extend({
  seq: seqSchema,
  items: z.array(
    z.object({
      number: z.int(),
      name: z.string(),
      kind: z.enum(kinds),
      measure: z.string(),
      expected: measuredSchema,
      found: measuredSchema.extend({ by: casePersonSchema }).nullable(),
      asListed: z.boolean(),
    }),
  ),
  signatures: z.array(z.object({ side: z.enum(sides), by: casePersonSchema, at: instantSchema })),
  /** Its project is not accepted yet: nobody signs (A16.3). */
  awaitsAcceptance: z.boolean(),
  history: caseHistorySchema,
  allowed: z.array(z.enum(steps)),
});
