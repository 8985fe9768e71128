import { timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import type { Session } from '../../db/repositories/session-repository';
import { readCookie } from '../http/cookies';
import { ApiRefusal } from '../problem-details';
import type { Services } from '../services';

export const SESSION_COOKIE = 'sodo_session';
export const CSRF_HEADER = 'x-csrf-token';

const TOKEN_PATTERN = /^[A-Za-z0-9_-]{20,128}$/;

/** The token of a request: a bearer token goes before the cookie, and needs no CSRF token (no browser adds it by itself). */
export function readToken(
  settings: Services['settings'],
  request: Request,
): { readonly token: string; readonly fromCookie: boolean } | undefined {
  const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const token = bearer ?? readCookie(settings, request, SESSION_COOKIE);
  if (token === undefined || !TOKEN_PATTERN.test(token)) return undefined;
  return { token, fromCookie: bearer === undefined };
}

/**
 * Who asks.
 * @throws ApiRefusal UNAUTHENTICATED; CSRF_TOKEN_INVALID for a change asked for by cookie without the session's token
 */
export async function readSession(services: Services, request: Request): Promise<Session> {
  const given = readToken(services.settings, request);
  const session = given && (await services.sessions.readSession(given.token));
  if (!session) throw new ApiRefusal('UNAUTHENTICATED', 'Sign in first.');
  const changes = request.method !== 'GET' && request.method !== 'HEAD';
  if (given.fromCookie && changes && !sameText(request.get(CSRF_HEADER) ?? '', session.csrfToken))
    throw new ApiRefusal('CSRF_TOKEN_INVALID', `Send the session's token in the header ${CSRF_HEADER}.`);
  return session;
}

function sameText(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
