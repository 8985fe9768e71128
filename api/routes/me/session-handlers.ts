import { describeDevice } from '../../../domain/access/device-words';
import type { Answer } from '../../http/route';
import { ApiRefusal } from '../../problem-details';
import { noteSignIn } from '../../sign-in/note-sign-in';
import type { Own } from './password-handlers';

export async function listSessions({ services, session }: Own): Promise<Answer> {
  const sessions = await services.sessions.listOwn(session.accountId);
  const items = sessions.map(({ id, createdAt, lastSeenAt, address, userAgent, method }) => ({
    ...{ id, createdAt, lastSeenAt, address, method },
    current: id === session.sessionId,
    device: describeDevice(userAgent),
  }));
  return { body: { items } };
}

export async function endSession(context: Own & { readonly params: { readonly id: string } }): Promise<Answer> {
  const { services, session, request, params } = context;
  const { accountId } = session;
  if (!(await services.sessions.endOwn(accountId, params.id)))
    throw new ApiRefusal('SESSION_NOT_FOUND', 'You have no such session.');
  await noteSignIn(services, { kind: 'sessionsEnded', accountId, count: 1, why: 'ended' }, request);
  return {};
}

export async function endOtherSessions({ services, session, request }: Own): Promise<Answer> {
  const { accountId, sessionId } = session;
  const count = await services.sessions.endOthers(accountId, sessionId);
  if (count > 0) await noteSignIn(services, { kind: 'sessionsEnded', accountId, count, why: 'ended' }, request);
  return {};
}
