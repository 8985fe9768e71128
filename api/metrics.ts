import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { OutboxBacklog } from '../db/projections/outbox-queue';

export interface Metrics {
  readonly registry: Registry;
  /** @param route the pattern, never the address: no codes or ids in labels */
  observeRequest(method: string, route: string, status: number, seconds: number): void;
  countRefusal(code: string): void;
}

/** One registry for each app, so that several may live in one process (tests). */
export function createMetrics(readBacklog: () => Promise<OutboxBacklog>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'sodo_http_request_seconds',
    help: 'Time from the request to the end of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5, 15],
    registers: [registry],
  });
  const refusals = new Counter({
    name: 'sodo_http_problems_total',
    help: 'Answers that were a refusal or a fault, by code.',
    labelNames: ['code'],
    registers: [registry],
  });
  watchOutbox(registry, readBacklog);
  return {
    registry,
    observeRequest: (method, route, status, seconds) =>
      duration.observe({ method, route, status: String(status) }, seconds),
    countRefusal: (code) => refusals.inc({ code }),
  };
}

/** Read when somebody asks. A database that does not answer leaves them out, and the rest is told all the same. */
function watchOutbox(registry: Registry, readBacklog: () => Promise<OutboxBacklog>): void {
  new Gauge({
    name: 'sodo_outbox_failed_items',
    help: 'Deliveries given up on: a person has to look at them (they hold up what follows in their order).',
    registers: [registry],
    async collect() {
      this.set((await readBacklog().catch(() => undefined))?.failed ?? NaN);
    },
  });
  new Gauge({
    name: 'sodo_outbox_oldest_seconds',
    help: 'Age of the oldest delivery still on its way.',
    registers: [registry],
    async collect() {
      this.set((await readBacklog().catch(() => undefined))?.oldestSeconds ?? NaN);
    },
  });
}
