import { error, process, timer } from '../../../support/graph-builder';
import { run } from '../engine-driver';

describe('inclusive gateway as a split (BPMN 2.0.2 §13.4.3)', () => {
  const split = () =>
    process()
      .start()
      .or('split', { default: 'd' })
      .user('a')
      .user('b')
      .user('rest')
      .chain('start', 'split')
      .flow('split', 'a', { when: 'n > 1' })
      .flow('split', 'b', { when: 'n > 10' })
      .flow('split', 'rest', { id: 'd' });

  it.each([
    [5, ['a']],
    [50, ['a', 'b']],
    [0, ['rest']],
    [null, ['rest']],
  ])('n = %p leads to %p', (n, active) => {
    expect(run(split(), { n }).active).toEqual(active);
  });

  it('fails where no way leads out, and on a condition that is no boolean', () => {
    const graph = (when: string) =>
      process().start().or('split').user('a').chain('start', 'split').flow('split', 'a', { when });
    expect(run(graph('false')).failureOf('split')).toMatchObject({ code: 'EXPRESSION_FAILED' });
    expect(run(graph('1')).failureOf('split')).toMatchObject({ code: 'CONDITION_NOT_BOOLEAN' });
  });
});

describe('inclusive gateway as a join (BPMN 2.0.2 §13.4.3)', () => {
  const block = () =>
    process()
      .start()
      .or('split', { default: 'split-c' })
      .user('a')
      .user('b')
      .user('c')
      .or('join')
      .user('after')
      .chain('start', 'split')
      .flow('split', 'a', { when: 'list contains(go, "a")' })
      .flow('split', 'b', { when: 'list contains(go, "b")' })
      .chain('split', 'c', 'join', 'after')
      .chain('a', 'join')
      .chain('b', 'join');

  it('waits for the branches that were taken and only for those', () => {
    const running = run(block(), { go: ['a', 'b'] }).complete('b');
    expect(running.resting).toEqual(['b-join']);
    running.complete('a');
    expect(running.active).toEqual(['after']);
    expect(running.runs('join')).toBe(1);
  });

  it('passes at once behind a single branch', () => {
    expect(run(block(), { go: ['a'] }).complete('a').active).toEqual(['after']);
    expect(run(block(), { go: [] }).complete('c').active).toEqual(['after']);
  });

  it('a branch that ends on the way (dead path) is not waited for any longer', () => {
    const graph = process()
      .start()
      .and('fork')
      .user('a')
      .user('b')
      .xor('x', { default: 'x-join' })
      .end('gone')
      .or('join')
      .user('after');
    graph
      .chain('start', 'fork', 'a', 'join', 'after')
      .chain('fork', 'b', 'x', 'join')
      .flow('x', 'gone', { when: 'skip' });
    const running = run(graph).complete('a');
    expect(running.resting).toEqual(['a-join']);
    running.complete('b', { skip: true });
    expect(running.active).toEqual(['after']);
    running.complete('after').expectEnded();
  });

  it('takes one token from each flow; a second one on the same flow fires it again', () => {
    const graph = process().start().and('fork').user('a').user('b').xor('merge').or('join').user('after');
    const running = run(graph.chain('start', 'fork', 'a', 'merge', 'join', 'after').chain('fork', 'b', 'merge'));
    running.complete('a');
    expect(running.active).toEqual(['b', 'after']); // b can reach only the flow that already has a token
    running.complete('b');
    expect(running.active).toEqual(['after', 'after']);
  });

  it('an upstream token that can also reach a flow with a token does not hold it up', () => {
    const graph = process()
      .start()
      .and('fork')
      .user('a')
      .user('b')
      .xor('x', { default: 'x-m1' })
      .xor('m1')
      .xor('m2')
      .or('join')
      .user('after');
    graph
      .chain('start', 'fork', 'a', 'm1', 'join', 'after')
      .chain('fork', 'b', 'x', 'm1')
      .flow('x', 'm2', { when: 'right' })
      .chain('m2', 'join');
    const running = run(graph).complete('a');
    expect(running.active).toEqual(['b', 'after']);
    running.complete('b', { right: true });
    expect(running.active).toEqual(['after', 'after']);
  });

  it('a path that would visit the join itself does not count', () => {
    const graph = process()
      .start()
      .xor('again')
      .or('split')
      .user('a')
      .user('b')
      .or('join')
      .xor('check', { default: 'out' })
      .user('after');
    graph.chain('start', 'again', 'split').flow('split', 'a', { when: 'true' }).flow('split', 'b', { when: 'both' });
    graph
      .chain('a', 'join', 'check')
      .chain('b', 'join')
      .flow('check', 'again', { when: 'more' })
      .flow('check', 'after', { id: 'out' });
    const running = run(graph, { both: false, more: true });
    running.complete('a', { both: true });
    expect(running.active).toEqual(['a', 'b']);
    running.complete('a', { more: false });
    expect(running.resting).toEqual(['a-join']);
    running.complete('b');
    expect(running.active).toEqual(['after']);
    expect(running.runs('join')).toBe(2);
  });

  it('waits for a token inside a subprocess, and inside its own scope only', () => {
    const graph = process()
      .start()
      .and('fork')
      .user('a')
      .sub('s', (inner) => {
        inner.start('in').user('deep').chain('in', 'deep');
      });
    graph.or('join').user('after').chain('start', 'fork', 'a', 'join', 'after').chain('fork', 's', 'join');
    const running = run(graph).complete('a');
    expect(running.resting).toEqual(['a-join']);
    running.complete('deep');
    expect(running.active).toEqual(['after']);
  });

  it('waits for a token that can come only through a boundary event', () => {
    const graph = process()
      .start()
      .and('fork')
      .user('a')
      .user('b')
      .boundary('late', 'b', timer('duration', 'P1D'))
      .end('done')
      .or('join')
      .user('after');
    graph.chain('start', 'fork', 'a', 'join', 'after').chain('fork', 'b', 'done').chain('late', 'join');
    const fired = run(graph).complete('a');
    expect(fired.resting).toEqual(['a-join']);
    fired.fire('late');
    expect(fired.active).toEqual(['after']);
    expect(fired.runs('join')).toBe(1);
    const done = run(graph).complete('a').complete('b');
    expect(done.active).toEqual(['after']);
  });

  it('waits for an error that may still leave a subprocess further upstream', () => {
    const graph = process()
      .start()
      .and('fork')
      .user('a')
      .user('b')
      .sub('s', (inner) => {
        inner.start('in').service('job').chain('in', 'job');
      });
    graph.boundary('failed', 's', error('E')).end('done').or('join').user('after');
    graph.chain('start', 'fork', 'a', 'join', 'after').chain('fork', 'b', 's', 'done').chain('failed', 'join');
    const running = run(graph).complete('a');
    expect(running.runs('join')).toBe(0);
    running.complete('b');
    expect(running.runs('join')).toBe(0);
    running.throwError('job', 'E');
    expect(running.active).toEqual(['after']);
  });

  it('waits for a token that rests at another join', () => {
    const graph = process().start().and('fork').user('a').user('b').user('c').and('inner').or('join').user('after');
    graph.chain('start', 'fork', 'a', 'join', 'after').chain('fork', 'b', 'inner', 'join').chain('fork', 'c', 'inner');
    const running = run(graph).complete('b').complete('a');
    expect(running.resting).toEqual(['b-inner', 'a-join']);
    running.complete('c');
    expect(running.active).toEqual(['after']);
  });

  it('a failed element upstream still holds a token', () => {
    const graph = process().start().and('fork').user('a').script('s', '1 +').or('join').user('after');
    const running = run(graph.chain('start', 'fork', 'a', 'join', 'after').chain('fork', 's', 'join')).complete('a');
    expect(running.active).toEqual(['s']);
    expect(running.resting).toEqual(['a-join']);
  });

  describe('two joins that face each other in a cycle', () => {
    /** j1 and j2 feed each other; p and q bring the tokens from outside. */
    const facing = () =>
      process()
        .start()
        .and('fork')
        .user('p')
        .user('q')
        .or('j1')
        .or('j2')
        .user('t1')
        .user('t2')
        .chain('start', 'fork', 'p', 'j1', 't1', 'j2')
        .chain('fork', 'q', 'j2', 't2', 'j1');

    it('each waits for the other, as the standard says literally', () => {
      const running = run(facing()).complete('p');
      expect(running.resting).toEqual(['p-j1']);
      running.complete('q');
      expect(running.resting).toEqual(['p-j1', 'q-j2']);
      expect(running.active).toEqual([]);
    });

    it.each([true, false])(
      'fires where the other token could also reach the flow that has one (people before it: %p)',
      (people) => {
        const graph = process().start().and('fork').xor('m1').xor('m2').or('j1').or('j2');
        graph.xor('x1', { default: 'x1-out1' }).xor('x2', { default: 'x2-out2' }).end('out1').end('out2');
        if (people) graph.user('p').user('q').chain('fork', 'p', 'm1').chain('fork', 'q', 'm2');
        else graph.chain('fork', 'm1').chain('fork', 'm2');
        // Behind each join the token may go to either incoming flow of the other.
        graph.chain('start', 'fork').chain('m1', 'j1', 'x1', 'out1').chain('m2', 'j2', 'x2', 'out2');
        graph.flow('x1', 'm2', { when: 'false' }).flow('x1', 'j2', { when: 'false' });
        graph.flow('x2', 'm1', { when: 'false' }).flow('x2', 'j1', { when: 'false' });
        const running = run(graph);
        if (people) running.complete('p').complete('q');
        running.expectEnded();
        expect([running.runs('j1'), running.runs('j2')]).toEqual([1, 1]);
      },
    );
  });
});
