import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { LiveChange } from '../../../contracts/live.schema';
import { API } from './api-client';
import { awaitNewSession } from './session-store';

export type LiveState = 'connecting' | 'live' | 'lost';

/** Queries under these first keys show dossiers; everything else stays as it is when a dossier changes. */
const LIVE_KEYS = ['inbox', 'dossiers', 'dossier', 'task', 'sla', 'results', 'register', 'escalations'] as const;

/** Many changes at once (a busy hour) are answered with one reading. */
const GATHER_MS = 400;

/**
 * Keeps every list on the page fresh: the server tells which dossiers have changed, and what shows them is read anew. A
 * hidden tab does not listen; when it is seen again, everything is read anew, and so after a lost connection.
 */
export function useLive(): LiveState {
  const queries = useQueryClient();
  const [state, setState] = useState<LiveState>('connecting');
  useEffect(() => {
    let source: EventSource | undefined;
    let gathered: number | undefined;
    const readAnew = () => {
      gathered ??= window.setTimeout(() => {
        gathered = undefined;
        void invalidateLive(queries);
      }, GATHER_MS);
    };
    const open = () => {
      source = new EventSource(`${API}/live`);
      source.addEventListener('hello', () => {
        setState('live');
        readAnew();
      });
      source.addEventListener('changed', (event) => {
        const change = JSON.parse(String(event.data)) as LiveChange;
        window.dispatchEvent(new CustomEvent<LiveChange>('sodo:changed', { detail: change }));
        readAnew();
      });
      source.addEventListener('ended', () => {
        close();
        void awaitNewSession().then((again) => again && open());
      });
      source.addEventListener('error', () => {
        setState('lost');
        // 4xx ends the stream for good (the session is over); everything else the browser repeats by itself.
        if (source?.readyState === EventSource.CLOSED) {
          close();
          window.setTimeout(() => document.visibilityState === 'visible' && !source && open(), 3_000);
        }
      });
    };
    const close = () => {
      source?.close();
      source = undefined;
    };
    const onVisibility = () => {
      if (document.visibilityState === 'hidden') close();
      else if (!source) open();
    };
    open();
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      document.removeEventListener('visibilitychange', onVisibility);
      window.clearTimeout(gathered);
      close();
    };
  }, [queries]);
  return state;
}

function invalidateLive(queries: QueryClient): Promise<void> {
  const live = new Set<unknown>(LIVE_KEYS);
  return queries.invalidateQueries({ predicate: ({ queryKey }) => live.has(queryKey[0]) });
}
