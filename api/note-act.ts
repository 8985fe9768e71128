import type { Request } from 'express';
import type { Pool, PoolClient } from 'pg';
import { writeAudit, type AuditEntry } from '../db/projections/write-audit';
import type { Session } from '../db/repositories/session-repository';
import type { Services } from './services';

/** Who acts, from where: the context of a handler. */
export interface ActContext {
  readonly services: Pick<Services, 'pool'>;
  /** Absent: nobody is signed in; then `actor` must be given. */
  readonly session?: Session | undefined;
  readonly request?: Pick<Request, 'ip'>;
}

/** An act in a handler's words; who, from where and for which unit's heads comes from the context unless it is said. */
export type Act = Omit<AuditEntry, 'actor' | 'address'> & { readonly actor?: string };

/**
 * Notes in the audit log what a person does through the api. Whatever shows or gives out data notes it before it answers: what
 * cannot be noted does not happen.
 * @param queryable a transaction's client, when the act and its entry must stand or fall together
 */
export async function noteAct(
  { services, session, request }: ActContext,
  acts: Act | readonly Act[],
  queryable: Pool | PoolClient = services.pool,
): Promise<void> {
  const list = Array.isArray(acts) ? (acts as readonly Act[]) : [acts as Act];
  await writeAudit(
    queryable,
    list.map((act) => ({
      ...act,
      actor: act.actor ?? session?.accountId ?? 'nobody',
      unitId: act.unitId ?? session?.unitId,
      address: request?.ip,
    })),
  );
}
