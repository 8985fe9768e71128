import type { Session } from '../../db/repositories/session-repository';
import { Refusal } from '../../domain/refusal';
import { noteAct, type ActContext } from '../note-act';
import type { Services } from '../services';

/** The same refusal again within this is the same attempt: a page that asks again and again is noted once. */
const ONCE_WITHIN_S = 60;

interface Asked {
  readonly services: Services;
  readonly session: Session;
  readonly request: ActContext['request'];
  readonly method: string;
  /** Of the route, without the ids asked for. */
  readonly path: string;
  readonly id: string | undefined;
}

/**
 * Notes in the audit log that somebody asked for what he has no right to (A5.4, A7.2c: Sở follows up). The refusal stands whatever
 * becomes of its entry; one that could not be written is in the log of the api.
 */
export async function noteRefused(asked: Asked, thrown: unknown): Promise<void> {
  if (!(thrown instanceof Refusal) || thrown.code !== 'FORBIDDEN') return;
  const { services, session, request, method, path, id } = asked;
  try {
    const route = `${method.toUpperCase()} ${path}`;
    if (await isNoted(services, session.accountId, route)) return;
    const { action } = thrown.details;
    await noteAct(
      { services, session, request },
      {
        action: 'access.refused',
        ...(id === undefined ? {} : { subject: { type: 'asked', id } }),
        detail: { route, ...(typeof action === 'string' ? { action } : {}) },
      },
    );
  } catch (error) {
    services.logger.warn({ err: error, accountId: session.accountId, path }, 'a refusal was not noted');
  }
}

async function isNoted({ pool }: Services, accountId: string, route: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `select from (select at, action, detail from audit_entry where actor = $1 order by id desc limit 50) as latest
     where action = 'access.refused' and detail ->> 'route' = $2 and at > now() - make_interval(secs => $3) limit 1`,
    [accountId, route, ONCE_WITHIN_S],
  );
  return rowCount !== 0;
}
