import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { Resource } from '@opentelemetry/resources';
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  ParentBasedSampler,
  type ReadableSpan,
  type SpanProcessor,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-base';
import type { TracesConfig } from './config';

export interface Tracing {
  /** Sends what is still here. A collector that does not answer is not waited for. */
  stop(): Promise<void>;
}

/** A collector that is away costs nothing but the traces of that time. */
const EXPORT_TIMEOUT_MS = 2_000;
const SENDING = { scheduledDelayMillis: 1_000, exportTimeoutMillis: EXPORT_TIMEOUT_MS };

/**
 * Traces this process by OpenTelemetry from now on; without it every tracer is one that does nothing.
 * @param service `sodo-api`, `sodo-worker-dossier`, …
 */
export function startTracing(service: string, version: string, { url, share }: TracesConfig): Tracing {
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: EXPORT_TIMEOUT_MS });
  const provider = new BasicTracerProvider({
    resource: new Resource({ 'service.name': service, 'service.version': version }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(share) }),
    spanProcessors: [withoutWords(new BatchSpanProcessor(exporter, SENDING))],
  });
  provider.register({
    contextManager: new AsyncLocalStorageContextManager().enable(),
    propagator: new W3CTraceContextPropagator(),
  });
  return { stop: () => provider.shutdown().catch(() => undefined) };
}

/** Of an error only its type goes out: the words of one may name people (a value that did not fit, an address refused). */
function withoutWords(processor: SpanProcessor): SpanProcessor {
  return {
    onStart: (span, parent) => processor.onStart(span, parent),
    onEnd: (span) => processor.onEnd(nameless(span)),
    forceFlush: () => processor.forceFlush(),
    shutdown: () => processor.shutdown(),
  };
}

function nameless(span: ReadableSpan): ReadableSpan {
  const events = span.events.map(({ attributes, ...event }) => ({
    ...event,
    attributes: { 'exception.type': attributes?.['exception.type'] },
  }));
  return Object.create(span, {
    events: { value: events, enumerable: true },
    status: { value: { code: span.status.code }, enumerable: true },
  }) as ReadableSpan;
}
