/**
 * Calls from a simulator to our api, kept until they are answered.
 *
 * Q1. Deliveries of one lane go out one after the other, in the order they were added; lanes do not wait for each other.
 * Q2. A delivery is over when it was answered 2xx (delivered) or 4xx (refused). No answer, 5xx, 408, 425 and 429 are
 *     tried again, with a doubling pause, without end.
 * Q3. Each attempt is signed anew (time and nonce); the body, with its messageId, never changes.
 * Q4. The owner journals deliveries before adding them and settlements when told, so a killed simulator goes on; a call
 *     answered at the very moment of the kill goes out a second time.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { signRequest } from '../platform/request-signature';

export interface Delivery {
  deliveryId: string;
  messageId: string;
  lane: string;
  /** Path below the api's address. */
  path: string;
  /** JSON text of the message. */
  body: string;
  /** ISO instant before which it is not sent. */
  notBefore: string;
}

export interface Settlement {
  deliveryId: string;
  status: 'delivered' | 'refused';
  httpStatus: number;
  /** First 2,000 characters of the answer. */
  answer: string;
  settledAt: string;
}

export interface DeliveryView extends Delivery {
  status: 'pending' | 'delivered' | 'refused';
  /** Attempts of this process. */
  attempts: number;
  lastError?: string;
  httpStatus?: number;
  answer?: string;
}

export interface CallbackQueueOptions {
  apiUrl: string;
  keyId: string;
  secret: string;
  now: () => Date;
  /** While true nothing is sent (the partner is down). */
  isPaused: () => boolean;
  onSettled: (settlement: Settlement) => void;
  firstRetryMs?: number;
  maxRetryMs?: number;
  timeoutMs?: number;
}

export interface CallbackQueue {
  add(deliveries: readonly Delivery[]): void;
  /** Puts back what a former process knew; nothing settled is sent again. */
  restore(deliveries: readonly Delivery[], settlements: readonly Settlement[]): void;
  list(): DeliveryView[];
  /** Resolves when the delivery is over, or with undefined after the time. */
  waitFor(deliveryId: string, timeoutMs: number): Promise<DeliveryView | undefined>;
  /** Stops sending; what is pending stays pending. */
  close(): Promise<void>;
}

const PAUSE_POLL_MS = 100;
const LONGEST_SLEEP_MS = 3_600_000;
const RETRIED_CLIENT_ERRORS = new Set([408, 425, 429]);

export function createCallbackQueue(options: CallbackQueueOptions): CallbackQueue {
  const { firstRetryMs = 200, maxRetryMs = 15_000, timeoutMs = 15_000 } = options;
  const views = new Map<string, DeliveryView>();
  const lanes = new Map<string, DeliveryView[]>();
  const running = new Set<Promise<void>>();
  const waiting = new Map<string, (() => void)[]>();
  const ending = new AbortController();

  function enqueue(delivery: Delivery): void {
    const view: DeliveryView = { ...delivery, status: 'pending', attempts: 0 };
    views.set(view.deliveryId, view);
    const lane = lanes.get(view.lane);
    if (lane) {
      lane.push(view);
      return;
    }
    const started = [view];
    lanes.set(view.lane, started);
    const run = runLane(view.lane, started).finally(() => running.delete(run));
    running.add(run);
  }

  async function runLane(name: string, lane: DeliveryView[]): Promise<void> {
    try {
      for (let head = lane[0]; head; head = lane[0]) {
        await deliver(head);
        lane.shift();
      }
      lanes.delete(name);
    } catch (error) {
      if (!ending.signal.aborted) throw error;
    }
  }

  async function pause(ms: number): Promise<void> {
    await sleep(Math.min(Math.max(ms, 0), LONGEST_SLEEP_MS), undefined, { signal: ending.signal });
  }

  async function deliver(view: DeliveryView): Promise<void> {
    const due = new Date(view.notBefore).getTime();
    while (options.now().getTime() < due) await pause(due - options.now().getTime());
    for (let failures = 0; ; failures += 1) {
      while (options.isPaused()) await pause(PAUSE_POLL_MS);
      ending.signal.throwIfAborted();
      if (await attempt(view)) return;
      await pause(Math.min(firstRetryMs * 2 ** Math.min(failures, 20), maxRetryMs));
    }
  }

  async function attempt(view: DeliveryView): Promise<boolean> {
    view.attempts += 1;
    let response: Response;
    let answer: string;
    try {
      const url = new URL(options.apiUrl.replace(/\/+$/, '') + view.path);
      const signature = signRequest({
        method: 'POST',
        path: url.pathname + url.search,
        body: view.body,
        keyId: options.keyId,
        secret: options.secret,
        now: options.now(),
        nonce: randomUUID(),
      });
      response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...signature },
        body: view.body,
        redirect: 'manual',
        signal: AbortSignal.any([ending.signal, AbortSignal.timeout(timeoutMs)]),
      });
      answer = (await response.text()).slice(0, 2000);
    } catch (error) {
      ending.signal.throwIfAborted();
      view.lastError = describeError(error);
      return false;
    }
    const refused = response.status >= 400 && response.status < 500 && !RETRIED_CLIENT_ERRORS.has(response.status);
    if (!response.ok && !refused) {
      view.lastError = `HTTP ${response.status}`;
      return false;
    }
    settle(view, refused ? 'refused' : 'delivered', response.status, answer);
    return true;
  }

  function settle(view: DeliveryView, status: Settlement['status'], httpStatus: number, answer: string): void {
    const settledAt = options.now().toISOString();
    options.onSettled({ deliveryId: view.deliveryId, status, httpStatus, answer, settledAt });
    Object.assign(view, { status, httpStatus, answer });
    for (const wake of waiting.get(view.deliveryId) ?? []) wake();
    waiting.delete(view.deliveryId);
  }

  return {
    add: (deliveries) => deliveries.forEach(enqueue),
    restore(deliveries, settlements) {
      const settled = new Map(settlements.map((settlement) => [settlement.deliveryId, settlement]));
      for (const delivery of deliveries) {
        const known = settled.get(delivery.deliveryId);
        if (!known) enqueue(delivery);
        else {
          const { status, httpStatus, answer } = known;
          views.set(delivery.deliveryId, { ...delivery, attempts: 0, status, httpStatus, answer });
        }
      }
    },
    list: () => [...views.values()].map((view) => ({ ...view })),
    async waitFor(deliveryId, waitMs) {
      const view = views.get(deliveryId);
      if (!view) return undefined;
      if (view.status === 'pending') {
        const settled = new Promise<void>((resolve) => {
          waiting.set(deliveryId, [...(waiting.get(deliveryId) ?? []), resolve]);
        });
        const over = new AbortController();
        await Promise.race([settled, sleep(waitMs, undefined, { signal: over.signal }).catch(() => undefined)]);
        over.abort();
      }
      return view.status === 'pending' ? undefined : { ...view };
    },
    async close() {
      ending.abort(new Error('The simulator is stopping.'));
      await Promise.all(running);
    },
  };
}

function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return `${error.message}${cause}`;
}
