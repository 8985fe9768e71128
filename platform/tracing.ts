import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { Resource } from '@opentelemetry/resources';
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-base';
import type { TracesConfig } from './config';

export interface Tracing {
  /** Sends what is still here. A collector that does not answer is not waited for. */
  stop(): Promise<void>;
}

/** A collector that is away costs nothing but the traces of that time. */
const EXPORT_TIMEOUT_MS = 2_000;
const SEND_EVERY_MS = 1_000;

/**
 * Traces this process by OpenTelemetry from now on; without it every tracer is one that does nothing.
 * @param service `sodo-api`, `sodo-worker-dossier`, …
 */
export function startTracing(service: string, version: string, { url, share }: TracesConfig): Tracing {
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: EXPORT_TIMEOUT_MS });
  const provider = new BasicTracerProvider({
    resource: new Resource({ 'service.name': service, 'service.version': version }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(share) }),
    spanProcessors: [
      new BatchSpanProcessor(exporter, { scheduledDelayMillis: SEND_EVERY_MS, exportTimeoutMillis: EXPORT_TIMEOUT_MS }),
    ],
  });
  provider.register({
    contextManager: new AsyncLocalStorageContextManager().enable(),
    propagator: new W3CTraceContextPropagator(),
  });
  return { stop: () => provider.shutdown().catch(() => undefined) };
}
