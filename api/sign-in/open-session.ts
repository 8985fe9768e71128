import type { Request } from 'express';
import type { Credentials } from '../../db/repositories/credential-repository';
import type { Session, SignedIn } from '../../db/repositories/session-repository';
import type { SignInMethod } from '../../db/schema/account.table';
import { ACTIONS } from '../../domain/access/access-table';
import { mayDoAnywhere } from '../../domain/access/may-do';
import { readToken, SESSION_COOKIE } from '../auth/read-session';
import { pendingStepsOf } from '../auth/session-gates';
import { writeCookie } from '../http/cookies';
import type { Answer } from '../http/route';
import { isOfPage } from '../http/is-of-page';
import { ApiRefusal } from '../problem-details';
import type { Services } from '../services';
import { readKnownDevice, writeKnownDevice } from './known-device';
import { noteSignIn } from './note-sign-in';

/**
 * Everything was right: opens the session of a sign-in.
 *
 * O1. The session has a new token whatever the browser brought along, and the session it brought along is over (fixation).
 * O2. From now on this browser is known for this account.
 */
export async function openSession(
  services: Services,
  request: Request,
  account: Credentials,
  how: { readonly method: SignInMethod; readonly secondFactor: 'totp' | 'recoveryCode' | null },
): Promise<{ readonly session: Session; readonly signedIn: SignedIn; readonly cookies: string[] }> {
  const { settings, sealer } = services;
  const before = readToken(settings, request);
  if (before) await services.sessions.signOut(before.token);
  const signedIn = await services.sessions.open(
    account.accountId,
    originOf(request, how.method),
    recentUntil(services),
  );
  const session = await services.sessions.readSession(signedIn.token);
  // Locked in this very moment.
  if (!session) throw new ApiRefusal('SIGN_IN_FAILED', 'Name or password is wrong.');
  const known = readKnownDevice(services, request, account.username, services.now());
  await noteSignIn(
    services,
    { kind: 'signedIn', accountId: account.accountId, ...how, knownDevice: known !== undefined },
    request,
  );
  const device = writeKnownDevice(sealer, settings, account.username, known, services.now());
  return { session, signedIn, cookies: [sessionCookie(services, signedIn), device] };
}

/** The rights of a session have grown or its secrets have changed: it goes on under a new token. */
export async function rotateSession(services: Services, session: Session): Promise<SignedIn> {
  const rotated = await services.sessions.rotate(session, recentUntil(services));
  if (!rotated) throw new ApiRefusal('UNAUTHENTICATED', 'Sign in first.');
  return rotated;
}

/** What is told of a new session or of a new token; the token itself to programs only. */
export async function answerSession(
  services: Services,
  request: Request,
  signedIn: SignedIn,
  more: object = {},
): Promise<Answer> {
  const session = await services.sessions.readSession(signedIn.token);
  if (!session) throw new ApiRefusal('UNAUTHENTICATED', 'Sign in first.');
  const { token } = signedIn;
  return {
    body: { ...(isOfPage(request) ? {} : { token }), ...(await describeSession(services, session)), ...more },
    headers: { 'set-cookie': sessionCookie(services, signedIn) },
  };
}

export async function describeSession(services: Services, session: Session) {
  const { csrfToken, expiresAt } = session;
  return { csrfToken, expiresAt, pending: pendingStepsOf(services, session), me: await describeMe(services, session) };
}

export async function describeMe(services: Services, session: Session) {
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

/** `Lax`: whoever follows a link of a mail to a dossier is signed in there; changes need the CSRF token besides. */
function sessionCookie({ settings }: Services, { token, expiresAt }: SignedIn): string {
  return writeCookie(settings, SESSION_COOKIE, token, { expires: expiresAt, sameSite: 'Lax' });
}

function recentUntil({ now, settings }: Services): Date {
  return new Date(now().getTime() + settings.signIn.recentMs);
}

function originOf(request: Request, method: SignInMethod) {
  return { address: request.ip ?? '', userAgent: request.get('user-agent') ?? '', method };
}
