import { z } from 'zod';
import { instantSchema } from './api-value.schema';

export const statisticsQuery = z
  .object({
    /** First and last Vietnamese day of the period. */
    from: z.iso.date(),
    to: z.iso.date(),
    unit: z.string().max(100).optional(),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'The last day lies before the first.' });

const figuresSchema = z.object({
  received: z.object({ total: z.int(), online: z.int(), direct: z.int(), carriedOver: z.int() }),
  resolved: z.object({ total: z.int(), early: z.int(), onTime: z.int(), late: z.int() }),
  inProgress: z.object({ total: z.int(), inTime: z.int(), overdue: z.int() }),
  paused: z.object({ total: z.int(), supplement: z.int(), obligation: z.int(), stopped: z.int() }),
});

/** Dossiers received and resolved in a period, by field and by handling unit; every row adds up, and rows add up to the total. */
export const statisticsSchema = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  /** End of the period, or now while it lasts: what is in progress or paused is counted at this instant. */
  asOf: instantSchema,
  total: figuresSchema,
  units: z.array(z.object({ unitId: z.string(), unitName: z.string(), figures: figuresSchema })),
  fields: z.array(z.object({ code: z.string(), name: z.string(), figures: figuresSchema })),
});
export type Statistics = z.infer<typeof statisticsSchema>;
