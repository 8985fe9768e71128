/**
 * Signatures of calls between systems (design §8): HMAC-SHA256 over
 * `method \n path \n timestamp \n nonce \n sha256(body)`, with a replay window and a nonce that is taken once.
 *
 * S1. Nothing is compared before all four headers are there; the comparison takes constant time.
 * S2. The signature is checked before the clock, so SIGNATURE_EXPIRED is said only to a holder of the key.
 * S3. A nonce is taken only after the signature held: a forger cannot use up somebody's nonces.
 * S4. A nonce is remembered longer than its timestamp stays acceptable, so it can never be taken twice.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Seconds a timestamp may lie before or after our clock. */
const DEFAULT_SIGNATURE_WINDOW_SECONDS = 300;

const NONCE_PATTERN = /^[A-Za-z0-9_-]{16,128}$/;
const SIGNATURE_PATTERN = /^[0-9a-f]{64}$/;

/** The four headers a signed call carries. */
export interface SignatureHeaders {
  'x-sodo-key-id': string;
  /** ISO 8601 in UTC with milliseconds, as `Date.toISOString()` writes it. */
  'x-sodo-timestamp': string;
  'x-sodo-nonce': string;
  /** Lower-case hex HMAC-SHA256. */
  'x-sodo-signature': string;
}

/** The part of a call that is signed. */
interface SignedCall {
  method: string;
  /** Path with query exactly as sent in the request line (express: `req.originalUrl`). */
  path: string;
  /** Body bytes exactly as sent; empty when there is none. */
  body: Buffer | string;
}

export interface SigningInput extends SignedCall {
  keyId: string;
  secret: string;
  now: Date;
  /** 16 to 128 characters of A–Z a–z 0–9 _ -, never used before with this key. */
  nonce: string;
}

export interface VerificationInput extends SignedCall {
  /** Headers with lower-case names, as Node gives them. */
  headers: Record<string, string | string[] | undefined>;
  /** Accepted keys: key id → secret. Two ids with two secrets serve while a key is being changed. */
  secrets: Readonly<Record<string, string>>;
  now: Date;
  windowSeconds?: number;
}

/** Why a signed call was not let in. SIGNATURE_REPLAYED comes only from {@link admitSignedCall}. */
export type SignatureRefusalCode =
  'SIGNATURE_MISSING' | 'SIGNATURE_UNKNOWN_KEY' | 'SIGNATURE_INVALID' | 'SIGNATURE_EXPIRED' | 'SIGNATURE_REPLAYED';

export type SignatureCheck =
  | {
      ok: true;
      keyId: string;
      nonce: string;
      signedAt: Date;
      /** Until when the nonce has to be remembered. */
      expiresAt: Date;
    }
  | { ok: false; code: SignatureRefusalCode };

/** Remembers nonces across all processes that accept signed calls. */
export interface NonceStore {
  /**
   * Takes the nonce, atomically.
   * @returns false when it was taken before and `expiresAt` of that claim has not passed.
   */
  claim(keyId: string, nonce: string, expiresAt: Date): Promise<boolean>;
}

function computeSignature(call: SignedCall, timestamp: string, nonce: string, secret: string): Buffer {
  const bodyHash = createHash('sha256').update(call.body).digest('hex');
  const text = [call.method.toUpperCase(), call.path, timestamp, nonce, bodyHash].join('\n');
  return createHmac('sha256', secret).update(text).digest();
}

/**
 * Signs one call.
 * @throws Error (a fault of the caller) when the secret is empty or the nonce is not of the agreed form.
 */
export function signRequest(input: SigningInput): SignatureHeaders {
  if (input.secret === '') throw new Error('signRequest: the secret is empty');
  if (!NONCE_PATTERN.test(input.nonce)) throw new Error('signRequest: the nonce is not of the agreed form');
  const timestamp = input.now.toISOString();
  return {
    'x-sodo-key-id': input.keyId,
    'x-sodo-timestamp': timestamp,
    'x-sodo-nonce': input.nonce,
    'x-sodo-signature': computeSignature(input, timestamp, input.nonce, input.secret).toString('hex'),
  };
}

function readInstant(timestamp: string): Date | undefined {
  const instant = new Date(timestamp);
  const canonical = !Number.isNaN(instant.getTime()) && instant.toISOString() === timestamp;
  return canonical ? instant : undefined;
}

/** Checks key, signature and clock of one call. Does not look at the nonce's past: see {@link admitSignedCall}. */
export function verifySignature(input: VerificationInput): SignatureCheck {
  const [keyId, timestamp, nonce, signature] = [
    input.headers['x-sodo-key-id'],
    input.headers['x-sodo-timestamp'],
    input.headers['x-sodo-nonce'],
    input.headers['x-sodo-signature'],
  ];
  if (!keyId || !timestamp || !nonce || !signature) return { ok: false, code: 'SIGNATURE_MISSING' };
  if ([keyId, timestamp, nonce, signature].some(Array.isArray)) return { ok: false, code: 'SIGNATURE_INVALID' };
  return verifyHeaders(input, keyId as string, timestamp as string, nonce as string, signature as string);
}

function verifyHeaders(
  input: VerificationInput,
  keyId: string,
  timestamp: string,
  nonce: string,
  signature: string,
): SignatureCheck {
  // Own properties only: a key id of "constructor" must not find something to sign with.
  const secret = Object.hasOwn(input.secrets, keyId) ? input.secrets[keyId] : undefined;
  if (!secret) return { ok: false, code: 'SIGNATURE_UNKNOWN_KEY' };
  const signedAt = readInstant(timestamp);
  if (!signedAt || !NONCE_PATTERN.test(nonce) || !SIGNATURE_PATTERN.test(signature)) {
    return { ok: false, code: 'SIGNATURE_INVALID' };
  }
  if (!timingSafeEqual(computeSignature(input, timestamp, nonce, secret), Buffer.from(signature, 'hex'))) {
    return { ok: false, code: 'SIGNATURE_INVALID' };
  }
  const windowMs = (input.windowSeconds ?? DEFAULT_SIGNATURE_WINDOW_SECONDS) * 1000;
  if (Math.abs(input.now.getTime() - signedAt.getTime()) > windowMs) return { ok: false, code: 'SIGNATURE_EXPIRED' };
  // One second more than the window: at its last millisecond the nonce must still be known (S4).
  return { ok: true, keyId, nonce, signedAt, expiresAt: new Date(signedAt.getTime() + windowMs + 1000) };
}

/** Checks one call and takes its nonce, so that the same bytes are let in once. */
export async function admitSignedCall(input: VerificationInput, nonces: NonceStore): Promise<SignatureCheck> {
  const check = verifySignature(input);
  if (!check.ok) return check;
  const fresh = await nonces.claim(check.keyId, check.nonce, check.expiresAt);
  return fresh ? check : { ok: false, code: 'SIGNATURE_REPLAYED' };
}
