/** Waits for so many milliseconds. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/**
 * Asks again and again until the answer is yes or the patience is over.
 *
 * @returns whether the answer was yes
 */
export async function waitUntil(
  isSo: () => boolean | Promise<boolean>,
  patienceMs: number,
  everyMs = 50,
): Promise<boolean> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    if (await isSo()) return true;
    if (Date.now() >= deadline) return false;
    await pause(everyMs);
  }
}
