import type { z } from 'zod';
import type { reasonSchema } from '../../../contracts/account.schema';
import { endSessions, endSessionsOfOthers, type Session } from '../../../db/repositories/session-repository';
import { inTransaction } from '../../../db/transaction';
import type { AccountTarget } from '../../auth/targets';
import type { Answer } from '../../http/route';
import { noteAct, type Act, type ActContext } from '../../note-act';
import type { Services } from '../../services';

type Asked = ActContext & {
  readonly services: Services;
  readonly session: Session;
  readonly body: z.output<typeof reasonSchema>;
};

/** Signs an account out everywhere and leaves it open (ASVS 7.4.5). */
export function endSessionsOf(context: Asked & { readonly target: AccountTarget }): Promise<Answer> {
  const { id, unitId } = context.target;
  return endAndNote(context, endSessions, id, { subject: { type: 'account', id }, unitId });
}

/** Signs everybody out but who asks for it, as after a leak nobody knows the size of. */
export function endSessionsOfAll(context: Asked): Promise<Answer> {
  return endAndNote(context, endSessionsOfOthers, context.session.accountId, { detail: { of: 'everybody' } });
}

/** Who ended them and why is kept with it. */
async function endAndNote(
  context: Asked,
  end: typeof endSessions,
  accountId: string,
  { detail, ...act }: Pick<Act, 'subject' | 'unitId'> & { readonly detail?: Readonly<Record<string, string>> },
): Promise<Answer> {
  const { services, body } = context;
  const ended = await inTransaction(services.pool, async (client) => {
    const count = await end(client, accountId);
    const noted = { action: 'session.end', ...act, detail: { count, reason: body.reason, ...detail } } as const;
    await noteAct(context, noted, client);
    return count;
  });
  return { body: { ended } };
}
