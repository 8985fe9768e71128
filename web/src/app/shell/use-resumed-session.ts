import { useEffect } from 'react';
import type { z } from 'zod';
import type { currentSessionSchema } from '../../../../contracts/session.schema';
import { get } from '../../lib/api-client';
import { isProblem } from '../../lib/problem';
import { closeSession, openSession } from '../../lib/session-store';

const RETRY_MS = 2_000;

/** After a reload: the cookie may still open a session. Until the server answers, the person waits where he is. */
export function useResumedSession(wanted: boolean): void {
  useEffect(() => {
    if (!wanted) return undefined;
    let timer: number | undefined;
    const ask = () => {
      get<z.infer<typeof currentSessionSchema>>('/sessions/current', { anonymous: true }).then(
        openSession,
        (error: unknown) => {
          if (isProblem(error) && error.passing) timer = window.setTimeout(ask, RETRY_MS);
          else closeSession();
        },
      );
    };
    ask();
    return () => window.clearTimeout(timer);
  }, [wanted]);
}
