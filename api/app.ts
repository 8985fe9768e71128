import { randomUUID } from 'node:crypto';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';
import { createRateLimits } from './http/rate-limits';
import { createUploadReader, readJsonBody } from './http/read-body';
import { refuseCrossSite } from './http/refuse-cross-site';
import { fullPath, type Route } from './http/route';
import { traceRequest } from './http/trace-request';
import { serveRoute } from './http/serve-route';
import type { ApiParts } from './parts';
import { ApiRefusal, describeProblem } from './problem-details';
import { routeTable } from './route-table';
import { createServices, type Services } from './services';
import { readKnownDevice } from './sign-in/known-device';
import { mountWebApp } from './web-app';

/** The whole HTTP side of Sodo on the parts it is given; nothing here is global, so several may run in one process. */
export function createApp(parts: ApiParts): Express {
  const services = createServices(parts);
  const { settings } = services;
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.set('trust proxy', settings.trustedProxies);
  app.set('query parser', 'simple');
  app.use(traceRequest);
  app.use(watchRequest(services));
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          objectSrc: ["'none'"],
          frameAncestors: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'none'"],
        },
      },
      strictTransportSecurity: settings.publicUrl.startsWith('https:'),
      crossOriginResourcePolicy: { policy: 'same-origin' },
      referrerPolicy: { policy: 'no-referrer' },
    }),
  );
  app.use(refuseCrossSite(settings));
  mountRoutes(app, services);
  if (parts.webDir !== undefined) mountWebApp(app, parts.webDir);
  app.use((_request, _response, next) => next(new ApiRefusal('ROUTE_NOT_FOUND', 'There is nothing at this address.')));
  app.use((error: unknown, request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error);
    answerProblem(services, error, request, response);
  });
  return app;
}

function mountRoutes(app: Express, services: Services): void {
  const limits = createRateLimits(services.settings, (request) => isKnownDevice(services, request));
  const server = { services, readUpload: createUploadReader(services.settings.maxFileBytes) };
  for (const route of routeTable) {
    const named = (_request: Request, response: Response, next: NextFunction): void => {
      response.locals.route = fullPath(route);
      next();
    };
    const limiters = (route.rateLimits ?? []).map((name) => limits[name]);
    const before = route.rateLimits?.includes('signInAddress') && route.body ? [readBodyFirst, ...limiters] : limiters;
    app[route.method](fullPath(route), named, ...before, (request, response) =>
      serveRoute(server, route, request, response),
    );
  }
  for (const [path, methods] of methodsByPath(routeTable)) {
    app.all(path, (request, response, next) => {
      response.set('allow', methods.join(', '));
      next(new ApiRefusal('METHOD_NOT_ALLOWED', `${request.method} is not possible here.`, { allowed: methods }));
    });
  }
}

/** The limiter of sign-ins has to know the name. */
async function readBodyFirst(request: Request, response: Response, next: NextFunction): Promise<void> {
  request.body = await readJsonBody(request, response);
  next();
}

function isKnownDevice(services: Services, request: Request): boolean {
  const { username } = (request.body ?? {}) as { username?: unknown };
  return typeof username === 'string' && readKnownDevice(services, request, username, services.now()) !== undefined;
}

function methodsByPath(routes: readonly Route[]): Map<string, string[]> {
  const methods = new Map<string, string[]>();
  for (const route of routes) {
    const path = fullPath(route);
    methods.set(path, [...(methods.get(path) ?? []), route.method.toUpperCase()]);
  }
  return methods;
}

/** One line and one measurement for each request; addresses are logged without their query, which may hold a secret. */
function watchRequest({ logger, metrics, traffic }: Services) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const begun = process.hrtime.bigint();
    const requestId = randomUUID();
    response.locals.requestId = requestId;
    response.set('x-request-id', requestId).set('cache-control', 'no-store');
    response.on('finish', () => {
      const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
      const route = (response.locals.route as string | undefined) ?? 'unknown';
      metrics.observeRequest(request.method, route, response.statusCode, seconds);
      traffic?.count(response.statusCode);
      logger.debug({ requestId, method: request.method, route, status: response.statusCode, seconds }, 'request');
    });
    next();
  };
}

function answerProblem({ logger, metrics }: Services, thrown: unknown, request: Request, response: Response): void {
  const requestId = response.locals.requestId as string;
  const error = isBadAddress(thrown) ? new ApiRefusal('ROUTE_NOT_FOUND', 'There is nothing at this address.') : thrown;
  const { problem, isFault, retryAfterSeconds } = describeProblem(error, requestId);
  metrics.countRefusal(problem.code);
  const route = (response.locals.route as string | undefined) ?? 'unknown';
  if (isFault) logger.error({ err: error, requestId, method: request.method, route }, 'a request failed');
  if (retryAfterSeconds !== undefined) response.set('retry-after', String(retryAfterSeconds));
  if (problem.status === 401) response.set('www-authenticate', 'Bearer');
  response
    .status(problem.status)
    .set('content-type', 'application/problem+json; charset=utf-8')
    .end(JSON.stringify(problem));
}

/** A path with a broken %-escape. */
function isBadAddress(error: unknown): boolean {
  return error instanceof URIError || (error as { status?: number } | undefined)?.status === 400;
}
