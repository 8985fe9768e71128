import type { z } from 'zod';
import type { signInSchema } from '../../../contracts/session.schema';
import type { Session } from '../../../db/repositories/session-repository';
import { ACTIONS } from '../../../domain/access/access-table';
import { mayDoAnywhere } from '../../../domain/access/may-do';
import { readToken, SESSION_COOKIE } from '../../auth/read-session';
import type { Answer } from '../../http/route';
import { ApiRefusal } from '../../problem-details';
import type { Services } from '../../services';
import type { Request } from 'express';

/** An unknown name, a wrong password and a locked account are answered alike, after the same time. */
export async function signIn(context: {
  readonly services: Services;
  readonly body: z.output<typeof signInSchema>;
}): Promise<Answer> {
  const { services, body } = context;
  const signedIn = await services.sessions.signIn(body.username, body.password);
  const session = signedIn && (await services.sessions.readSession(signedIn.token));
  if (!session) throw new ApiRefusal('SIGN_IN_FAILED', 'Name or password is wrong.');
  const { token, csrfToken, expiresAt } = signedIn;
  return {
    body: { token, csrfToken, expiresAt, me: await describeMe(services, session) },
    headers: { 'set-cookie': writeCookie(services, token, `Expires=${expiresAt.toUTCString()}`) },
  };
}

export async function signOut(context: { readonly services: Services; readonly request: Request }): Promise<Answer> {
  const { services, request } = context;
  const given = readToken(request);
  if (given) await services.sessions.signOut(given.token);
  return { headers: { 'set-cookie': writeCookie(services, '', 'Max-Age=0') } };
}

/** After a reload a page knows nothing: the cookie is out of its reach, the CSRF token was told only at sign-in. */
export async function showSession(context: {
  readonly services: Services;
  readonly session: Session;
}): Promise<Answer> {
  const { services, session } = context;
  const { csrfToken, expiresAt } = session;
  return { body: { csrfToken, expiresAt, me: await describeMe(services, session) } };
}

export async function showMe(context: { readonly services: Services; readonly session: Session }): Promise<Answer> {
  return { body: await describeMe(context.services, context.session) };
}

async function describeMe(services: Services, session: Session) {
  const { accountId, username, displayName, title, unitId, roles, standsInFor } = session;
  const { byId } = await services.units.current();
  return {
    accountId,
    username,
    displayName,
    title,
    unit: { id: unitId, name: byId.get(unitId)?.name ?? unitId },
    roles,
    standsInFor,
    may: ACTIONS.filter((action) => mayDoAnywhere(session, action)),
  };
}

function writeCookie({ settings }: Services, value: string, end: string): string {
  const secure = settings.publicUrl.startsWith('https:') ? '; Secure' : '';
  return `${SESSION_COOKIE}=${value}; Path=/; HttpOnly; SameSite=Lax; ${end}${secure}`;
}
