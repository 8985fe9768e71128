import { useSyncExternalStore } from 'react';
import { readSessionState, watchSession, type Me, type SessionState } from './session-store';

export function useSessionState(): SessionState {
  return useSyncExternalStore(watchSession, readSessionState);
}

/** Who is signed in; only below the signed-in part of the app. */
export function useMe(): Me {
  const state = useSessionState();
  if (state.kind === 'open' || state.kind === 'expired') return state.session.me;
  throw new Error('nobody is signed in here');
}

export function mayDo(me: Me, action: string): boolean {
  return me.may.includes(action);
}

export function hasRole(me: Me, ...roles: readonly string[]): boolean {
  return me.roles.some(({ role }) => roles.includes(role));
}
