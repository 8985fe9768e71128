import type { Request } from 'express';
import type { ErrorCode } from '../../../contracts/error-codes';
import type { Credentials } from '../../../db/repositories/credential-repository';
import { GONE, readCookie, writeCookie } from '../../http/cookies';
import { API_PREFIX, type Answer } from '../../http/route';
import { ApiRefusal } from '../../problem-details';
import type { Services } from '../../services';
import { noteSignIn } from '../../sign-in/note-sign-in';
import { OidcRefused, OidcUnavailable, type OidcClient, type OidcJourney } from '../../sign-in/oidc-client';
import { openSession } from '../../sign-in/open-session';
import { challengeCookie } from '../../sign-in/second-step';

const JOURNEY_COOKIE = 'sodo_oidc';
const PATH = `${API_PREFIX}/sign-in/oidc`;
const BOUND = 'oidc journey';
const SIGN_IN_PAGE = '/sign-in';

interface Asked {
  readonly services: Services;
  readonly request: Request;
}

/** Sends the browser to the provider. What goes wrong is shown by our own sign-in page: a person stands behind this address. */
export async function beginOidc(context: Asked & { readonly query: { readonly next?: string } }): Promise<Answer> {
  const { services, query } = context;
  const client = requireClient(services);
  try {
    const next = safePath(query.next);
    const { address, journey } = await client.begin(redirectUri(services), next, services.now());
    const sealed = services.sealer.seal(JSON.stringify(journey), BOUND);
    const expires = new Date(journey.expiresMs);
    return redirect(address.href, [journeyCookie(services, sealed, expires)]);
  } catch (error) {
    return refuse(services, error);
  }
}

/**
 * The browser comes back from the provider. The answer is taken only together with the cookie of the journey it belongs to, and
 * the account has to be there already: nobody is let in whom the office does not know.
 */
export async function finishOidc({ services, request }: Asked): Promise<Answer> {
  const client = requireClient(services);
  try {
    const journey = readJourney(services, request);
    const query = new URL(request.originalUrl, services.settings.publicUrl).search;
    const named = await client.finish(new URL(`${redirectUri(services)}${query}`), journey);
    const account = await findAccount(services, client, named);
    if (!account?.active) {
      await noteSignIn(services, { kind: 'signInFailed', accountId: account?.accountId, step: 'oidc' }, request);
      throw new ApiRefusal('OIDC_ACCOUNT_UNKNOWN', 'The office has no account for whom the provider names.');
    }
    return await enter(services, request, account, journey.next);
  } catch (error) {
    if (error instanceof OidcRefused) {
      services.logger.warn({ err: error }, 'an answer of the sign-in provider was refused');
      await noteSignIn(services, { kind: 'signInFailed', accountId: undefined, step: 'oidc' }, request);
    }
    return refuse(services, error);
  }
}

async function enter(services: Services, request: Request, account: Credentials, next: string): Promise<Answer> {
  const gone = journeyCookie(services, '', GONE);
  const { accountId, hasSecondFactor } = account;
  if (hasSecondFactor) {
    const challenge = await services.signInChallenges.open({ accountId, method: 'oidc' }, services.now());
    const cookie = challengeCookie(services, challenge.token, challenge.expiresAt);
    return redirect(`${SIGN_IN_PAGE}?step=code&next=${encodeURIComponent(next)}`, [gone, cookie]);
  }
  const { cookies } = await openSession(services, request, account, { method: 'oidc', secondFactor: null });
  return redirect(next, [gone, ...cookies]);
}

function findAccount(services: Services, { claim }: OidcClient, named: string): Promise<Credentials | undefined> {
  return claim === 'sub' ? services.credentials.findByOidcSubject(named) : services.credentials.findByUsername(named);
}

function requireClient({ oidc }: Services): OidcClient {
  if (!oidc) throw new ApiRefusal('OIDC_NOT_CONFIGURED', 'Single sign-on is not configured here.');
  return oidc;
}

/** @throws OidcRefused without a journey of this browser that is still open */
function readJourney({ sealer, settings, now }: Services, request: Request): OidcJourney {
  const sealed = readCookie(settings, request, JOURNEY_COOKIE, PATH);
  if (sealed === undefined || sealed === '') throw new OidcRefused('this browser did not begin a sign-in');
  let journey: OidcJourney;
  try {
    journey = JSON.parse(sealer.open(sealed, BOUND)) as OidcJourney;
  } catch (error) {
    throw new OidcRefused('the cookie of the sign-in is not ours', { cause: error });
  }
  if (journey.expiresMs < now().getTime()) throw new OidcRefused('the sign-in took too long');
  return journey;
}

function refuse(services: Services, error: unknown): Answer {
  const code: ErrorCode | undefined =
    error instanceof OidcUnavailable
      ? 'OIDC_UNAVAILABLE'
      : error instanceof OidcRefused
        ? 'OIDC_FAILED'
        : error instanceof ApiRefusal
          ? (error.code as ErrorCode)
          : undefined;
  if (code === undefined) throw error;
  if (error instanceof OidcUnavailable) services.logger.warn({ err: error }, 'the sign-in provider does not answer');
  services.metrics.countRefusal(code);
  return redirect(`${SIGN_IN_PAGE}?problem=${code}`, [journeyCookie(services, '', GONE)]);
}

/** Only addresses of our own: a link must not send people elsewhere after they have signed in. */
function safePath(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])[\x21-\x7e]*$/.test(next) ? next : '/';
}

/** `Lax`: the provider's page sends the browser back to us. */
function journeyCookie({ settings }: Services, value: string, expires: Date): string {
  return writeCookie(settings, JOURNEY_COOKIE, value, { expires, path: PATH, sameSite: 'Lax' });
}

function redirectUri({ settings }: Services): string {
  return `${settings.publicUrl}${PATH}/callback`;
}

function redirect(location: string, cookies: string[]): Answer {
  return { status: 302, headers: { location, 'set-cookie': cookies } };
}
