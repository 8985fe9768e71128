import type { z } from 'zod';
import type { currentSessionSchema } from '../../../contracts/session.schema';

type CurrentSession = z.infer<typeof currentSessionSchema>;
export type Me = CurrentSession['me'];

/** `unknown`: not asked yet. `expired`: it ended while a page is open; whoever was signed in signs in again over it. */
export type SessionState =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'none' }
  | { readonly kind: 'open'; readonly session: CurrentSession }
  | { readonly kind: 'expired'; readonly session: CurrentSession };

let state: SessionState = { kind: 'unknown' };
const listeners = new Set<() => void>();
let waiting: ((again: boolean) => void)[] = [];

export function readSessionState(): SessionState {
  return state;
}

export function watchSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function change(next: SessionState): void {
  state = next;
  for (const listener of listeners) listener();
}

export function openSession(session: CurrentSession): void {
  change({ kind: 'open', session });
  settle(true);
}

export function closeSession(): void {
  change({ kind: 'none' });
  settle(false);
}

/** Asks anew what the session is: what must be done first is shown then instead of the page. */
export function noteFirstSteps(): void {
  if (state.kind === 'open' && state.session.pending.length === 0) change({ kind: 'unknown' });
}

export function csrfToken(): string | undefined {
  return state.kind === 'open' ? state.session.csrfToken : undefined;
}

/**
 * The server no longer knows the session. Requests wait until the person has signed in again over the open page, so that
 * nothing he has typed is lost.
 * @returns whether to send the request again
 */
export function awaitNewSession(): Promise<boolean> {
  if (state.kind === 'open') change({ kind: 'expired', session: state.session });
  if (state.kind !== 'expired') return Promise.resolve(false);
  return new Promise((resolve) => waiting.push(resolve));
}

function settle(again: boolean): void {
  const released = waiting;
  waiting = [];
  for (const release of released) release(again);
}
