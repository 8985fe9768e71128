import { QueryClient } from '@tanstack/react-query';
import { isProblem } from './problem';

const MOST_RETRIES = 6;

/** What does not answer is asked again; what is refused is not. */
function retry(count: number, error: unknown): boolean {
  return isProblem(error) && error.passing && count < MOST_RETRIES;
}

const retryDelay = (count: number) => Math.min(500 * 2 ** count, 5_000);

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry, retryDelay, staleTime: 5_000, refetchOnWindowFocus: true },
    // A change is repeated with its own key, so it happens once (lib/use-command.ts).
    mutations: { retry, retryDelay },
  },
});
