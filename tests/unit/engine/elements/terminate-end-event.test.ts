import { message, process, terminate, timer } from '../../../support/graph-builder';
import { run } from '../engine-driver';

describe('terminate end event (BPMN 2.0.2 §10.5.3, §13.5.3)', () => {
  it('ends the whole process at once, whatever still runs', () => {
    const graph = process()
      .start()
      .and('fork')
      .user('a')
      .boundary('late', 'a', timer('duration', 'P1D'))
      .catch('m', message('m'))
      .user('b')
      .and('join')
      .user('decide')
      .end('stop', terminate);
    graph
      .chain('start', 'fork', 'a', 'join')
      .chain('fork', 'b', 'join')
      .chain('fork', 'm')
      .chain('fork', 'decide', 'stop')
      .chain('late', 'b');
    const running = run(graph).complete('b').complete('decide');
    running.expectEnded('terminated');
    expect(running.cancelled).toEqual(['a', 'm']);
    expect(running.of('TokensDiscarded')).toHaveLength(1);
    expect(running.runs('stop')).toBe(1);
  });

  it('tokens on their way in the same moment do not arrive', () => {
    const graph = process()
      .start()
      .and('fork')
      .end('stop', terminate)
      .user('a')
      .chain('start', 'fork', 'stop')
      .chain('fork', 'a');
    const ended = run(graph);
    ended.expectEnded('terminated');
    expect(ended.path).toEqual(['start', 'fork', 'stop']);
  });

  it('in a subprocess ends only that subprocess, which completes as usual', () => {
    const graph = process()
      .start()
      .and('fork')
      .user('outside')
      .sub('s', (inner) => {
        inner
          .start('in')
          .and('split')
          .user('a')
          .sub('deep', (deep) => deep.user('d'))
          .user('b')
          .end('stop', terminate);
        inner.chain('in', 'split', 'a').chain('split', 'deep').chain('split', 'b', 'stop');
      });
    const running = run(graph.user('after').chain('start', 'fork', 'outside').chain('fork', 's', 'after')).complete(
      'b',
    );
    expect(running.cancelled).toEqual(['a', 'd', 'deep']);
    expect(running.runs('s')).toBe(1);
    expect(running.active).toEqual(['outside', 'after']);
    running.complete('outside').complete('after').expectEnded();
  });

  it('of two runs of the same subprocess only its own ends', () => {
    const graph = process()
      .start()
      .and('fork')
      .sub('s', (inner) => inner.user('a').user('b').end('stop', terminate).chain('b', 'stop'));
    graph.chain('start', 'fork').flow('fork', 's', { id: 'f1' }).flow('fork', 's', { id: 'f2' });
    const running = run(graph).complete('b');
    expect(running.active).toEqual(['s', 'a', 'b']);
    running.complete('b').expectEnded();
  });
});
