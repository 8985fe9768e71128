import { error, message, process, timer } from '../../../support/graph-builder';
import { EngineDriver, run } from '../engine-driver';

const HOUR = 3_600_000;

describe('boundary event (BPMN 2.0.2 §10.5.4, §13.5.3)', () => {
  const onUser = (event: Parameters<ReturnType<typeof process>['boundary']>[2], interrupting = true) =>
    process()
      .start()
      .user('host')
      .boundary('b', 'host', event, { interrupting })
      .user('next')
      .user('side')
      .chain('start', 'host', 'next')
      .chain('b', 'side');

  describe('timer', () => {
    it('a cycle counts every firing from its start: months do not drift', () => {
      const graph = (cycle: string) =>
        process()
          .start()
          .user('a')
          .boundary('tick', 'a', timer('cycle', cycle), { interrupting: false })
          .end()
          .chain('start', 'a')
          .flow('tick', 'end');
      const dates = (cycle: string, at: string) => {
        const running = new EngineDriver(graph(cycle).build());
        running.now = Date.parse(at);
        running.start();
        const due = () =>
          Object.values(running.state.timers).map(({ dueAt }) => new Date(dueAt).toISOString().slice(5, 10));
        return [1, 2, 3].flatMap(() => {
          const [next = ''] = due();
          if (next !== '') running.fire('tick');
          return next;
        });
      };
      expect(dates('R3/P1M', '2023-01-31T08:00:00Z')).toEqual(['02-28', '03-31', '04-30']);
      expect(dates('R/2023-01-31T08:00:00Z/P1M', '2023-03-05T08:00:00Z')).toEqual(['02-28', '03-31', '04-30']);
      expect(dates('R2/2023-01-31T08:00:00Z/P1M', '2023-01-05T08:00:00Z')).toEqual(['01-31', '02-28', '']);
    });

    it('interrupting: ends its host and goes on alone', () => {
      const running = run(onUser(timer('duration', 'P2D'))).fire('b');
      expect(running.active).toEqual(['side']);
      expect(running.cancelled).toEqual(['host']);
      expect(running.path).toEqual(['start', 'host', 'b', 'side']);
      running.complete('side').expectEnded();
    });

    it('non-interrupting: its host goes on beside it', () => {
      const running = run(onUser(timer('duration', 'P2D'), false)).fire('b');
      expect(running.active).toEqual(['host', 'side']);
      expect(running.timers).toEqual([]);
      running.complete('host').complete('side');
      expect(running.active).toEqual(['next']);
      running.complete('next').expectEnded();
    });

    it('does not fire any more when its host has ended', () => {
      const running = run(onUser(timer('duration', 'P2D'))).complete('host');
      expect(running.timers).toEqual([]);
      expect(running.active).toEqual(['next']);
    });

    it('the deadline may come from the local variables of its host', () => {
      const graph = process()
        .start()
        .user('host', { inputs: { limit: '"P" + string(days) + "D"' } });
      graph.boundary('b', 'host', timer('duration', '=limit')).user('side').chain('start', 'host').chain('b', 'side');
      expect(run(graph, { days: 3 }).dueAfter).toEqual([3 * 24 * HOUR]);
    });
  });

  describe('timer cycle', () => {
    const fireAll = (value: string, times: number) => {
      const running = run(onUser(timer('cycle', value), false));
      const due: number[] = [];
      for (let turn = 0; turn < times; turn++) {
        due.push(...running.dueAfter);
        running.fire('b');
      }
      return { running, due };
    };

    it('R3/PT1H fires three times, an hour apart, and then no more', () => {
      const { running, due } = fireAll('R3/PT1H', 3);
      expect(due).toEqual([HOUR, 2 * HOUR, 3 * HOUR]);
      expect(running.timers).toEqual([]);
      expect(running.active).toEqual(['host', 'side', 'side', 'side']);
    });

    it('R/PT1H fires as long as its host lives', () => {
      const { running } = fireAll('R/PT1H', 20);
      expect(running.timers).toEqual(['b']);
      running.complete('host');
      expect(running.timers).toEqual([]);
    });

    it('R2/start/interval fires first at its start', () => {
      expect(fireAll('R2/2023-03-01T12:00:00+07:00/PT1H', 2).due).toEqual([4 * HOUR, 5 * HOUR]);
    });

    it('a start in the past: what is due is made up for', () => {
      const { running, due } = fireAll('R3/2023-03-01T06:30:00+07:00/PT1H', 3);
      expect(due).toEqual([-1.5 * HOUR, -0.5 * HOUR, 0.5 * HOUR]);
      expect(running.timers).toEqual([]);
    });

    it('an endless cycle that began in the past begins with its latest occurrence', () => {
      expect(fireAll('R/2000-01-01T00:30:00+07:00/PT1H', 2).due).toEqual([-0.5 * HOUR, 0.5 * HOUR]);
      expect(fireAll('R/2000-01-15T08:00:00+07:00/P1M', 1).due).toEqual([-14 * 24 * HOUR]);
    });

    it('R0 never fires', () => {
      expect(run(onUser(timer('cycle', 'R0/PT1H'), false)).timers).toEqual([]);
    });

    it('fired late, the next firing counts from when it was due', () => {
      const running = run(onUser(timer('cycle', 'R3/PT1H'), false))
        .advance('PT90M')
        .fire('b');
      expect(running.dueAfter).toEqual([2 * HOUR]);
    });

    it('interrupting: fires once', () => {
      const running = run(onUser(timer('cycle', 'R3/PT1H'))).fire('b');
      expect(running.timers).toEqual([]);
      expect(running.active).toEqual(['side']);
    });
  });

  describe('message', () => {
    it('interrupting: takes the content and ends its host', () => {
      const running = run(onUser(message('stop', 'no')), { no: 3 }).receive('stop', { why: 'tòa án' }, '3');
      expect(running.active).toEqual(['side']);
      expect(running.subscriptions).toEqual([]);
      expect(running.variables).toEqual({ no: 3, why: 'tòa án' });
    });

    it('non-interrupting: listens on, for every message', () => {
      const running = run(onUser(message('note'), false))
        .receive('note', { n: 1 })
        .receive('note', { n: 2 });
      expect(running.active).toEqual(['host', 'side', 'side']);
      expect(running.subscriptions).toEqual(['b']);
      expect(running.of('MessageReceived').map((event) => event.closes)).toEqual([false, false]);
      running.complete('host');
      expect(running.subscriptions).toEqual([]);
    });

    it('the content does not land in the local variables of the host', () => {
      const graph = process()
        .start()
        .user('host', { inputs: { x: '1' } })
        .boundary('b', 'host', message('m'), { interrupting: false });
      const running = run(graph.user('side').chain('start', 'host').chain('b', 'side')).receive('m', { x: 9 });
      expect(running.variables).toEqual({ x: 9 });
    });

    it('a content that cannot be mapped: the host is ended, the message is kept for the retry', () => {
      const outputs = { total: 'if rate = null then (function(a) a) else v * rate' };
      const graph = process().start().user('host').boundary('b', 'host', message('m'), { outputs }).user('side');
      const running = run(graph.chain('start', 'host').chain('b', 'side')).receive('m', { v: 2 });
      expect(running.active).toEqual(['b']);
      running.command({ type: 'setVariables', variables: { rate: 5 } }).retry('b');
      expect(running.active).toEqual(['side']);
      expect(running.variables).toEqual({ rate: 5, total: 10 });
    });
  });

  it('on a subprocess: everything inside is ended, with its timers and subscriptions', () => {
    const graph = process()
      .start()
      .sub('s', (inner) => {
        inner
          .start('in')
          .and('fork')
          .user('a')
          .boundary('late', 'a', timer('duration', 'P9D'))
          .user('b')
          .catch('m', message('m'))
          .and('join');
        inner.chain('in', 'fork', 'a', 'join').chain('fork', 'b', 'join').chain('fork', 'm').chain('late', 'b');
      });
    graph.boundary('stop', 's', message('stop')).user('side').chain('start', 's').chain('stop', 'side');
    const running = run(graph).complete('b').receive('stop');
    expect(running.cancelled).toEqual(['a', 'm', 's']);
    expect(running.active).toEqual(['side']);
    expect([running.timers, running.subscriptions, running.resting]).toEqual([[], [], []]);
    running.complete('side').expectEnded();
  });

  it('several on one host: each for itself; the interrupting one takes the others along', () => {
    const graph = onUser(timer('duration', 'P5D'));
    graph
      .boundary('reminder', 'host', timer('cycle', 'R/P1D'), { interrupting: false })
      .boundary('note', 'host', message('note'), { interrupting: false });
    graph.boundary('failed', 'host', error()).end('e').chain('reminder', 'e').chain('note', 'e').chain('failed', 'e');
    const running = run(graph);
    expect(running.timers).toEqual(['b', 'reminder']);
    running.fire('reminder').receive('note').fire('b');
    expect([running.timers, running.subscriptions]).toEqual([[], []]);
    expect(running.active).toEqual(['side']);
  });

  it('sends a token along every one of its flows', () => {
    const graph = onUser(timer('duration', 'P1D')).user('more').chain('b', 'more');
    expect(run(graph).fire('b').active).toEqual(['side', 'more']);
  });

  it('listens anew every time its host is entered', () => {
    const graph = process().start().xor('again').user('host').boundary('b', 'host', timer('duration', 'P1D')).end();
    const running = run(graph.chain('start', 'again', 'host', 'end').chain('b', 'again'))
      .fire('b')
      .fire('b');
    expect(running.timers).toEqual(['b']);
    running.complete('host').expectEnded();
    expect(running.cancelled).toEqual(['host', 'host']);
  });
});
