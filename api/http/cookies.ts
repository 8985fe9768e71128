import type { Request } from 'express';
import type { ApiSettings } from '../parts';

interface CookieOptions {
  /** When the browser forgets it; an instant gone by takes it away at once. */
  readonly expires: Date;
  readonly path?: string;
  /** `Strict` unless a page of another site has to bring it along when it sends the browser back to us. */
  readonly sameSite?: 'Strict' | 'Lax';
}

/** `expires` of a cookie that is taken away. */
export const GONE = new Date(0);

export function readCookie(
  settings: Pick<ApiSettings, 'publicUrl'>,
  request: Request,
  plainName: string,
  path = '/',
): string | undefined {
  const name = cookieName(settings, plainName, path);
  for (const pair of request.headers.cookie?.split(';') ?? []) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
}

/** Out of reach of scripts, and over https only where people use https. */
export function writeCookie(
  settings: Pick<ApiSettings, 'publicUrl'>,
  name: string,
  value: string,
  { expires, path = '/', sameSite = 'Strict' }: CookieOptions,
): string {
  const secure = usesHttps(settings) ? '; Secure' : '';
  return `${cookieName(settings, name, path)}=${value}; Path=${path}; HttpOnly; SameSite=${sameSite}; Expires=${expires.toUTCString()}${secure}`;
}

/** Over https a browser takes such a name only with what it promises: no other host, and no http, can plant our cookies. */
function cookieName(settings: Pick<ApiSettings, 'publicUrl'>, name: string, path: string): string {
  if (!usesHttps(settings)) return name;
  return path === '/' ? `__Host-${name}` : `__Secure-${name}`;
}

function usesHttps({ publicUrl }: Pick<ApiSettings, 'publicUrl'>): boolean {
  return publicUrl.startsWith('https:');
}
