import type { Request } from 'express';
import type { SignInMethod } from '../../db/schema/account.table';
import { noteAct, type Act } from '../note-act';
import type { Services } from '../services';

/** What happens to accounts and sessions. Never a password, a code, a token or a name somebody typed. */
export type SignInEvent =
  | {
      readonly kind: 'signedIn';
      readonly accountId: string;
      readonly method: SignInMethod;
      readonly secondFactor: 'totp' | 'recoveryCode' | null;
      readonly knownDevice: boolean;
    }
  | {
      readonly kind: 'signInFailed';
      /** Absent: nobody has that name. */
      readonly accountId: string | undefined;
      readonly step: 'password' | 'secondFactor' | 'oidc';
    }
  /** Too many failures: it was not even judged. */
  | { readonly kind: 'signInDelayed'; readonly accountId: string | undefined; readonly waitMs: number }
  | { readonly kind: 'reauthenticated' | 'reauthenticationFailed'; readonly accountId: string }
  | {
      readonly kind: 'sessionsEnded';
      readonly accountId: string;
      readonly count: number;
      readonly why: 'signedOut' | 'ended' | 'passwordChanged';
    }
  | { readonly kind: 'passwordChanged'; readonly accountId: string; readonly wasOneTime: boolean }
  | { readonly kind: 'termsAccepted'; readonly accountId: string; readonly version: string }
  | {
      readonly kind: 'secondFactorTurnedOn' | 'secondFactorTurnedOff' | 'recoveryCodesRenewed';
      readonly accountId: string;
    };

/** The one place every such event passes. It is noted before the answer goes out: what cannot be noted is not done silently. */
export async function noteSignIn(
  services: Pick<Services, 'logger' | 'pool'>,
  event: SignInEvent,
  request: Request,
): Promise<void> {
  const requestId = request.res?.locals.requestId as string | undefined;
  services.logger.info({ signIn: event, address: request.ip, requestId }, 'sign-in');
  const { accountId } = event;
  const { rows } = await services.pool.query<{ unitId: string }>({
    name: 'unit-of-account',
    text: 'select unit_id as "unitId" from account where id = $1',
    values: [accountId ?? null],
  });
  const [account] = rows;
  await noteAct(
    { services, request },
    {
      // Who only tried is not known to be that person.
      ...(isAttempt(event) || accountId === undefined ? {} : { actor: accountId }),
      ...describe(event),
      ...(accountId === undefined ? {} : { subject: { type: 'account', id: accountId } }),
      ...(account ? { unitId: account.unitId } : {}),
    },
  );
}

function isAttempt({ kind }: SignInEvent): boolean {
  return kind === 'signInFailed' || kind === 'signInDelayed';
}

function describe(event: SignInEvent): Pick<Act, 'action' | 'detail'> {
  switch (event.kind) {
    case 'signedIn': {
      const { method, secondFactor, knownDevice } = event;
      return { action: 'session.signIn', detail: { method, secondFactor, knownDevice } };
    }
    case 'signInFailed':
      return { action: 'session.signInFailed', detail: { step: event.step } };
    case 'signInDelayed':
      return { action: 'session.locked', detail: { waitMs: event.waitMs } };
    case 'reauthenticated':
      return { action: 'session.confirm' };
    case 'reauthenticationFailed':
      return { action: 'session.signInFailed', detail: { step: 'reauthentication' } };
    case 'sessionsEnded': {
      const { count, why } = event;
      return why === 'signedOut'
        ? { action: 'session.signOut' }
        : { action: 'session.end', detail: { count, reason: why } };
    }
    case 'passwordChanged':
      return { action: 'account.password', detail: { wasOneTime: event.wasOneTime } };
    case 'termsAccepted':
      return { action: 'account.terms', detail: { version: event.version } };
    case 'secondFactorTurnedOn':
    case 'secondFactorTurnedOff':
    case 'recoveryCodesRenewed':
      return { action: 'account.secondFactor', detail: { change: event.kind } };
  }
}
