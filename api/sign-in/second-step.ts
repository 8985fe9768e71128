import type { Request } from 'express';
import type { Challenge } from '../../db/repositories/sign-in-challenge-repository';
import { GONE, readCookie, writeCookie } from '../http/cookies';
import { isOfPage } from '../http/is-of-page';
import type { Answer } from '../http/route';
import type { Services } from '../services';

const CHALLENGE_COOKIE = 'sodo_challenge';
const PATH = '/api/v1/sessions';

/** The first factor was right: opens the step of the second one, which stays open for five minutes and five codes. */
export async function askSecondFactor(services: Services, request: Request, challenge: Challenge): Promise<Answer> {
  const { token, expiresAt } = await services.signInChallenges.open(challenge, services.now());
  return {
    status: 202,
    body: isOfPage(request) ? { expiresAt } : { challenge: token, expiresAt },
    headers: { 'set-cookie': challengeCookie(services, token, expiresAt) },
  };
}

export function challengeCookie({ settings }: Pick<Services, 'settings'>, token: string, expires: Date): string {
  return writeCookie(settings, CHALLENGE_COOKIE, token, { expires, path: PATH });
}

/** What a browser brings along for the second step; a program sends it in the body. */
export function readChallenge({ settings }: Pick<Services, 'settings'>, request: Request): string | undefined {
  return readCookie(settings, request, CHALLENGE_COOKIE, PATH);
}

export function challengeGone({ settings }: Pick<Services, 'settings'>): string {
  return writeCookie(settings, CHALLENGE_COOKIE, '', { expires: GONE, path: PATH });
}
