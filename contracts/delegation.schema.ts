/** "Ủy quyền có thời hạn": for some days a colleague of the same unit stands in for me. */
import { z } from 'zod';
import { accountIdSchema, instantSchema, personTextSchema } from './api-value.schema';

const personSchema = z.object({ id: accountIdSchema, displayName: z.string(), title: z.string() });

/** Both days count; Vietnamese days. */
export const newDelegationSchema = z.strictObject({
  to: accountIdSchema,
  firstDay: z.iso.date(),
  lastDay: z.iso.date(),
  reason: personTextSchema(500),
});

export const delegationSchema = z.object({
  id: z.uuid(),
  from: personSchema,
  to: personSchema,
  firstDay: z.iso.date(),
  lastDay: z.iso.date(),
  reason: z.string(),
  createdAt: instantSchema,
  /** Taken back before its last day. */
  endedAt: instantSchema.nullable(),
  state: z.enum(['planned', 'active', 'over']),
});

/** What I gave and what was given to me, latest first; `colleagues`: to whom I may give. */
export const delegationListSchema = z.object({
  items: z.array(delegationSchema),
  colleagues: z.array(personSchema),
});
