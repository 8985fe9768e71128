/**
 * Signatures of calls between systems (design §8): HMAC-SHA256 over
 * `method \n path \n timestamp \n nonce \n sha256(body)`, with a replay window and a nonce that is taken once.
 *
 * S1. Nothing is compared before all four headers are there; the comparison takes constant time.
 * S2. Headers and clock are judged before the body is read: nobody without a fresh call makes us keep a long body.
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

interface SignedHeaders {
  readonly keyId: string;
  readonly nonce: string;
  readonly timestamp: string;
  readonly signature: string;
  readonly signedAt: Date;
  readonly secret: string;
}

/**
 * What can be judged without the body: all headers are there, of the agreed form, of a known key, and within the window. A
 * long body need not be read for what fails here.
 */
export function judgeSignatureHeaders({
  headers,
  secrets,
  now,
  windowSeconds = DEFAULT_SIGNATURE_WINDOW_SECONDS,
}: Pick<VerificationInput, 'headers' | 'secrets' | 'now' | 'windowSeconds'>):
  ({ readonly ok: true } & SignedHeaders) | { readonly ok: false; readonly code: SignatureRefusalCode } {
  const given = ['x-sodo-key-id', 'x-sodo-timestamp', 'x-sodo-nonce', 'x-sodo-signature'].map((name) => headers[name]);
  if (given.some((value) => !value)) return { ok: false, code: 'SIGNATURE_MISSING' };
  if (given.some(Array.isArray)) return { ok: false, code: 'SIGNATURE_INVALID' };
  const [keyId, timestamp, nonce, signature] = given as [string, string, string, string];
  // Own properties only: a key id of "constructor" must not find something to sign with.
  const secret = Object.hasOwn(secrets, keyId) ? secrets[keyId] : undefined;
  if (!secret) return { ok: false, code: 'SIGNATURE_UNKNOWN_KEY' };
  const signedAt = readInstant(timestamp);
  if (!signedAt || !NONCE_PATTERN.test(nonce) || !SIGNATURE_PATTERN.test(signature))
    return { ok: false, code: 'SIGNATURE_INVALID' };
  if (Math.abs(now.getTime() - signedAt.getTime()) > windowSeconds * 1000)
    return { ok: false, code: 'SIGNATURE_EXPIRED' };
  return { ok: true, keyId, nonce, timestamp, signature, signedAt, secret };
}

/** Checks key, clock and signature of one call. Does not look at the nonce's past: see {@link admitSignedCall}. */
export function verifySignature(input: VerificationInput): SignatureCheck {
  const judged = judgeSignatureHeaders(input);
  if (!judged.ok) return judged;
  const { keyId, nonce, timestamp, signature, signedAt, secret } = judged;
  if (!timingSafeEqual(computeSignature(input, timestamp, nonce, secret), Buffer.from(signature, 'hex')))
    return { ok: false, code: 'SIGNATURE_INVALID' };
  const windowMs = (input.windowSeconds ?? DEFAULT_SIGNATURE_WINDOW_SECONDS) * 1000;
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
