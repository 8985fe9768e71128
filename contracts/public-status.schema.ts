import { z } from 'zod';
import { instantSchema } from './api-value.schema';
import { publicStateSchema } from './one-stop-link.schema';

export const publicStatusParams = z.object({ code: z.string().min(1).max(64) });
export const publicStatusQuery = z.object({ secret: z.string().min(1).max(64) });

/**
 * What a citizen sees with code and secret: where the dossier stands, when it will be done, what it waits for, and what to
 * bring where. Nobody's name in full, no address, no number of an identity card.
 */
export const publicStatusSchema = z.object({
  code: z.string(),
  state: publicStateSchema,
  stateName: z.string(),
  procedureName: z.string(),
  /** First letters only, to see that it is one's own: `N*** T*** N***`. */
  applicant: z.string(),
  receivedAt: instantSchema,
  promisedAt: instantSchema.nullable(),
  dueAt: instantSchema.nullable(),
  closedAt: instantSchema.nullable(),
  /** The unit that received it and hands the result over. */
  counter: z.string(),
  /** The way from receipt to hand-over, in order. */
  steps: z.array(
    z.object({
      step: z.enum(['received', 'checked', 'tax', 'payment', 'posting', 'signing', 'ready', 'handedOver']),
      state: z.enum(['done', 'current', 'ahead', 'skipped', 'notReached']),
      at: instantSchema.nullable(),
    }),
  ),
  /** Why the clock stands still; several reasons may hold at once. */
  pauses: z.array(z.object({ reason: z.string(), since: instantSchema })),
  /** Papers that are missing, and until when they may be brought. */
  supplement: z
    .object({
      windowEndsAt: instantSchema,
      items: z.array(
        z.object({
          name: z.string(),
          originals: z.int().nullable(),
          certifiedCopies: z.int().nullable(),
          photocopies: z.int().nullable(),
        }),
      ),
    })
    .nullable(),
  /** Notices of the tax office that are not paid yet. */
  payments: z.array(
    z.object({
      number: z.string(),
      item: z.string(),
      /** Whole đồng. */
      amount: z.int(),
      dueOn: z.iso.date().nullable(),
      treasuryAccount: z.string().nullable(),
    }),
  ),
  /** How the result is handed over; null once there will be none any more. */
  collection: z
    .object({
      byPost: z.boolean(),
      /** The old certificate is given up against the new one. */
      originalCertificate: z.boolean(),
      /** Whole đồng to be paid at the counter; 0 when fees were paid at filing. */
      fees: z.int(),
    })
    .nullable(),
});
