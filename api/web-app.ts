import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Express, NextFunction, Request, Response } from 'express';
import sirv from 'sirv';

/** Stands in the built page wherever a nonce belongs (web/vite.config.mts). */
const NONCE_PLACEHOLDER = '__SODO_CSP_NONCE__';

/**
 * Serves the built web app beside the API: its files under `/assets` for good (their names carry a hash), and the one page for
 * every other address that a browser opens. Without a build there is nothing to serve, and nothing is mounted.
 */
export function mountWebApp(app: Express, webDir: string): void {
  const file = path.join(webDir, 'index.html');
  if (!existsSync(file)) return;
  app.use(
    '/assets',
    sirv(path.join(webDir, 'assets'), {
      brotli: true,
      gzip: true,
      // Looks at the disk at each request: a file that a new build took away is a 404, not the end of the process.
      dev: true,
      // What is there once stays as it is.
      setHeaders: (response) => response.setHeader('cache-control', 'public, max-age=31536000, immutable'),
    }),
  );
  app.use(async (request: Request, response: Response, next: NextFunction) => {
    if (!opensPage(request)) return next();
    // A small file, read each time: it names the files of the build that stands there now.
    const page = await readFile(file, 'utf8');
    const nonce = randomBytes(16).toString('base64');
    response
      .status(200)
      .set({ 'content-type': 'text/html; charset=utf-8', 'content-security-policy': pagePolicy(nonce) })
      .end(request.method === 'HEAD' ? undefined : page.replaceAll(NONCE_PLACEHOLDER, nonce));
  });
}

/** A browser that opens an address, not a program that asks for data. */
function opensPage({ method, path: address, headers }: Request): boolean {
  const reads = method === 'GET' || method === 'HEAD';
  return reads && !/^\/(?:api|assets)(?:\/|$)/.test(address) && (headers.accept ?? '').includes('text/html');
}

/**
 * No script but our own files, nothing from elsewhere. Styles in the page carry the nonce of this one answer; style attributes
 * are allowed because the diagram and the charts position by them. `blob:` is for PDFs and scans shown inside the page, and for
 * the map's worker.
 */
function pagePolicy(nonce: string): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    `style-src-elem 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "frame-src 'self' blob:",
    "worker-src 'self' blob:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
