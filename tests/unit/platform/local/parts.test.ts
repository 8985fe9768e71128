import { startParts, together } from '../../../../platform/local/parts';
import type { Part } from '../../../../platform/local/parts';

/** Parts that note what happens to them in the context. */
function makePart(name: string, behaviour: { failStart?: boolean; failStop?: boolean } = {}): Part<string[]> {
  return {
    name,
    start(events) {
      if (behaviour.failStart) return Promise.reject(new Error(`${name} is broken`));
      events.push(`+${name}`);
      return Promise.resolve({
        description: `${name}!`,
        stop: () => {
          events.push(`-${name}`);
          return behaviour.failStop ? Promise.reject(new Error('stuck')) : Promise.resolve();
        },
      });
    },
  };
}

describe('startParts', () => {
  test('given parts, they start in order and stop in the opposite order, once', async () => {
    const events: string[] = [];
    const running = await startParts([makePart('a'), makePart('b'), makePart('c')], events, () => undefined);
    expect([...running.descriptions]).toEqual([
      ['a', 'a!'],
      ['b', 'b!'],
      ['c', 'c!'],
    ]);
    await Promise.all([running.stop(), running.stop()]);
    expect(events).toEqual(['+a', '+b', '+c', '-c', '-b', '-a']);
  });

  test('given a part that cannot start, those before it are stopped and its reason is passed on', async () => {
    const events: string[] = [];
    const parts = [makePart('a'), makePart('b'), makePart('c', { failStart: true }), makePart('d')];
    await expect(startParts(parts, events, () => undefined)).rejects.toThrow('c is broken');
    expect(events).toEqual(['+a', '+b', '-b', '-a']);
  });

  test('given a part that does not stop, the others still do, and it is reported', async () => {
    const events: string[] = [];
    const reports: string[] = [];
    const parts = [makePart('a'), makePart('b', { failStop: true })];
    const running = await startParts(parts, events, (line) => reports.push(line));
    await running.stop();
    expect(events).toEqual(['+a', '+b', '-b', '-a']);
    expect(reports).toEqual(['b did not stop properly: stuck']);
  });

  test('given an interruption while starting, nothing further starts and all is stopped', async () => {
    const events: string[] = [];
    const interruption = new AbortController();
    const interrupting: Part<string[]> = {
      name: 'b',
      start: (log) => {
        interruption.abort();
        return makePart('b').start(log);
      },
    };
    await expect(
      startParts([makePart('a'), interrupting, makePart('c')], events, () => undefined, interruption.signal),
    ).rejects.toThrow();
    expect(events).toEqual(['+a', '+b', '-b', '-a']);
  });
});

describe('together', () => {
  test('given parts, they start and stop as one', async () => {
    const events: string[] = [];
    const both = together('both', [makePart('a'), makePart('b')]);
    const running = await startParts([both], events, () => undefined);
    await running.stop();
    expect([events.slice(0, 2).sort(), events.slice(2).sort()]).toEqual([
      ['+a', '+b'],
      ['-a', '-b'],
    ]);
  });

  test('given one that cannot start, the others are stopped and its reason is passed on', async () => {
    const events: string[] = [];
    const both = together('both', [makePart('a'), makePart('b', { failStart: true })]);
    await expect(startParts([both], events, () => undefined)).rejects.toThrow('b is broken');
    expect(events).toEqual(['+a', '-a']);
  });

  test('given one that does not stop, it is reported', async () => {
    const reports: string[] = [];
    const both = together('both', [makePart('a'), makePart('b', { failStop: true })]);
    const running = await startParts([both], [], (line) => reports.push(line));
    await running.stop();
    expect(reports).toEqual(['both did not stop properly: stuck']);
  });
});
