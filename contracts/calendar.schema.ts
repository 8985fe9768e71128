import { z } from 'zod';

const windowSchema = z.object({
  /** Minutes from local midnight. */
  from: z.int(),
  to: z.int(),
});

export const calendarQuery = z.object({ year: z.coerce.number().int().min(2000).max(2100) });

/** The published working calendar in one year. */
export const calendarSchema = z.object({
  year: z.int(),
  /** Hash of its content. */
  version: z.string(),
  /** Working hours of a week, Monday first; none on a rest day. */
  weekly: z.array(z.array(windowSchema)),
  /** What differs from the week: holidays, days off in exchange, worked Saturdays. */
  overrides: z.array(
    z.object({
      date: z.iso.date(),
      kind: z.enum(['off', 'working']),
      name: z.string().nullable(),
      /** Law or announcement it rests on. */
      source: z.string(),
      windows: z.array(windowSchema),
    }),
  ),
  /** Working days of each month, January first. */
  workingDays: z.array(z.int()),
});
