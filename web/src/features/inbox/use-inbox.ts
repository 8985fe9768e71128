import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { z } from 'zod';
import type { inboxSchema, inboxStepsSchema } from '../../../../contracts/inbox.schema';
import type { procedureListSchema } from '../../../../contracts/procedure.schema';
import { get } from '../../lib/api-client';
import { FIRST_STRETCH, joinStretches, lengthened, readStretch, stretchAt, type Stretch } from './inbox-chain';

export type InboxPage = z.infer<typeof inboxSchema>;
export type InboxTask = InboxPage['items'][number];
export type View = 'mine' | 'groups' | 'unit';
export type Filters = Readonly<Partial<Record<(typeof FILTERS)[number], string>>>;

export const FILTERS = ['step', 'procedure', 'due', 'q'] as const;
const PAGE = 100;

/** A task's own name: one dossier may have several. */
export function keyOf({ dossierId, instance }: Pick<InboxTask, 'dossierId' | 'instance'>): string {
  return `${dossierId}/${instance}`;
}

/** Which list is shown, and what narrows it: both stand in the address, so a reload or a link shows the same. */
export function useInboxAddress() {
  const [parameters, setParameters] = useSearchParams();
  const view = (parameters.get('view') ?? 'mine') as View;
  const filters: Filters = Object.fromEntries(
    FILTERS.flatMap((name) => {
      const value = parameters.get(name);
      return value ? [[name, value]] : [];
    }),
  );
  const show = (nextView: View, next: Filters) => {
    const filled = Object.entries(next).filter(([, value]) => Boolean(value));
    setParameters({ view: nextView, ...Object.fromEntries(filled) }, { replace: true });
  };
  return { view, filters, show };
}

/** First and last stretch that are in sight, or nearly. */
type InSight = readonly [number, number];

/** What is loaded of one question's list. */
interface Loaded {
  readonly question: string;
  readonly chain: readonly Stretch[];
  readonly inSight: InSight;
}

/** Out of sight nothing is read for its age alone: the live feed says what is old (lib/use-live.ts). */
const OLD_MS = 5 * 60_000;

/**
 * The list as far as it has been scrolled to. When something changes, only what is in sight is read anew, the first stretch for its
 * counts and the last one; the others when they come near. So ten thousand rows cost no more than a few hundred.
 */
export function useInbox(view: View, filters: Filters) {
  const question = JSON.stringify([view, filters]);
  const [loaded, setLoaded] = useState<Loaded>(() => begun(question));
  const { chain, inSight } = loaded.question === question ? loaded : begun(question);
  const list = useQueries({
    queries: chain.map((stretch, index) => ({
      queryKey: ['inbox', 'page', view, filters, stretch.cursor ?? ''],
      queryFn: () => readStretch(stretch, (cursor) => readPage(view, filters, cursor)),
      enabled: index === 0 || index === chain.length - 1 || (index >= inSight[0] && index <= inSight[1]),
      ...(index > 0 && { staleTime: OLD_MS }),
    })),
    combine: useCallback((pages: UseQueryResult<InboxPage>[]) => joinPages(chain, pages), [chain]),
  });
  // Until another question is answered, the old answer stands.
  const [answer, setAnswer] = useState(list);
  if (answer !== list && !list.isPending) setAnswer(list);
  const { tasks, counts } = list.isPending ? answer : list;
  // The list asks with every turn of the wheel: it is given functions that stay the same.
  const latest = useRef({ question, chain, inSight, ...list });
  useEffect(() => {
    latest.current = { question, chain, inSight, ...list };
  });
  const see = useCallback((first: number, end: number) => {
    const { starts, inSight: before, ...now } = latest.current;
    const near: InSight = [stretchAt(starts, first) - 1, stretchAt(starts, end) + 1];
    if (near[0] !== before[0] || near[1] !== before[1])
      setLoaded({ question: now.question, chain: now.chain, inSight: near });
  }, []);
  const readOn = useCallback(() => {
    const { last, inSight: kept, ...now } = latest.current;
    const longer = lengthened(now.chain, last);
    if (longer !== now.chain) setLoaded({ question: now.question, chain: longer, inSight: kept });
  }, []);
  return {
    ...{ tasks, counts, error: list.error, isPending: list.isPending, refetch: list.refetch },
    /** The rows from one to the other are in sight. */
    see,
    /** The end of what is loaded is near. */
    readOn,
  };
}

function begun(question: string): Loaded {
  return { question, chain: FIRST_STRETCH, inSight: [0, 0] };
}

function readPage(view: View, filters: Filters, cursor: string | undefined): Promise<InboxPage> {
  return get<InboxPage>('/inbox', { query: { view, ...filters, cursor, limit: PAGE } });
}

function joinPages(chain: readonly Stretch[], pages: readonly UseQueryResult<InboxPage>[]) {
  const end = pages.at(-1);
  return {
    ...joinStretches(chain, pages),
    counts: pages[0]?.data?.counts,
    isPending: pages[0]?.isPending ?? true,
    error: pages.find(({ error }) => error)?.error ?? null,
    refetch: () => Promise.all(pages.filter(({ error }) => error).map((page) => page.refetch())),
    /** Nothing is added after a page that is being read. */
    last: end?.isFetching ? undefined : end?.data,
  };
}

/** What the filters can be set to. */
export function useFilterChoices() {
  const steps = useQuery({
    queryKey: ['inbox', 'steps'],
    queryFn: () => get<z.infer<typeof inboxStepsSchema>>('/inbox/steps'),
  });
  const procedures = useQuery({
    queryKey: ['procedures'],
    queryFn: () => get<z.infer<typeof procedureListSchema>>('/procedures'),
    staleTime: 10 * 60_000,
  });
  return { steps: steps.data?.steps ?? [], procedures: procedures.data?.items ?? [] };
}
