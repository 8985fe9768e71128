/** The periodic report of accounts (seed Điều 7.2c, 7.3): who has what, and what changed. */
import { z } from 'zod';
import type { AccountChangeKind } from '../domain/accounts/account-changes';
import { accountRowSchema, dutyIdSchema, lockReasonSchema } from './account.schema';
import { instantSchema, namedUnitSchema } from './api-value.schema';
import { casePersonSchema } from './case.schema';

const changeKinds = [
  'requested',
  'refused',
  'issued',
  'rightsChanged',
  'leakReported',
  'departureNoticed',
  'departureWithdrawn',
  'locked',
  'unlockApproved',
  'closed',
] as const satisfies readonly AccountChangeKind[];

export const accountChangeSchema = z.enum(changeKinds);

/** A report of more than this says nothing anybody could read. */
const MOST_DAYS = 366;
const DAY_MS = 86_400_000;

export const accountReportQuery = z
  .strictObject({
    /** First and last Vietnamese day of the period. */
    from: z.iso.date(),
    to: z.iso.date(),
    /** That unit and all below it. */
    unit: z.string().min(1).max(100).optional(),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'The last day lies before the first.' })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) < MOST_DAYS * DAY_MS, {
    path: ['from'],
    message: `At most ${MOST_DAYS} days.`,
  });

const dutySchema = z.object({ duty: dutyIdSchema, unit: namedUnitSchema });

export const accountReportSchema = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  /** The register is told as of this instant. */
  asOf: instantSchema,
  totals: z.object({
    /** Accounts by status. */
    accounts: z.record(z.string(), z.int()),
    /** Changes in the period by kind. */
    changes: z.record(z.string(), z.int()),
  }),
  register: z.array(
    accountRowSchema
      .pick({ id: true, fullName: true, username: true, title: true, unit: true, status: true, position: true })
      .extend({
        lock: accountRowSchema.shape.lock,
        issuedAt: accountRowSchema.shape.issuedAt,
        lastUsedAt: accountRowSchema.shape.lastUsedAt,
        duties: z.array(
          dutySchema.extend({
            /** Null: held since before there were requests. */
            since: instantSchema.nullable(),
            requestedBy: z.string().nullable(),
            /** Number of the written request. */
            request: z.string().nullable(),
          }),
        ),
      }),
  ),
  /** In the order in which they happened. */
  changes: z.array(
    z.object({
      at: instantSchema,
      account: z.object({ id: z.uuid(), fullName: z.string(), username: z.string().nullable() }),
      unit: namedUnitSchema,
      kind: accountChangeSchema,
      reason: lockReasonSchema.nullable(),
      duties: z.array(dutySchema).nullable(),
      by: casePersonSchema,
      request: z.string().nullable(),
    }),
  ),
});
export type AccountReport = z.infer<typeof accountReportSchema>;
