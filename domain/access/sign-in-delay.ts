/** How failed attempts slow down further ones. Numbers are for one account name. */
export interface LockOut {
  /** Failures from one place that cost nothing but the time of typing again. */
  readonly freeFailures: number;
  /** Wait after the next failure; it doubles with each further one. */
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
  /** Failures from all unknown places within `windowMs`; from then on only browsers that have signed in before get in. */
  readonly accountFailures: number;
  /** How long a failure counts. */
  readonly windowMs: number;
}

/** Beyond this many steps the wait has long reached its greatest length. */
const STEPS = 40;

/**
 * The wait after the n-th failure from one place, for n = 1, 2, …; the last one stands for all that follow.
 *
 * L1. Failures from one place never make anybody wait elsewhere, below the account's limit.
 * L2. A browser that has signed in to the account before waits for its own failures only, whatever others do.
 */
export function listDelays({ freeFailures, firstDelayMs, longestDelayMs }: LockOut): number[] {
  return Array.from({ length: STEPS }, (_none, at) => {
    const beyond = at + 1 - freeFailures;
    return beyond < 0 ? 0 : Math.min(longestDelayMs, firstDelayMs * 2 ** beyond);
  });
}
