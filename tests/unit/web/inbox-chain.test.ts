import {
  FIRST_STRETCH,
  isAfter,
  joinStretches,
  lengthened,
  placeOf,
  readStretch,
  stretchAt,
  type Stretch,
} from '../../../web/src/features/inbox/inbox-chain';
import type { InboxPage, InboxTask } from '../../../web/src/features/inbox/use-inbox';

/** A task that is due in that hour; it is known by its letter. */
function task(dossierId: string, hour: number | null): InboxTask {
  const dossierDueAt = hour === null ? null : `2026-11-26T${String(hour).padStart(2, '0')}:00:00Z`;
  return { dossierId, instance: 1, dossierDueAt } as InboxTask;
}

/** The list as the API gives it, two at a time; a cursor is the place of the last task. */
function serverOf(list: () => readonly InboxTask[]) {
  const asked: (string | undefined)[] = [];
  const read = (cursor: string | undefined): Promise<InboxPage> => {
    asked.push(cursor);
    const after = cursor === undefined ? undefined : (JSON.parse(cursor) as InboxTask);
    const sorted = [...list()].sort((a, b) => (isAfter(placeOf(a), placeOf(b)) ? 1 : -1));
    const rest = after ? sorted.filter((one) => isAfter(placeOf(one), placeOf(after))) : sorted;
    const items = rest.slice(0, 2);
    const nextCursor = rest.length > 2 ? JSON.stringify(items.at(-1)) : null;
    return Promise.resolve({ items, nextCursor, counts: { mine: 0, groups: 0, unit: 0 } });
  };
  return { asked, read };
}

async function readAll(read: (cursor: string | undefined) => Promise<InboxPage>) {
  let chain: readonly Stretch[] = FIRST_STRETCH;
  const pages: InboxPage[] = [];
  for (;;) {
    const end = chain.at(-1);
    if (!end) throw new Error('a chain has a stretch');
    const page = await readStretch(end, read);
    pages.push(page);
    const longer = lengthened(chain, page);
    if (longer === chain) return { chain, pages };
    chain = longer;
  }
}

const namesOf = (chain: readonly Stretch[], pages: readonly InboxPage[], readAt: readonly number[] = []) =>
  joinStretches(
    chain,
    pages.map((data, index) => ({ data, dataUpdatedAt: readAt[index] ?? 1 })),
  )
    .tasks.map(({ dossierId }) => dossierId)
    .join('');

describe('the inbox as a chain of stretches', () => {
  const all = [task('a', 1), task('b', 1), task('c', 2), task('d', 3), task('e', null), task('f', null)];

  it('is the whole list, those without a date last', async () => {
    const { chain, pages } = await readAll(serverOf(() => all).read);
    expect(namesOf(chain, pages)).toBe('abcdef');
    expect(chain).toHaveLength(3);
  });

  it('neither loses nor repeats a task when one stretch alone is read anew', async () => {
    let list = all;
    const { asked, read } = serverOf(() => list);
    const { chain, pages } = await readAll(read);
    const again = async (index: number) => {
      pages[index] = await readStretch(chain[index] ?? { cursor: undefined }, read);
    };
    list = [...all, task('m', 2), task('n', 2), task('o', 2)];
    asked.length = 0;
    await again(1);
    expect(namesOf(chain, pages)).toBe('abcmnodef');
    expect(asked).toHaveLength(3);
    list = all.filter(({ dossierId }) => dossierId !== 'c');
    await again(1);
    expect(namesOf(chain, pages)).toBe('abdef');
    list = all.filter(({ dossierId }) => !'cd'.includes(dossierId));
    await again(1);
    expect(namesOf(chain, pages)).toBe('abef');
  });

  it('shows a task that has moved where it was seen last', async () => {
    const { chain, pages } = await readAll(serverOf(() => all).read);
    const moved = serverOf(() => [task('e', 2), ...all.filter(({ dossierId }) => dossierId !== 'e')]);
    pages[1] = await readStretch(chain[1] ?? { cursor: undefined }, moved.read);
    expect(namesOf(chain, pages, [1, 2, 1])).toBe('abcedf');
  });

  it('does not grow beyond the end, nor while the last page is unknown', async () => {
    const { chain, pages } = await readAll(serverOf(() => all).read);
    expect(lengthened(chain, pages.at(-1))).toBe(chain);
    expect(lengthened(chain, undefined)).toBe(chain);
  });

  it('knows the stretch of a row', () => {
    expect([0, 1, 2, 3, 4, 9].map((row) => stretchAt([0, 2, 4], row))).toEqual([0, 0, 1, 1, 2, 2]);
  });
});
