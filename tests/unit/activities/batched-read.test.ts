import { createBatchedRead } from '../../../activities/mail/batched-read';

describe('createBatchedRead', () => {
  it('makes one read of what is asked for at the same moment, and gives everyone their own answer', async () => {
    const batches: number[][] = [];
    const read = createBatchedRead((keys: readonly number[]) => {
      batches.push([...keys]);
      return Promise.resolve(keys.map((key) => key * 10));
    });
    const answers = await Promise.all([read(1), read(2), read(2), Promise.resolve().then(() => read(3))]);
    expect(answers).toEqual([10, 20, 20, 30]);
    expect(await read(4)).toBe(40);
    expect(batches).toEqual([[1, 2, 2, 3], [4]]);
  });

  it('a failed read fails those who asked, and nobody after them', async () => {
    let fails = true;
    const read = createBatchedRead((keys: readonly number[]) =>
      fails ? Promise.reject(new Error('down')) : Promise.resolve(keys),
    );
    const both = await Promise.allSettled([read(1), read(2)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    fails = false;
    expect(await read(1)).toBe(1);
  });
});
