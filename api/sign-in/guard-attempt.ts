import type { Request } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';
import { listDelays } from '../../domain/access/sign-in-delay';
import { ApiRefusal } from '../problem-details';
import type { Services } from '../services';
import { noteSignIn } from './note-sign-in';

export interface GuardedAttempt {
  readonly nameHash: string;
  readonly origin: string;
}

/** Where a request comes from; an IPv6 network counts as one. */
export function networkOf(request: Request): string {
  return `net:${ipKeyGenerator(request.ip ?? 'unknown')}`;
}

/**
 * Counts an attempt before it is judged (`domain/access/sign-in-delay.ts`).
 * @throws ApiRefusal RATE_LIMITED, alike for names nobody has
 */
export async function guardAttempt(
  services: Services,
  attempt: GuardedAttempt,
  accountId: string | undefined,
  request: Request,
): Promise<void> {
  const { lockOut } = services.settings.signIn;
  const limits = { ...lockOut, delaysMs: listDelays(lockOut) };
  const waitMs = await services.signInAttempts.begin({ ...attempt, at: services.now() }, limits);
  if (waitMs === undefined) return;
  await noteSignIn(services, { kind: 'signInDelayed', accountId, waitMs }, request);
  throw new ApiRefusal('RATE_LIMITED', 'Too many attempts; try again later.', {
    retryAfterSeconds: Math.ceil(waitMs / 1000),
  });
}
