/** Values that many messages of the API share. Instants are ISO 8601 in UTC; amounts are whole đồng. */
import { z } from 'zod';

export const instantSchema = z.iso.datetime();
export const accountIdSchema = z.uuid();
/** A unit as it is shown. */
export const namedUnitSchema = z.object({ id: z.string(), name: z.string() });
/** A text written by a person: trimmed, not empty, without control characters other than line breaks and tabs. */
export const personTextSchema = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)

    .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/u, { message: 'Control characters are not allowed.' });

export const formDataSchema = z.record(z.string().max(200), z.json());

/** Number of the dossier's last step, also its ETag. */
export const seqSchema = z.int().min(0);

/** Keyset paging: the cursor is opaque; `null` means that this was the last page. */
export const nextCursorSchema = z.string().nullable();
const cursorSchema = z.string().min(1).max(500);
export const pagingQuery = {
  cursor: cursorSchema.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
};

export const idParams = z.object({ id: z.uuid() });
export const fileParams = z.object({ id: z.uuid(), fileId: z.uuid() });
export const documentParams = z.object({ id: z.uuid(), docId: z.uuid() });
export const taskParams = z.object({ id: z.uuid(), instance: z.coerce.number().int().min(1).max(2_147_483_647) });
export const keyParams = z.object({ key: z.string().min(1).max(100) });
export const procedureRegimeParams = z.object({ key: z.string().min(1).max(100), regime: z.string().min(1).max(100) });
export const outboxParams = z.object({ id: z.string().regex(/^[1-9]\d{0,17}$/) });
