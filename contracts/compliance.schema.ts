/** How every rule of the regulation stands today (seed Điều 11.9). */
import { z } from 'zod';
import type { EvidenceState, RuleState } from '../domain/compliance/judge-rule';
import type { EvidenceId } from '../domain/compliance/regulation-rule';
import { instantSchema } from './api-value.schema';

const evidenceIds = [
  'accountWeek',
  'auditLog',
  'backupDaily',
  'backupProved',
  'deadlines',
  'departures',
  'incidentLimits',
  'interruption',
  'links',
  'portableCopies',
  'probes',
  'projectAccounts',
  'reportsDue',
  'review',
  'rightsTwice',
] as const satisfies readonly EvidenceId[];
const evidenceStates = ['green', 'late', 'broken'] as const satisfies readonly EvidenceState[];
const ruleStates = ['green', 'partly', 'late', 'broken'] as const satisfies readonly RuleState[];

const evidenceSchema = z.object({
  id: z.enum(evidenceIds),
  state: z.enum(evidenceStates),
  /** How many there are of what should not be; null where the fact is a moment. */
  count: z.int().nullable(),
  /** When it was last so; null: never, or where the fact is a number. */
  at: instantSchema.nullable(),
});

export const complianceSchema = z.object({
  asOf: instantSchema,
  /** Rules by state. */
  totals: z.record(z.enum(ruleStates), z.int()),
  rules: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      state: z.enum(ruleStates),
      /** Files of the program. */
      enforcedBy: z.array(z.string()),
      tests: z.array(z.object({ file: z.string(), name: z.string() })),
      /** What of it is not built. */
      missing: z.string().nullable(),
      evidence: z.array(evidenceSchema),
    }),
  ),
});

export type Compliance = z.infer<typeof complianceSchema>;
export type Evidence = z.infer<typeof evidenceSchema>;
