/** Something did not happen in the time it was given. */
class WaitedInVain extends Error {
  override readonly name = 'WaitedInVain';
}

const POLL_EVERY_MS = 100;

/**
 * Asks again and again until there is an answer.
 * @param what in words, for the message
 * @throws WaitedInVain after `withinMs`
 */
export async function waitFor<T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
  withinMs = 20_000,
): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() >= end) throw new WaitedInVain(`waited ${withinMs / 1000} seconds in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_EVERY_MS));
  }
}
