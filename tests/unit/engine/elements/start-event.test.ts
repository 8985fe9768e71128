import { message, process } from '../../../support/graph-builder';
import { EngineDriver, refusalOf, run } from '../engine-driver';

describe('start event (BPMN 2.0.2 §10.5.2)', () => {
  it('gives the process one token along every outgoing flow', () => {
    const started = run(process().start().user('a').user('b').chain('start', 'a').chain('start', 'b'), { x: 1 });
    expect(started.active).toEqual(['a', 'b']);
    expect(started.variables).toEqual({ x: 1 });
  });

  it('maps what it was started with through its outputs', () => {
    const graph = process()
      .start('start', { type: 'none' }, { outputs: { double: 'x * 2' } })
      .user('a');
    expect(run(graph.chain('start', 'a'), { x: 4 }).variables).toEqual({ x: 4, double: 8 });
  });

  describe('without any start event (§13.2, §10.2)', () => {
    it('every element without incoming flows gets a token', () => {
      const started = run(process().user('a').user('b').user('c').chain('a', 'c'));
      expect(started.active).toEqual(['a', 'b']);
      started.complete('b').complete('a').complete('c').expectEnded();
    });

    it('all have theirs before the first one moves: a terminate end beside them takes them all', () => {
      const started = run(process().end('stop', { type: 'terminate' }).user('a').user('b').chain('a', 'b'));
      started.expectEnded('terminated');
      expect(started.cancelled).toEqual(['a']);
    });
  });

  describe('message start', () => {
    const graph = () =>
      process()
        .start('plain')
        .start('by-message', message('="hồ sơ " + kind', 'parcel'))
        .user('a')
        .user('b')
        .chain('plain', 'a')
        .chain('by-message', 'b');

    it('starts only its own path, with the content of the message', () => {
      const started = new EngineDriver(graph().build()).start({ kind: 'mới', parcel: null }, 'by-message');
      expect(started.active).toEqual(['b']);
      expect(started.of('MessageReceived')).toEqual([
        { type: 'MessageReceived', element: 'by-message', message: 'hồ sơ mới', closes: false },
      ]);
      started.complete('b').expectEnded();
    });

    it('is not entered by a start without a trigger', () => {
      expect(new EngineDriver(graph().build()).start().active).toEqual(['a']);
    });

    it('refuses a start event that is none, unknown or not a message start', () => {
      for (const [element, code] of [
        ['plain', 'START_EVENT_UNKNOWN'],
        ['a', 'START_EVENT_UNKNOWN'],
        ['nowhere', 'ELEMENT_UNKNOWN'],
      ] as const) {
        expect(refusalOf(() => new EngineDriver(graph().build()).start({}, element)).code).toBe(code);
      }
    });

    it('refuses a message whose name cannot be computed', () => {
      const start = () => new EngineDriver(graph().build()).start({ kind: null }, 'by-message');
      expect(refusalOf(start).code).toBe('TEXT_EXPECTED');
    });

    it('refuses a start without a trigger when only a message can start the process', () => {
      const only = process().start('by-message', message('m')).user('a').chain('by-message', 'a').build();
      expect(refusalOf(() => new EngineDriver(only).start()).code).toBe('START_NEEDS_MESSAGE');
    });
  });
});
