import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { call, type CallOptions, type Reply } from './api-client';
import { isProblem } from './problem';

export interface Command {
  readonly method?: 'POST' | 'PUT' | 'DELETE';
  /** Below `/api/v1`. */
  readonly path: string;
  readonly body?: unknown;
  readonly ifMatch?: string;
}

/**
 * Something a person does once. The key is kept while the outcome is unknown (no answer, 503), so that pressing the button
 * again repeats the same action instead of doing another; a refusal or a success ends it.
 *
 * Every list is read anew afterwards: the answer comes after the commit, so what is read then is never stale.
 */
export function useCommand<T = unknown>(options: { readonly onDone?: (data: T) => void } = {}) {
  const queries = useQueryClient();
  const pending = useRef<{ readonly what: string; readonly key: string } | undefined>(undefined);
  return useMutation<Reply<T>, unknown, Command>({
    mutationFn: ({ method = 'POST', path, body, ifMatch }) => {
      const what = JSON.stringify([method, path, body]);
      if (pending.current?.what !== what) pending.current = { what, key: crypto.randomUUID() };
      const call_: CallOptions = { body, ifMatch, key: pending.current.key };
      return call<T>(method, path, call_);
    },
    onSuccess: async ({ data }) => {
      pending.current = undefined;
      await queries.invalidateQueries();
      options.onDone?.(data);
    },
    onError: async (error) => {
      if (isProblem(error) && error.passing) return;
      pending.current = undefined;
      // Somebody else was faster: show what stands now.
      if (isProblem(error) && [404, 409, 412].includes(error.status)) await queries.invalidateQueries();
    },
  });
}
