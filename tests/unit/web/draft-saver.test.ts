import {
  DraftSaver,
  type Draft,
  type DraftContent,
  type DraftServer,
} from '../../../web/src/features/intake/draft-saver';
import { Problem } from '../../../web/src/lib/problem';

const at = '2026-11-26T01:00:00Z';
const content = (name: string): DraftContent => ({ form: { name }, components: {} });
const draftOf = (name: string, version: number) => ({ ...content(name), version, updatedAt: at }) as unknown as Draft;

/** A server that another window may write to, and a copy that outlives the page. */
function setUp() {
  const stored = { name: 'a', version: 1 };
  const kept: { copy?: DraftContent } = {};
  const answers: (() => void)[] = [];
  let failure: Error | undefined;
  const server: DraftServer = {
    put: jest.fn(async ({ form }, version) => {
      await new Promise<void>((resolve) => answers.push(resolve));
      if (failure) throw failure;
      if (version !== stored.version) throw new Problem(412, { code: 'VERSION_CONFLICT' });
      Object.assign(stored, { name: form['name'], version: version + 1 });
      return { id: 'x', version: stored.version, updatedAt: at };
    }),
    read: () => Promise.resolve(draftOf(stored.name, stored.version)),
  };
  const saver = new DraftSaver({ content: content('a'), status: 'saved', version: 1, savedAt: at }, server, {
    keep: (copy) => (kept.copy = copy),
    forget: () => delete kept.copy,
  });
  return {
    ...{ saver, server, stored, kept },
    type: (name: string) => saver.change(() => content(name)),
    answer: async () => {
      answers.shift()?.();
      await jest.advanceTimersByTimeAsync(0);
    },
    failWith: (error: Error | undefined) => (failure = error),
  };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('S1: one saving at a time; what is typed meanwhile goes with the next', async () => {
  const { saver, server, type, answer, stored } = setUp();
  type('b');
  expect(saver.state().status).toBe('unsaved');
  await jest.advanceTimersByTimeAsync(800);
  expect(saver.state().status).toBe('saving');
  type('c');
  type('d');
  await jest.advanceTimersByTimeAsync(5_000);
  expect(server.put).toHaveBeenCalledTimes(1);
  await answer();
  expect(saver.state()).toMatchObject({ status: 'unsaved', version: 2 });
  await jest.advanceTimersByTimeAsync(800);
  await answer();
  expect(saver.state()).toMatchObject({ status: 'saved', version: 3 });
  expect(stored).toEqual({ name: 'd', version: 3 });
});

test('S2: the copy holds what the server does not have, and nothing else', async () => {
  const { saver, type, answer, kept, failWith } = setUp();
  type('b');
  expect(kept.copy).toEqual(content('b'));
  failWith(new Problem(0, {}));
  await jest.advanceTimersByTimeAsync(800);
  await answer();
  expect(saver.state().status).toBe('waiting');
  expect(kept.copy).toEqual(content('b'));
  failWith(undefined);
  await jest.advanceTimersByTimeAsync(2_000);
  await answer();
  expect(saver.state().status).toBe('saved');
  expect(kept.copy).toBeUndefined();
});

test('S3: what another window wrote is never overwritten unasked', async () => {
  const { saver, type, answer, stored } = setUp();
  type('mine');
  Object.assign(stored, { name: 'theirs', version: 2 });
  await jest.advanceTimersByTimeAsync(800);
  await answer();
  expect(saver.state()).toMatchObject({ status: 'conflict', theirs: { form: { name: 'theirs' } } });
  type('mine, too');
  await jest.advanceTimersByTimeAsync(10_000);
  expect(stored.name).toBe('theirs');
  const kept = saver.keepMine();
  await jest.advanceTimersByTimeAsync(0);
  await answer();
  expect(await kept).toBe(true);
  expect(stored).toEqual({ name: 'mine, too', version: 3 });
});

test('S3: or it takes the place of what stands here', async () => {
  const { saver, type, answer, stored, kept } = setUp();
  type('mine');
  Object.assign(stored, { name: 'theirs', version: 2 });
  await jest.advanceTimersByTimeAsync(800);
  await answer();
  saver.takeTheirs();
  expect(saver.state()).toMatchObject({ status: 'saved', version: 2, content: content('theirs') });
  expect(kept.copy).toBeUndefined();
});

test('an answer that was lost on its way is no conflict', async () => {
  const { saver, type, answer, stored } = setUp();
  type('b');
  Object.assign(stored, { name: 'b', version: 2 });
  await jest.advanceTimersByTimeAsync(800);
  await answer();
  expect(saver.state()).toMatchObject({ status: 'saved', version: 2 });
});

test('a draft that is gone is said to be gone', async () => {
  const { saver, type, answer, failWith } = setUp();
  type('b');
  failWith(new Problem(404, { code: 'DRAFT_NOT_FOUND' }));
  await jest.advanceTimersByTimeAsync(800);
  await answer();
  expect(saver.state().status).toBe('refused');
});
