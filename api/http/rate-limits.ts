import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit, type Options } from 'express-rate-limit';
import type { ApiSettings, RateLimitName } from '../parts';
import { ApiRefusal } from '../problem-details';

/** Counted in each process by itself: with several replicas the limit is that much higher. */
export function createRateLimits(
  settings: Pick<ApiSettings, 'rateLimits'>,
  /** A browser that has signed in to the name of this request before: others at its address never keep it out. */
  isKnownDevice: (request: Request) => boolean,
): Record<RateLimitName, RequestHandler> {
  const { rateLimits } = settings;
  const create = (name: RateLimitName, options: Partial<Options>): RequestHandler =>
    rateLimit({
      windowMs: rateLimits[name].windowMs,
      limit: rateLimits[name].max,
      standardHeaders: 'draft-8',
      legacyHeaders: false,
      validate: false,
      handler: (request, _response, next) => {
        const { resetTime } = (request as Request & { rateLimit?: { resetTime?: Date } }).rateLimit ?? {};
        const waitMs = (resetTime?.getTime() ?? Date.now() + rateLimits[name].windowMs) - Date.now();
        const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1000));
        next(new ApiRefusal('RATE_LIMITED', 'Too many attempts; try again later.', { retryAfterSeconds }));
      },
      ...options,
    });
  return {
    signInAddress: create('signInAddress', {
      keyGenerator: address,
      skipSuccessfulRequests: true,
      skip: isKnownDevice,
    }),
    publicStatus: create('publicStatus', { keyGenerator: address }),
    signedCalls: create('signedCalls', {
      keyGenerator: address,
      skipSuccessfulRequests: true,
      requestWasSuccessful: (_request, { statusCode }) => statusCode !== 401 && statusCode !== 413,
    }),
  };
}

/** An IPv6 network counts as one address. */
function address(request: Request): string {
  return ipKeyGenerator(request.ip ?? 'unknown');
}
