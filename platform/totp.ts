import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** One-time codes of an app (RFC 6238): HMAC-SHA-1, six digits, 30 seconds, which is what every app can do. */
const STEP_MS = 30_000;
const DIGITS = 6;
const SECRET_BYTES = 20;
/** A code of the step before or after is taken, too: clocks differ. */
const WINDOW = 1;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A new secret, in base32, as apps take it. */
export function createTotpSecret(): string {
  return toBase32(randomBytes(SECRET_BYTES));
}

/** The code of one moment. */
export function totpAt(secret: string, at: Date): string {
  return codeOf(fromBase32(secret), stepOf(at));
}

/** @returns the step the code belongs to, when that is the present one or a neighbour and later than `after` */
export function findTotpStep(secret: string, code: string, at: Date, after: number): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const key = fromBase32(secret);
  const given = Buffer.from(code);
  let found: number | undefined;
  // All of them are computed, so that time tells nothing.
  for (let step = stepOf(at) - WINDOW; step <= stepOf(at) + WINDOW; step++) {
    const fits = timingSafeEqual(given, Buffer.from(codeOf(key, step)));
    if (fits && step > after) found ??= step;
  }
  return found;
}

/** What the QR code says to the app. */
export function totpAddress(secret: string, account: string, issuer: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=${DIGITS}&period=${STEP_MS / 1000}`;
}

function stepOf(at: Date): number {
  return Math.floor(at.getTime() / STEP_MS);
}

function codeOf(key: Buffer, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', key).update(counter).digest();
  const offset = digest.readUInt8(digest.length - 1) & 0xf;
  const number = (digest.readUInt32BE(offset) & 0x7fffffff) % 10 ** DIGITS;
  return String(number).padStart(DIGITS, '0');
}

function toBase32(bytes: Buffer): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => ALPHABET[parseInt(five.padEnd(5, '0'), 2)]).join('');
}

function fromBase32(text: string): Buffer {
  let bits = '';
  for (const letter of text) bits += ALPHABET.indexOf(letter).toString(2).padStart(5, '0');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => parseInt(eight, 2)));
}
