/**
 * Makes one read of many that are asked for at the same moment: the outbox delivers a whole lease at once, and ten
 * thousand single look-ups become a few hundred.
 * @param readMany gives the answers in the order of the keys
 */
export function createBatchedRead<Key, Value>(
  readMany: (keys: readonly Key[]) => Promise<readonly Value[]>,
): (key: Key) => Promise<Value> {
  interface Waiting {
    readonly key: Key;
    readonly resolve: (value: Value) => void;
    readonly reject: (reason: unknown) => void;
  }
  let waiting: Waiting[] = [];

  async function readWaiting(): Promise<void> {
    const batch = waiting;
    waiting = [];
    try {
      const values = await readMany(batch.map(({ key }) => key));
      batch.forEach(({ resolve }, index) => resolve(values[index] as Value));
    } catch (error) {
      batch.forEach(({ reject }) => reject(error));
    }
  }

  return (key) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(() => void readWaiting());
      waiting.push({ key, resolve, reject });
    });
}
