import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, told once to whom it is for. */
export function createToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database knows of a token. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
