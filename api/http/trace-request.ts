import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { NextFunction, Request, Response } from 'express';

const tracer = trace.getTracer('sodo-api');

/** One span for each request, by the route's pattern: no address, no code, nothing of a person. */
export function traceRequest(request: Request, response: Response, next: NextFunction): void {
  const span = tracer.startSpan(request.method, {
    kind: SpanKind.SERVER,
    attributes: { 'http.request.method': request.method },
  });
  response.once('close', () => {
    const route = response.locals.route as string | undefined;
    if (route !== undefined) span.updateName(`${request.method} ${route}`).setAttribute('http.route', route);
    span.setAttribute('http.response.status_code', response.statusCode);
    if (response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  });
  context.with(trace.setSpan(context.active(), span), next);
}
