import * as openid from 'openid-client';
import type { OidcSettings } from '../parts';

/** What is remembered of a sign-in at the provider until the browser comes back; it travels sealed, in a cookie. */
export interface OidcJourney {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Where in the web app to go afterwards. */
  readonly next: string;
  readonly expiresMs: number;
}

export interface OidcClient {
  readonly claim: OidcSettings['claim'];
  /** @throws OidcUnavailable */
  begin(
    redirectUri: string,
    next: string,
    now: Date,
  ): Promise<{ readonly address: URL; readonly journey: OidcJourney }>;
  /**
   * Takes the answer the browser brought back: state, code (once), signature of the token, nonce.
   * @returns the value of the claim that names the account
   * @throws OidcUnavailable, OidcRefused
   */
  finish(callback: URL, journey: OidcJourney): Promise<string>;
}

/** The provider does not answer, or not as one. */
export class OidcUnavailable extends Error {
  override readonly name = 'OidcUnavailable';
}

/** The answer that came back is not one to what was asked here. */
export class OidcRefused extends Error {
  override readonly name = 'OidcRefused';
}

const JOURNEY_MS = 10 * 60_000;

/** Authorization code flow with PKCE, state and nonce. What the provider says of itself is read when first needed, and again after an hour. */
export function createOidcClient(settings: OidcSettings): OidcClient {
  const configuration = createDiscovery(settings);
  return {
    claim: settings.claim,

    async begin(redirectUri, next, now) {
      const config = await configuration();
      const verifier = openid.randomPKCECodeVerifier();
      const [state, nonce] = [openid.randomState(), openid.randomNonce()];
      const address = openid.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: settings.claim === 'sub' ? 'openid' : 'openid profile',
        code_challenge: await openid.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      });
      return { address, journey: { state, nonce, verifier, next, expiresMs: now.getTime() + JOURNEY_MS } };
    },

    async finish(callback, { state, nonce, verifier }) {
      const config = await configuration();
      try {
        const tokens = await openid.authorizationCodeGrant(config, callback, {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        });
        const value = tokens.claims()?.[settings.claim];
        if (typeof value !== 'string' || value === '') throw new OidcRefused(`the token has no ${settings.claim}`);
        return value;
      } catch (error) {
        if (error instanceof OidcRefused) throw error;
        throw isOutage(error) ? new OidcUnavailable('the provider does not answer', { cause: error }) : refusal(error);
      }
    },
  };
}

const DISCOVERY_KEPT_MS = 3_600_000;

/** One look at the provider at a time; one that failed is forgotten at once. */
function createDiscovery(settings: OidcSettings): () => Promise<openid.Configuration> {
  let known: { readonly at: number; readonly config: Promise<openid.Configuration> } | undefined;
  return async () => {
    if (!known || known.at + DISCOVERY_KEPT_MS < Date.now()) known = { at: Date.now(), config: discover(settings) };
    const { config } = known;
    try {
      return await config;
    } catch (error) {
      known = undefined;
      throw new OidcUnavailable('the provider does not say how to sign in', { cause: error });
    }
  };
}

async function discover({ issuer, clientId, clientSecret, timeoutMs }: OidcSettings): Promise<openid.Configuration> {
  const isLocal = new URL(issuer).protocol === 'http:';
  const config = await openid.discovery(new URL(issuer), clientId, clientSecret, undefined, {
    timeout: timeoutMs / 1000,
    // Configuration takes http only for this machine (`platform/config.ts`).
    ...(isLocal ? { execute: [openid.allowInsecureRequests] } : {}),
  });
  return config;
}

/** Networking, a time-out, or an answer that is the provider's own fault. */
function isOutage(error: unknown): boolean {
  for (let cause: unknown = error; cause instanceof Object; cause = (cause as { cause?: unknown }).cause) {
    const { name, status, code } = cause as { name?: string; status?: number; code?: string };
    if (name === 'TimeoutError' || name === 'AbortError' || code === 'OAUTH_TIMEOUT') return true;
    if (typeof status === 'number' && status >= 500) return true;
    if (code === 'ECONNREFUSED' || code === 'ECONNRESET' || code === 'ENOTFOUND' || code === 'ETIMEDOUT') return true;
  }
  return false;
}

function refusal(error: unknown): OidcRefused {
  const code = (error as { code?: unknown } | undefined)?.code;
  return new OidcRefused(`the provider's answer was refused (${typeof code === 'string' ? code : 'unknown'})`, {
    cause: error,
  });
}
