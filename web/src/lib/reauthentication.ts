/** Whether the person is being asked to show again who he is, for requests that wait for it. */
let asked = false;
const listeners = new Set<() => void>();
let waiting: ((again: boolean) => void)[] = [];

export function isReauthenticationAsked(): boolean {
  return asked;
}

export function watchReauthentication(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * A dangerous action was asked for too long after signing in: a dialog asks who it is, the request waits.
 * @returns whether to send the request again
 */
export function awaitReauthentication(): Promise<boolean> {
  change(true);
  return new Promise((resolve) => waiting.push(resolve));
}

export function settleReauthentication(again: boolean): void {
  const released = waiting;
  waiting = [];
  change(false);
  for (const release of released) release(again);
}

function change(next: boolean): void {
  asked = next;
  for (const listener of listeners) listener();
}
