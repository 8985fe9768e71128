import { z } from 'zod';
import { instantSchema, nextCursorSchema, pagingQuery } from './api-value.schema';
import { AUDIT_ACTIONS } from './audit-actions';

const filters = {
  /** Account id or user name, `system`, `nobody`, `partner:<name>`, `connector:<type>`. */
  actor: z.string().trim().min(1).max(100).optional(),
  action: z.enum(AUDIT_ACTIONS).optional(),
  /** Id of what was acted upon; also a dossier's code or an account's user name. */
  subject: z.string().trim().min(1).max(100).optional(),
  unit: z.string().max(100).optional(),
  /** First and last Vietnamese day. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
};
const inOrder = ({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined }) =>
  from === undefined || to === undefined || from <= to;
const order = { path: ['to'], message: 'The last day lies before the first.' };

export const auditQuery = z.object({ ...filters, ...pagingQuery }).refine(inOrder, order);
export const auditExportQuery = z.object({ ...filters, format: z.enum(['xlsx', 'csv']) }).refine(inOrder, order);

const auditEntrySchema = z.object({
  id: z.uuid(),
  at: instantSchema,
  actor: z.object({ id: z.string(), name: z.string().nullable() }),
  action: z.string(),
  /** `label`: the code of a dossier, the user name of an account. */
  subject: z.object({ type: z.string(), id: z.string(), label: z.string().nullable() }).nullable(),
  unit: z.object({ id: z.string(), name: z.string() }).nullable(),
  detail: z.json(),
  address: z.string().nullable(),
  /** A step that never was: another took its number (docs/architecture.md, C2). */
  replaced: z.boolean(),
  /** Its place in the chain; `null`: written in the last seconds. Hashes in hexadecimal. */
  seal: z.object({ number: z.int(), previousHash: z.string(), hash: z.string() }).nullable(),
});
export const auditListSchema = z.object({ items: z.array(auditEntrySchema), nextCursor: nextCursorSchema });

export const auditStateSchema = z.object({
  /** Number of the last entry in the chain; 0: none yet. */
  sealed: z.int(),
  sealedAt: instantSchema.nullable(),
  hash: z.string().nullable(),
  /** Newest head published outside the database. */
  lastHead: z.object({ day: z.iso.date(), number: z.int(), hash: z.string() }).nullable(),
  /** Newest walk along the chain; `problem`: the first broken place. */
  lastCheck: z
    .object({
      at: instantSchema,
      number: z.int(),
      problem: z
        .object({
          kind: z.string(),
          number: z.int(),
          entryId: z.string().optional(),
          source: z.string().optional(),
        })
        .nullable(),
    })
    .nullable(),
  /** Whether the api itself may only add to the log. */
  isProtected: z.boolean(),
});
