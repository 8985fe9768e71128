import type { InboxPage, InboxTask } from './use-inbox';

/** Where a task stands in the list: the order of the API (due date, then dossier, then number; without a date last). */
export interface Place {
  readonly dueAt: number | null;
  readonly dossierId: string;
  readonly instance: number;
}

/**
 * One stretch of the list: what comes after `cursor`, up to and with `last`. Its ends stay where they were when it was first
 * read, so that one stretch can be read anew without the others: they neither overlap nor leave a gap.
 */
export interface Stretch {
  readonly cursor: string | undefined;
  /** Absent for the stretch at the end of what is loaded. */
  readonly last?: Place;
}

export const FIRST_STRETCH: readonly Stretch[] = [{ cursor: undefined }];

export function placeOf({ dossierDueAt, dossierId, instance }: InboxTask): Place {
  return { dueAt: dossierDueAt === null ? null : Date.parse(dossierDueAt), dossierId, instance };
}

export function isAfter(a: Place, b: Place): boolean {
  if (a.dueAt !== b.dueAt) return a.dueAt === null || (b.dueAt !== null && a.dueAt > b.dueAt);
  return a.dossierId === b.dossierId ? a.instance > b.instance : a.dossierId > b.dossierId;
}

/** The chain with one more stretch, after the page that was the last; the same chain when nothing follows. */
export function lengthened(chain: readonly Stretch[], lastPage: InboxPage | undefined): readonly Stretch[] {
  const end = chain.at(-1);
  const task = lastPage?.items.at(-1);
  if (!end || !task || lastPage?.nextCursor == null) return chain;
  return [...chain.slice(0, -1), { ...end, last: placeOf(task) }, { cursor: lastPage.nextCursor }];
}

interface ReadPage {
  readonly data: InboxPage | undefined;
  /** When it was read, in ms. */
  readonly dataUpdatedAt: number;
}

/**
 * One list of all stretches. A task that has moved from one to another stands where it was seen last.
 * @returns also the row each stretch starts at
 */
export function joinStretches(chain: readonly Stretch[], pages: readonly ReadPage[]) {
  const parts = chain.map((stretch, index) => tasksOf(stretch, pages[index]?.data));
  const seenIn = new Map<string, number>();
  parts.forEach((part, index) => {
    for (const { dossierId, instance } of part) {
      const key = `${dossierId}/${instance}`;
      const before = pages[seenIn.get(key) ?? -1]?.dataUpdatedAt ?? -1;
      if ((pages[index]?.dataUpdatedAt ?? 0) > before) seenIn.set(key, index);
    }
  });
  const tasks: InboxTask[] = [];
  const starts = parts.map((part, index) => {
    const start = tasks.length;
    for (const task of part) if (seenIn.get(`${task.dossierId}/${task.instance}`) === index) tasks.push(task);
    return start;
  });
  return { tasks, starts };
}

/** Which stretch a row belongs to. */
export function stretchAt(starts: readonly number[], row: number): number {
  const after = starts.findIndex((start) => start > row);
  return after === -1 ? starts.length - 1 : after - 1;
}

/** What belongs to a stretch: where tasks have gone, its page reaches into the next one. */
function tasksOf({ last }: Stretch, page: InboxPage | undefined): readonly InboxTask[] {
  const items = page?.items ?? [];
  const end = items.at(-1);
  if (!last || !end || !isAfter(placeOf(end), last)) return items;
  return items.filter((task) => !isAfter(placeOf(task), last));
}

/**
 * Reads a stretch to its end: where tasks have come, that is more than one page.
 * @param read one page after a cursor
 */
export async function readStretch(
  { cursor, last }: Stretch,
  read: (cursor: string | undefined) => Promise<InboxPage>,
): Promise<InboxPage> {
  let page = await read(cursor);
  while (last && page.nextCursor !== null && !reaches(page, last)) {
    const more = await read(page.nextCursor);
    page = { ...more, items: [...page.items, ...more.items] };
  }
  return page;
}

function reaches({ items }: InboxPage, last: Place): boolean {
  const end = items.at(-1);
  return end === undefined || !isAfter(last, placeOf(end));
}
