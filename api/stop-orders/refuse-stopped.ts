import type { Pool } from 'pg';
import { stopAgainst } from '../../domain/incidents/stoppable-functions';
import { ApiRefusal } from '../problem-details';
import { functionOfRoute } from './function-of-route';
import { listStops, type StopRow } from './read-stops';

/** Every process obeys an order this long after it stands. */
const FRESH_MS = 1_000;
const RETRY_AFTER_SECONDS = 60;

export interface StopOrders {
  /** What is stopped, as of at most a second ago. */
  current(): Promise<readonly StopRow[]>;
}

export function createStopOrders(pool: Pool): StopOrders {
  let known: { readonly readAt: number; readonly stops: Promise<readonly StopRow[]> } | undefined;
  return {
    current() {
      if (known && Date.now() - known.readAt < FRESH_MS) return known.stops;
      const mine = { readAt: Date.now(), stops: listStops(pool) };
      known = mine;
      mine.stops.catch(() => {
        if (known === mine) known = undefined; // the next request asks again
      });
      return mine.stops;
    },
  };
}

/**
 * A19.1a, A19.2a: what an incident has stopped is stopped for everybody, people and other systems alike. They are told before
 * anything of the request is read, so that a signed call can be sent again as it is.
 * @throws ApiRefusal FUNCTION_STOPPED
 */
export async function refuseStopped(
  orders: StopOrders,
  route: { readonly tag: string; readonly method: string },
): Promise<void> {
  const asked = functionOfRoute(route);
  if (asked === null) return;
  const stops = await orders.current();
  if (stops.length === 0) return;
  const modes = Object.fromEntries(stops.map(({ function: name, mode }) => [name, mode]));
  const mode = stopAgainst(modes, asked, route.method !== 'get');
  if (mode === undefined) return;
  throw new ApiRefusal('FUNCTION_STOPPED', 'This function is stopped because of an incident.', {
    function: asked,
    mode,
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}
