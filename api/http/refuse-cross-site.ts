import type { NextFunction, Request, Response } from 'express';
import { ApiRefusal } from '../problem-details';

/**
 * A change asked for by a page of another site is refused before anything else is looked at, also where nobody is signed in yet
 * (somebody else's sign-in planted in a browser). Browsers say where a request comes from; programs say nothing and pass.
 * The CSRF token of a session is judged besides.
 */
export function refuseCrossSite({ publicUrl }: { readonly publicUrl: string }) {
  const { origin: ours } = new URL(publicUrl);
  return (request: Request, _response: Response, next: NextFunction): void => {
    const safe = request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS';
    next(safe || isOwn(request, ours) ? undefined : new ApiRefusal('CROSS_SITE_REFUSED', 'Ask from our own pages.'));
  };
}

function isOwn(request: Request, ours: string): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const origin = request.get('origin');
  if (origin === undefined || origin === ours) return true;
  // Reached by another name than the public one, as on the machine itself: its own pages have that name, too.
  return URL.canParse(origin) && new URL(origin).host === request.get('host');
}
