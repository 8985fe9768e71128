import type { Request } from 'express';
import type { z } from 'zod';
import type { secondStepSchema, signInSchema } from '../../../contracts/session.schema';
import type { Session } from '../../../db/repositories/session-repository';
import { TERMS_OF_USE } from '../../../db/terms-of-use';
import { readToken, SESSION_COOKIE } from '../../auth/read-session';
import { GONE, writeCookie } from '../../http/cookies';
import type { Answer } from '../../http/route';
import { ApiRefusal } from '../../problem-details';
import type { Services } from '../../services';
import { guardAttempt, networkOf } from '../../sign-in/guard-attempt';
import { nameHashOf, readKnownDevice } from '../../sign-in/known-device';
import { noteSignIn } from '../../sign-in/note-sign-in';
import { answerSession, describeMe, describeSession, openSession } from '../../sign-in/open-session';
import { askSecondFactor, challengeGone, readChallenge } from '../../sign-in/second-step';
import { takeSecondFactor } from '../../sign-in/second-factor';

interface Asked {
  readonly services: Services;
  readonly request: Request;
}

/** An unknown name, a wrong password and a locked account are answered alike, after the same work. */
export async function signIn(context: Asked & { readonly body: z.output<typeof signInSchema> }): Promise<Answer> {
  const { services, request, body } = context;
  const account = await services.credentials.findByUsername(body.username);
  const attempt = originOfAttempt(services, request, body.username, account?.devicesSinceMs ?? Infinity);
  await guardAttempt(services, attempt, account?.accountId, request);
  const fits = await services.credentials.fits(account, body.password);
  if (!account || !fits) {
    await noteSignIn(services, { kind: 'signInFailed', accountId: account?.accountId, step: 'password' }, request);
    throw new ApiRefusal('SIGN_IN_FAILED', 'Name or password is wrong.');
  }
  // The failures so far stay counted until the second factor is right, too.
  if (account.hasSecondFactor)
    return askSecondFactor(services, request, { accountId: account.accountId, method: 'password' });
  await services.signInAttempts.succeed(attempt);
  const opened = await openSession(services, request, account, { method: 'password', secondFactor: null });
  return withCookies(await answerSession(services, request, opened.signedIn), opened.cookies);
}

/** @throws ApiRefusal SIGN_IN_CHALLENGE_OVER, SECOND_FACTOR_WRONG, RATE_LIMITED */
export async function signInSecondStep(
  context: Asked & { readonly body: z.output<typeof secondStepSchema> },
): Promise<Answer> {
  const { services, request, body } = context;
  const token = body.challenge ?? readChallenge(services, request) ?? '';
  const challenge = await services.signInChallenges.attempt(token, services.now());
  const account = challenge && (await services.credentials.findById(challenge.accountId));
  if (!account?.active)
    throw new ApiRefusal('SIGN_IN_CHALLENGE_OVER', 'Show the first factor again, then the code within five minutes.');
  const { accountId, username } = account;
  const attempt = {
    nameHash: services.sealer.keyedHash(`second factor of ${accountId}`),
    origin: originOfAttempt(services, request, username, account.devicesSinceMs).origin,
  };
  await guardAttempt(services, attempt, accountId, request);
  const secondFactor = await takeSecondFactor(services, accountId, body.code);
  if (secondFactor === undefined) {
    await noteSignIn(services, { kind: 'signInFailed', accountId, step: 'secondFactor' }, request);
    throw new ApiRefusal('SECOND_FACTOR_WRONG', 'The code is wrong, too old, or was used before.');
  }
  if (!(await services.signInChallenges.close(token)))
    throw new ApiRefusal('SIGN_IN_CHALLENGE_OVER', 'This step was already answered.');
  await services.signInAttempts.succeed(attempt);
  await services.signInAttempts.succeed(originOfAttempt(services, request, username, account.devicesSinceMs));
  const opened = await openSession(services, request, account, {
    method: challenge?.method ?? 'password',
    secondFactor,
  });
  return withCookies(await answerSession(services, request, opened.signedIn), [
    ...opened.cookies,
    challengeGone(services),
  ]);
}

export async function signOut(context: Asked & { readonly session: Session }): Promise<Answer> {
  const { services, request, session } = context;
  const given = readToken(services.settings, request);
  if (given) await services.sessions.signOut(given.token);
  const { accountId } = session;
  await noteSignIn(services, { kind: 'sessionsEnded', accountId, count: 1, why: 'signedOut' }, request);
  const gone = writeCookie(services.settings, SESSION_COOKIE, '', { expires: GONE, sameSite: 'Lax' });
  return { headers: { 'set-cookie': gone } };
}

/** After a reload a page knows nothing: the cookie is out of its reach, the CSRF token was told only at sign-in. */
export async function showSession(context: {
  readonly services: Services;
  readonly session: Session;
}): Promise<Answer> {
  return { body: await describeSession(context.services, context.session) };
}

export async function showMe(context: { readonly services: Services; readonly session: Session }): Promise<Answer> {
  return { body: await describeMe(context.services, context.session) };
}

export function showSignInOptions({ services }: Asked): Promise<Answer> {
  const { oidc, passwordLengths } = services.settings.signIn;
  return Promise.resolve({ body: { oidc: oidc ? { label: oidc.label } : null, passwordLengths } });
}

export function showTerms(): Promise<Answer> {
  return Promise.resolve({ body: TERMS_OF_USE });
}

/** What failures are counted under: a browser that is known for this name has a count of its own. */
function originOfAttempt(services: Services, request: Request, username: string, devicesSinceMs: number) {
  const known = readKnownDevice(services, request, username, services.now());
  const counts = known && known.issuedMs >= devicesSinceMs;
  return {
    nameHash: nameHashOf(services.sealer, username),
    origin: counts ? `device:${known.id}` : networkOf(request),
  };
}

function withCookies(answer: Answer, cookies: string[]): Answer {
  if (!('body' in answer)) return answer;
  return { ...answer, headers: { ...answer.headers, 'set-cookie': cookies } };
}
