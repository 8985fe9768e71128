import type { Pool } from 'pg';
import { addTraffic, type MinuteOfTraffic } from '../db/projections/http-traffic';

const MINUTE_MS = 60_000;
const EVERY_MS = 20_000;
const FIRST_FAULT = 500;
/** While PostgreSQL is away; what is older tells nothing of now. */
const KEPT_MINUTES = 30;

export interface Traffic {
  count(status: number): void;
  /** Hands over what was counted; what could not be handed over is kept for the next time. */
  flush(): Promise<void>;
}

/** Counts the answers of this process, and hands them over for the probe of faults (A13.3). */
export function createTraffic(pool: Pool, now: () => number = Date.now): Traffic {
  let counted = new Map<number, MinuteOfTraffic>();
  const add = (more: MinuteOfTraffic) => {
    const known = counted.get(more.minute) ?? { requests: 0, faults: 0 };
    const { minute } = more;
    counted.set(minute, { minute, requests: known.requests + more.requests, faults: known.faults + more.faults });
  };
  return {
    count(status) {
      add({ minute: Math.floor(now() / MINUTE_MS) * MINUTE_MS, requests: 1, faults: status >= FIRST_FAULT ? 1 : 0 });
    },
    async flush() {
      const handed = [...counted.values()];
      counted = new Map();
      try {
        await addTraffic(pool, handed);
      } catch {
        handed.filter(({ minute }) => minute > now() - KEPT_MINUTES * MINUTE_MS).forEach(add);
      }
    },
  };
}

/** Hands over every twenty seconds until the signal. */
export function keepTraffic(traffic: Traffic, stopping: AbortSignal): void {
  const timer = setInterval(() => void traffic.flush(), EVERY_MS);
  timer.unref();
  stopping.addEventListener('abort', () => clearInterval(timer), { once: true });
}
