import type { Request } from 'express';

/**
 * Whether a page in a browser asks, not a program: pages say where they are, whether they want to or not (Fetch Metadata; `Origin` of a
 * change). A page's secrets are in its cookies, where no script reads them, and in no body (OWASP ASVS 5.0, 3.3.4).
 */
export function isOfPage(request: Request): boolean {
  return request.get('sec-fetch-site') !== undefined || request.get('origin') !== undefined;
}
