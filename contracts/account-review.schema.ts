/** What should not go on being had: accounts nobody uses, rights beyond the post that were never used (seed Điều 7.1d). */
import { z } from 'zod';
import { accountRowSchema, dutyIdSchema } from './account.schema';
import { instantSchema, namedUnitSchema } from './api-value.schema';

export const accountReviewQuery = z.strictObject({
  /** That unit and all below it. */
  unit: z.string().min(1).max(100).optional(),
});

/** Null: nobody knows since when. */
const since = instantSchema.nullable();
const proposalSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('unused'), since }),
  z.object({ kind: z.literal('surplusNeverUsed'), duty: dutyIdSchema, unit: namedUnitSchema, since }),
]);

export const accountReviewSchema = z.object({
  asOf: instantSchema,
  /** Length of the period an account was not used for. */
  days: z.int(),
  items: z.array(
    accountRowSchema
      .pick({ id: true, fullName: true, username: true, title: true, unit: true, position: true, lastUsedAt: true })
      .extend({ proposals: z.array(proposalSchema).min(1) }),
  ),
});

export type AccountReview = z.infer<typeof accountReviewSchema>;
