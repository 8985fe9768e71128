import { z } from 'zod';
import {
  accountIdSchema,
  instantSchema,
  nextCursorSchema,
  pagingQuery,
  personTextSchema,
  seqSchema,
} from './api-value.schema';

export const newCommentSchema = z.strictObject({ body: personTextSchema(4000) });
export const commentQuery = z.object(pagingQuery);
export const commentSchema = z.object({
  id: z.uuid(),
  author: z.object({ id: accountIdSchema, name: z.string() }),
  body: z.string(),
  createdAt: instantSchema,
});
/** Newest first. */
export const commentListSchema = z.object({ items: z.array(commentSchema), nextCursor: nextCursorSchema });

/** The step of the dossier I have seen. */
export const seenSchema = z.strictObject({ seq: seqSchema });
