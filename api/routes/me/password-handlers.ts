import type { Request } from 'express';
import type { z } from 'zod';
import type {
  acceptTermsSchema,
  changePasswordSchema,
  reauthenticateSchema,
} from '../../../contracts/my-account.schema';
import type { Session } from '../../../db/repositories/session-repository';
import { TERMS_OF_USE } from '../../../db/terms-of-use';
import type { PasswordFault } from '../../../domain/access/password-policy';
import type { Answer } from '../../http/route';
import { ApiRefusal } from '../../problem-details';
import type { Services } from '../../services';
import { guardAttempt, type GuardedAttempt } from '../../sign-in/guard-attempt';
import { judgeNewPassword } from '../../sign-in/judge-new-password';
import { noteSignIn } from '../../sign-in/note-sign-in';
import { answerSession, rotateSession } from '../../sign-in/open-session';
import { takeSecondFactor } from '../../sign-in/second-factor';

export interface Own {
  readonly services: Services;
  readonly session: Session;
  readonly request: Request;
}

const faultTexts = {
  tooShort: 'is too short',
  tooLong: 'is too long',
  personal: 'holds a name of yours or of your unit',
  common: 'is among those that are tried first',
  reused: 'was used before',
} as const satisfies Record<PasswordFault, string>;

/**
 * One's own new password. Every other session ends: whoever else knew the old one is out.
 * @throws ApiRefusal PASSWORD_WRONG, PASSWORD_REFUSED (`details.faults`), RATE_LIMITED
 */
export async function changePassword(
  context: Own & { readonly body: z.output<typeof changePasswordSchema> },
): Promise<Answer> {
  const { services, session, request, body } = context;
  const { accountId } = session;
  const account = await checkPassword(context, body.current);
  const faults = await judgeNewPassword(services, account, body.next);
  if (faults.length > 0) {
    const { min, max } = services.settings.signIn.passwordLengths;
    const errors = faults.map((fault) => ({ path: '/next', message: faultTexts[fault] }));
    throw new ApiRefusal('PASSWORD_REFUSED', 'The new password is not taken.', { faults, min, max }, errors);
  }
  await services.credentials.change(accountId, body.next, services.now());
  const count = await services.sessions.endOthers(accountId, session.sessionId);
  const rotated = await rotateSession(services, session);
  const wasOneTime = session.standing.mustChangePassword;
  await noteSignIn(services, { kind: 'passwordChanged', accountId, wasOneTime }, request);
  if (count > 0)
    await noteSignIn(services, { kind: 'sessionsEnded', accountId, count, why: 'passwordChanged' }, request);
  return answerSession(services, request, rotated);
}

/** A7.2a, A7.2b: which text, by whom, when. */
export async function acceptTerms(
  context: Own & { readonly body: z.output<typeof acceptTermsSchema> },
): Promise<Answer> {
  const { services, session, request, body } = context;
  const { version } = TERMS_OF_USE;
  if (body.version !== version)
    throw new ApiRefusal('TERMS_VERSION_OUTDATED', 'There is a newer text: read that, then accept it.', { version });
  const { accountId } = session;
  if (await services.terms.accept(accountId, version, services.now()))
    await noteSignIn(services, { kind: 'termsAccepted', accountId, version }, request);
  return {};
}

/** @throws ApiRefusal PASSWORD_WRONG, SECOND_FACTOR_WRONG, RATE_LIMITED */
export async function reauthenticate(
  context: Own & { readonly body: z.output<typeof reauthenticateSchema> },
): Promise<Answer> {
  const { services, session, request, body } = context;
  if ('password' in body) await checkPassword(context, body.password);
  else await checkCode(context, body.code);
  const rotated = await rotateSession(services, session);
  await noteSignIn(services, { kind: 'reauthenticated', accountId: session.accountId }, request);
  return answerSession(services, request, rotated);
}

async function checkPassword({ services, session, request }: Own, password: string) {
  const attempt = await guardOwn({ services, session, request }, 'password');
  const account = await services.credentials.findById(session.accountId);
  if (!(await services.credentials.fits(account, password)) || !account) {
    await noteSignIn(services, { kind: 'reauthenticationFailed', accountId: session.accountId }, request);
    throw new ApiRefusal('PASSWORD_WRONG', 'The present password is wrong.');
  }
  await services.signInAttempts.succeed(attempt);
  return account;
}

async function checkCode({ services, session, request }: Own, code: string): Promise<void> {
  const attempt = await guardOwn({ services, session, request }, 'code');
  if ((await takeSecondFactor(services, session.accountId, code)) === undefined) {
    await noteSignIn(services, { kind: 'reauthenticationFailed', accountId: session.accountId }, request);
    throw new ApiRefusal('SECOND_FACTOR_WRONG', 'The code is wrong, too old, or was used before.');
  }
  await services.signInAttempts.succeed(attempt);
}

/** Whoever sits at somebody else's open session guesses no faster than at the door. */
async function guardOwn({ services, session, request }: Own, what: 'password' | 'code'): Promise<GuardedAttempt> {
  const { accountId, sessionId } = session;
  const nameHash = services.sealer.keyedHash(`${what} of ${accountId}`);
  const attempt = { nameHash, origin: `session:${sessionId}` };
  await guardAttempt(services, attempt, accountId, request);
  return attempt;
}
