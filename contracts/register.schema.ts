import { z } from 'zod';
import { instantSchema, nextCursorSchema, pagingQuery } from './api-value.schema';

const period = {
  /** Receiving unit; one's own counter when left out. */
  unit: z.string().min(1).max(100).optional(),
  /** First and last Vietnamese day; today when left out. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
};
export const registerQuery = z.object({ ...period, ...pagingQuery });
export const registerFileQuery = z.object(period);

/** Sổ theo dõi hồ sơ (form 06), in the order of receipt. Telephone numbers are covered. */
export const registerSchema = z.object({
  unitId: z.string(),
  from: z.iso.date(),
  to: z.iso.date(),
  items: z.array(
    z.object({
      id: z.uuid(),
      code: z.string(),
      procedureName: z.string(),
      applicantName: z.string(),
      address: z.string().nullable(),
      phone: z.string().nullable(),
      responsibleUnit: z.string(),
      receivedAt: instantSchema,
      dueAt: instantSchema,
      forwardedAt: instantSchema.nullable(),
      decidedAt: instantSchema.nullable(),
      returnedAt: instantSchema.nullable(),
      status: z.string(),
      channel: z.string().nullable(),
      receiverName: z.string().nullable(),
    }),
  ),
  nextCursor: nextCursorSchema,
});
