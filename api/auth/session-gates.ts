import type { Session } from '../../db/repositories/session-repository';
import { listPendingSteps, type PendingStep } from '../../domain/access/pending-steps';
import { ApiRefusal } from '../problem-details';
import type { Services } from '../services';

const refusals = {
  password: ['PASSWORD_CHANGE_REQUIRED', 'Change the one-time secret you were given first.'],
  terms: ['TERMS_NOT_ACCEPTED', 'Accept the terms of use first.'],
  secondFactor: ['SECOND_FACTOR_ENROLMENT_REQUIRED', 'Set up a second factor first.'],
} as const satisfies Record<PendingStep, readonly [string, string]>;

/** What is left to do before anything else is open, in its order. */
export function pendingStepsOf(services: Pick<Services, 'settings'>, session: Session): PendingStep[] {
  return listPendingSteps(session.standing, session.roles, services.settings.signIn.secondFactorRoles);
}

/** @throws ApiRefusal PASSWORD_CHANGE_REQUIRED, TERMS_NOT_ACCEPTED, SECOND_FACTOR_ENROLMENT_REQUIRED (A7.2, A7.3a) */
export function refusePending(services: Pick<Services, 'settings'>, session: Session): void {
  const [first] = pendingStepsOf(services, session);
  if (first === undefined) return;
  const [code, message] = refusals[first];
  throw new ApiRefusal(code, message);
}

/** @throws ApiRefusal RECENT_SIGN_IN_REQUIRED */
export function requireRecent(services: Pick<Services, 'now'>, session: Session): void {
  if (session.recentUntil !== null && session.recentUntil > services.now()) return;
  throw new ApiRefusal(
    'RECENT_SIGN_IN_REQUIRED',
    'Show again who you are (POST /me/reauthenticate), then repeat this.',
  );
}
