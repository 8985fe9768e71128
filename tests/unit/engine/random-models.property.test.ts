import * as fc from 'fast-check';
import { procedures, modelOf } from '../../support/random-model';
import { walk, type Walk } from './random-walk';

function expectCompletedOnce({ state, events }: Walk): void {
  const ends = events.filter((event) => event.type === 'ProcessEnded');
  const left = { ...state, variables: {}, nextId: 0 };
  const nothing = { instances: {}, tokens: {}, timers: {}, subscriptions: {} };
  expect({ ends, left }).toEqual({
    ends: [{ type: 'ProcessEnded', status: 'completed' }],
    left: { format: 'engine-state/1', status: 'completed', variables: {}, nextId: 0, ...nothing },
  });
  // The end event of the process gets one token; work sent back after it (from a side path) brings it another.
  const since = events.slice(events.findLastIndex((event) => event.type === 'ReturnedToStep') + 1);
  expect(since.filter((event) => event.type === 'ElementCompleted' && event.element === 'end')).toHaveLength(1);
}

function completions({ events }: Walk): (element: string) => number {
  const counts = new Map<string, number>();
  for (const event of events) {
    if (event.type === 'ElementCompleted') counts.set(event.element, (counts.get(event.element) ?? 0) + 1);
  }
  return (element) => counts.get(element) ?? 0;
}

describe('random block-structured models, random legal paths', () => {
  it('every run completes once, nothing left; every step ran as often as the structure says; snapshots and events tell the same', () => {
    fc.assert(
      fc.property(procedures(), fc.integer(), (block, seed) => {
        const model = modelOf(block);
        const walked = walk(model.graph, model.variables, seed, { extras: 6, returns: 0 });
        expectCompletedOnce(walked);
        const runs = completions(walked);
        for (const [element, { times, exact }] of model.expectedRuns(runs)) {
          if (exact) expect({ element, runs: runs(element) }).toEqual({ element, runs: times });
          else expect(runs(element)).toBeLessThanOrEqual(times);
        }
      }),
      { numRuns: 180 },
    );
  });

  it('returns to earlier steps, wherever they are offered, never break that', () => {
    fc.assert(
      fc.property(procedures(), fc.integer(), (block, seed) => {
        const model = modelOf(block);
        expectCompletedOnce(walk(model.graph, model.variables, seed, { extras: 4, returns: 6 }));
      }),
      { numRuns: 160 },
    );
  });
});
