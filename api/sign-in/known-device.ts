import { randomUUID, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import type { Sealer } from '../../platform/sealed-text';
import { readCookie, writeCookie } from '../http/cookies';
import type { ApiSettings } from '../parts';

/** A browser that has signed in to this account before. The mark opens nothing: it only keeps others' failures away from it. */
export interface KnownDevice {
  readonly id: string;
  readonly issuedMs: number;
}

const PATH = '/api/v1';
const KEPT_MS = 180 * 24 * 3_600_000;
const VALUE_PATTERN = /^([0-9a-f-]{36})\.(\d{13})\.([0-9a-f]{64})$/;

/** User names as they are compared everywhere. */
function sameName(username: string): string {
  return username.trim().toLowerCase();
}

/** What stands for a user name where it must not be readable. */
export function nameHashOf(sealer: Sealer, username: string): string {
  return sealer.keyedHash(`user name ${sameName(username)}`);
}

/** The mark this browser has for this name, when it is ours and not too old. Signed: nobody makes one up. */
export function readKnownDevice(
  { sealer, settings }: { readonly sealer: Sealer; readonly settings: Pick<ApiSettings, 'publicUrl'> },
  request: Request,
  username: string,
  now: Date,
): KnownDevice | undefined {
  const nameHash = nameHashOf(sealer, username);
  const value = readCookie(settings, request, cookieName(nameHash), PATH);
  const [, id = '', issued = '', mac = ''] = VALUE_PATTERN.exec(value ?? '') ?? [];
  if (mac === '') return undefined;
  const expected = sign(sealer, nameHash, id, issued);
  if (!timingSafeEqual(Buffer.from(mac), Buffer.from(expected))) return undefined;
  const issuedMs = Number(issued);
  return issuedMs + KEPT_MS > now.getTime() ? { id, issuedMs } : undefined;
}

/** The cookie that makes this browser known for this name, or keeps it known. */
export function writeKnownDevice(
  sealer: Sealer,
  settings: Pick<ApiSettings, 'publicUrl'>,
  username: string,
  known: KnownDevice | undefined,
  now: Date,
): string {
  const nameHash = nameHashOf(sealer, username);
  const id = known?.id ?? randomUUID();
  const issued = String(now.getTime());
  const value = `${id}.${issued}.${sign(sealer, nameHash, id, issued)}`;
  return writeCookie(settings, cookieName(nameHash), value, {
    expires: new Date(now.getTime() + KEPT_MS),
    path: PATH,
    sameSite: 'Lax',
  });
}

/** Several people may use one machine: each has a mark of his own there. */
function cookieName(nameHash: string): string {
  return `sodo_device_${nameHash.slice(0, 12)}`;
}

function sign(sealer: Sealer, nameHash: string, id: string, issued: string): string {
  return sealer.keyedHash(`known device ${nameHash} ${id} ${issued}`);
}
