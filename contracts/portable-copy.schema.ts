/** Copies on portable disks for the archive (seed Điều 18.1). */
import { z } from 'zod';
import type { CopyStep } from '../domain/portable-copies/available-copy-steps';
import type { CopyKind } from '../domain/portable-copies/copy-period';
import type { CopyStatus } from '../domain/portable-copies/copy-state';
import { instantSchema, nextCursorSchema, pagingQuery, personTextSchema, seqSchema } from './api-value.schema';
import { caseHistorySchema, casePersonSchema } from './case.schema';

const kinds = ['database', 'scans'] as const satisfies readonly CopyKind[];
const statuses = [
  'new',
  'awaited',
  'copying',
  'copied',
  'handedOver',
  'archived',
  'cancelled',
] as const satisfies readonly CopyStatus[];
const steps = [
  'insertDisk',
  'handOverDisk',
  'archiveDisk',
  'refuseDisk',
  'cancelCopy',
] as const satisfies readonly CopyStep[];

const textSchema = personTextSchema(4000);

/** Body of `POST /portable-copies`: one more than the regular ones. */
export const newCopySchema = z.strictObject({ kind: z.enum(kinds), reason: textSchema });

export const copyStepSchemas = {
  /** As it stands on the disk. */
  insertDisk: z.strictObject({ label: personTextSchema(60) }),
  handOverDisk: z.strictObject({ text: textSchema.optional() }),
  archiveDisk: z.strictObject({ shelf: personTextSchema(200), text: textSchema.optional() }),
  refuseDisk: z.strictObject({ reason: textSchema }),
  cancelCopy: z.strictObject({ reason: textSchema }),
} as const satisfies Record<(typeof steps)[number], z.ZodType>;

export const copyListQuery = z.strictObject({
  /** Only those that are not over. */
  open: z.stringbool().optional(),
  ...pagingQuery,
});

export const copyAnswerSchema = z.object({ id: z.uuid(), seq: seqSchema, status: z.enum(statuses) });

const rowSchema = z.object({
  id: z.uuid(),
  /** As people call it, `OC-0001`. */
  code: z.string(),
  kind: z.enum(kinds),
  regular: z.boolean(),
  /** The period it is owed of; null: on demand. */
  from: z.iso.date().nullable(),
  to: z.iso.date().nullable(),
  status: z.enum(statuses),
  openedAt: instantSchema,
  dueAt: instantSchema,
  /** Label of the disk. */
  disk: z.string().nullable(),
  /** Where in the archive it lies. */
  shelf: z.string().nullable(),
  archivedAt: instantSchema.nullable(),
  /** It came into the archive late, or is not there although it is due. */
  late: z.boolean(),
});
export const copyListSchema = z.object({ items: z.array(rowSchema), nextCursor: nextCursorSchema });

const actSchema = z.object({ by: casePersonSchema, at: instantSchema });
export const copyPageSchema = rowSchema.extend({
  seq: seqSchema,
  /** What kept the last attempt from succeeding: `BACKUP_…` or `PORTABLE_DISK_…` of docs/backup.md. */
  fault: z.object({ code: z.string(), text: z.string().nullable() }).nullable(),
  written: z
    .object({
      set: z.string(),
      takenAt: instantSchema,
      /** Of the set's manifest. */
      sha256: z.string(),
      files: z.int(),
      damagedFiles: z.int(),
      sizeBytes: z.int(),
    })
    .nullable(),
  handedOver: actSchema.nullable(),
  archived: actSchema.nullable(),
  refusals: z.int(),
  history: caseHistorySchema,
  allowed: z.array(z.enum(steps)),
});
