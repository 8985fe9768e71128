import { boundToSecondFactor } from '../../../db/sealed-columns';
import { toString as drawQr } from 'qrcode';
import type { z } from 'zod';
import type { confirmCodeSchema } from '../../../contracts/my-account.schema';
import { requiresSecondFactor } from '../../../domain/access/pending-steps';
import { createTotpSecret, findTotpStep, totpAddress } from '../../../platform/totp';
import type { Answer } from '../../http/route';
import { ApiRefusal } from '../../problem-details';
import { noteSignIn } from '../../sign-in/note-sign-in';
import { answerSession, rotateSession } from '../../sign-in/open-session';
import { createRecoveryCodes } from '../../sign-in/second-factor';
import { guardAttempt } from '../../sign-in/guard-attempt';
import type { Own } from './password-handlers';

/** As it stands in the app beside the code. */
const ISSUER = 'Sodo';

export async function showSecondFactor({ services, session }: Own): Promise<Answer> {
  const { confirmedAt, recoveryCodesLeft } = await services.secondFactors.describe(session.accountId);
  return { body: { since: confirmedAt, required: isRequired({ services, session }), recoveryCodesLeft } };
}

/** Begins an enrolment: the secret is told once, and is in force when a code made of it has come back. */
export async function beginSecondFactor({ services, session }: Own): Promise<Answer> {
  const { accountId, username } = session;
  const secret = createTotpSecret();
  const sealed = services.sealer.seal(secret, boundToSecondFactor(accountId));
  if (!(await services.secondFactors.begin(accountId, sealed, services.now())))
    throw new ApiRefusal('SECOND_FACTOR_ON', 'Turn the present one off first.');
  const address = totpAddress(secret, username, ISSUER);
  const qr = await drawQr(address, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' });
  return { body: { secret, address, qr } };
}

/** @throws ApiRefusal SECOND_FACTOR_WRONG, SECOND_FACTOR_OFF (none begun), SECOND_FACTOR_ON, RATE_LIMITED */
export async function confirmSecondFactor(
  context: Own & { readonly body: z.output<typeof confirmCodeSchema> },
): Promise<Answer> {
  const { services, session, request, body } = context;
  const { accountId, sessionId } = session;
  const begun = await services.secondFactors.read(accountId);
  if (!begun) throw new ApiRefusal('SECOND_FACTOR_OFF', 'Begin the enrolment first.');
  if (begun.confirmedAt) throw new ApiRefusal('SECOND_FACTOR_ON', 'It is in force already.');
  const attempt = {
    nameHash: services.sealer.keyedHash(`enrolment of ${accountId}`),
    origin: `session:${sessionId}`,
  };
  await guardAttempt(services, attempt, accountId, request);
  const secret = services.sealer.open(begun.sealedSecret, boundToSecondFactor(accountId));
  const step = findTotpStep(secret, body.code, services.now(), begun.lastStep);
  if (step === undefined)
    throw new ApiRefusal('SECOND_FACTOR_WRONG', 'This is not the code of the app: compare the clocks.');
  const { codes, hashes } = createRecoveryCodes(services, accountId);
  if (!(await services.secondFactors.confirm(accountId, step, hashes, services.now())))
    throw new ApiRefusal('SECOND_FACTOR_ON', 'It is in force already.');
  await services.signInAttempts.succeed(attempt);
  const rotated = await rotateSession(services, session);
  await noteSignIn(services, { kind: 'secondFactorTurnedOn', accountId }, request);
  return answerSession(services, request, rotated, { recoveryCodes: codes });
}

export async function renewRecoveryCodes({ services, session, request }: Own): Promise<Answer> {
  const { accountId } = session;
  if (!session.standing.hasSecondFactor) throw new ApiRefusal('SECOND_FACTOR_OFF', 'There is no second factor.');
  const { codes, hashes } = createRecoveryCodes(services, accountId);
  await services.secondFactors.replaceRecoveryCodes(accountId, hashes);
  await noteSignIn(services, { kind: 'recoveryCodesRenewed', accountId }, request);
  return { body: { recoveryCodes: codes } };
}

/** @throws ApiRefusal SECOND_FACTOR_NEEDED for a role that must have one, SECOND_FACTOR_OFF */
export async function removeSecondFactor({ services, session, request }: Own): Promise<Answer> {
  const { accountId } = session;
  if (isRequired({ services, session }))
    throw new ApiRefusal(
      'SECOND_FACTOR_NEEDED',
      'A role of yours needs it. For a new device an administrator resets it.',
    );
  if (!(await services.secondFactors.remove(accountId)))
    throw new ApiRefusal('SECOND_FACTOR_OFF', 'There is no second factor.');
  await noteSignIn(services, { kind: 'secondFactorTurnedOff', accountId }, request);
  return answerSession(services, request, await rotateSession(services, session));
}

function isRequired({ services, session }: Pick<Own, 'services' | 'session'>): boolean {
  return requiresSecondFactor(session.roles, services.settings.signIn.secondFactorRoles);
}
