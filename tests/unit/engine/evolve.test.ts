import type { EngineEvent } from '../../../domain/engine/event';
import { evolve } from '../../../domain/engine/evolve';
import { initialState } from '../../../domain/engine/state';
import { process, timer } from '../../support/graph-builder';
import { run } from './engine-driver';

describe('evolve', () => {
  it('does not touch the state it is given', () => {
    const state = initialState();
    const next = evolve(state, { type: 'ProcessStarted', variables: { x: 1 } });
    expect(state).toEqual(initialState());
    expect(next).toMatchObject({ status: 'running', variables: { x: 1 } });
  });

  it('numbers go on after the highest one used, whatever the order', () => {
    const activated = { type: 'ElementActivated', element: 'a', scope: 0, lineage: {}, consumed: [] } as const;
    const state = evolve(evolve(initialState(), { ...activated, instance: 9 }), { ...activated, instance: 4 });
    expect(state.nextId).toBe(10);
  });

  it('what an instance waited for ends with it', () => {
    const graph = process()
      .start()
      .user('a')
      .boundary('b', 'a', timer('duration', 'P1D'))
      .user('c')
      .chain('start', 'a')
      .chain('b', 'c');
    const { state } = run(graph);
    const instance = Number(Object.keys(state.instances)[0]);
    expect(evolve(state, { type: 'ElementCancelled', instance, element: 'a' })).toMatchObject({
      instances: {},
      timers: {},
    });
  });

  it.each<EngineEvent>([
    { type: 'ElementFailed', instance: 7, element: 'a', code: 'X', message: '' },
    { type: 'ElementRetried', instance: 7, element: 'a' },
    { type: 'ElementCompleted', instance: 7, element: 'a' },
    { type: 'VariablesSet', scope: 7, variables: { x: 1 } },
    { type: 'JobCreated', instance: 7, element: 'a', jobType: 't', headers: {} },
    { type: 'TimerFired', timer: 7, element: 'a' },
    { type: 'MessageReceived', subscription: 7, element: 'a', message: 'm', closes: true },
    { type: 'TokensDiscarded', tokens: [7] },
    { type: 'ErrorThrown', element: 'a', code: 'X', message: '' },
    { type: 'ElementCompletelyNew' } as unknown as EngineEvent,
  ])('an event about what is not there, or of another version, changes nothing: $type', (event) => {
    expect(evolve(initialState(), event)).toEqual(initialState());
  });
});
