import type { z } from 'zod';
import type { auditListSchema, auditStateSchema } from '../../../../contracts/audit.schema';

export type AuditPageOf = z.infer<typeof auditListSchema>;
export type AuditEntryOf = AuditPageOf['items'][number];
export type AuditStateOf = z.infer<typeof auditStateSchema>;

/** What narrows the log; kept in the address, so that a search can be passed on. */
export interface AuditFilters {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly subject?: string | undefined;
  readonly unit?: string | undefined;
}

export const FILTER_KEYS = ['from', 'to', 'actor', 'action', 'subject', 'unit'] as const;
