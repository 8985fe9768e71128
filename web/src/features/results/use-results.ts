import type { z } from 'zod';
import type { inboxSchema } from '../../../../contracts/inbox.schema';
import { get } from '../../lib/api-client';

export type ResultPage = z.infer<typeof inboxSchema>;
export type WaitingResult = ResultPage['items'][number];

/** The step every procedure hands its result over in (docs/glossary.md). */
const HAND_OVER_STEP = 'returnResult';

/** Hand-over tasks I may do, the most urgent first. */
export function readResults(q: string | undefined, cursor?: string): Promise<ResultPage> {
  return get<ResultPage>('/inbox', { query: { view: 'all', step: HAND_OVER_STEP, q, cursor } });
}

export function askResults(q: string) {
  return { queryKey: ['results', 'found', q], queryFn: () => readResults(q) };
}
