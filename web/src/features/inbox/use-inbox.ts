import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import type { z } from 'zod';
import type { inboxSchema, inboxStepsSchema } from '../../../../contracts/inbox.schema';
import type { procedureListSchema } from '../../../../contracts/procedure.schema';
import { get } from '../../lib/api-client';

type Inbox = z.infer<typeof inboxSchema>;
export type InboxTask = Inbox['items'][number];
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

export function useInbox(view: View, filters: Filters) {
  const query = useInfiniteQuery({
    queryKey: ['inbox', view, filters],
    queryFn: ({ pageParam }) => get<Inbox>('/inbox', { query: { view, ...filters, cursor: pageParam, limit: PAGE } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: (before) => before,
  });
  const pages = query.data?.pages ?? [];
  return { ...query, tasks: pages.flatMap(({ items }) => items), counts: pages[0]?.counts };
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
