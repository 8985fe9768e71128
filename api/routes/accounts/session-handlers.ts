import type { z } from 'zod';
import type { reasonSchema } from '../../../contracts/account.schema';
import { endSessionsOfOthers, endSessions } from '../../../db/repositories/session-repository';
import type { AccountTarget } from '../../auth/targets';
import type { Session } from '../../../db/repositories/session-repository';
import { inTransaction } from '../../../db/transaction';
import type { Answer } from '../../http/route';
import { noteAct, type ActContext } from '../../note-act';
import type { Services } from '../../services';

type Asked = ActContext & {
  readonly services: Services;
  readonly session: Session;
  readonly body: z.output<typeof reasonSchema>;
};

/** Signs an account out everywhere and leaves it open (ASVS 7.4.5); who did it and why is kept. */
export async function endSessionsOf(context: Asked & { readonly target: AccountTarget }): Promise<Answer> {
  const { services, target, body } = context;
  const ended = await inTransaction(services.pool, async (client) => {
    const count = await endSessions(client, target.id);
    await noteAct(
      context,
      {
        action: 'session.end',
        subject: { type: 'account', id: target.id },
        unitId: target.unitId,
        detail: { count, reason: body.reason },
      },
      client,
    );
    return count;
  });
  return { body: { ended } };
}

/** Signs everybody out but who asks for it, as after a leak nobody knows the size of. */
export async function endSessionsOfAll(context: Asked): Promise<Answer> {
  const { services, session, body } = context;
  const ended = await inTransaction(services.pool, async (client) => {
    const count = await endSessionsOfOthers(client, session.accountId);
    await noteAct(context, { action: 'session.end', detail: { count, reason: body.reason, of: 'everybody' } }, client);
    return count;
  });
  return { body: { ended } };
}
