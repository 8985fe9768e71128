import { process } from '../../../support/graph-builder';
import { run } from '../engine-driver';

describe('parallel gateway (BPMN 2.0.2 §13.4.1)', () => {
  it('forks to every outgoing flow and joins once', () => {
    const graph = process().start().and('fork').user('a').user('b').and('join').end();
    const running = run(graph.chain('start', 'fork', 'a', 'join', 'end').chain('fork', 'b', 'join'));
    running.complete('b');
    expect(running.resting).toEqual(['b-join']);
    expect(running.active).toEqual(['a']);
    running.complete('a').expectEnded();
    expect(running.runs('join')).toBe(1);
    expect(running.runs('end')).toBe(1);
  });

  /** Two tokens come over f1 (through `merge`), one over `c-join`. */
  const lopsided = () =>
    process()
      .start()
      .and('fork')
      .user('a')
      .user('b')
      .user('c')
      .xor('merge')
      .and('join')
      .user('after')
      .chain('start', 'fork', 'a', 'merge')
      .chain('fork', 'b', 'merge', 'join', 'after')
      .chain('fork', 'c', 'join');

  it('two tokens on one flow do not stand for the other flow', () => {
    const running = run(lopsided()).complete('a').complete('b');
    expect(running.resting).toEqual(['merge-join', 'merge-join']);
    expect(running.runs('join')).toBe(0);
  });

  it('takes exactly one from each flow: the second stays for the next time', () => {
    const running = run(lopsided()).complete('a').complete('b').complete('c');
    expect(running.runs('join')).toBe(1);
    expect(running.resting).toEqual(['merge-join']);
    expect(running.active).toEqual(['after']);
    running.complete('after');
    expect(running.status).toBe('running');
  });

  it('joins anew in every turn of a loop', () => {
    const graph = process()
      .start()
      .xor('again')
      .and('fork')
      .user('a')
      .user('b')
      .and('join')
      .xor('check', { default: 'out' })
      .end();
    graph.chain('start', 'again', 'fork', 'a', 'join', 'check').chain('fork', 'b', 'join');
    graph.flow('check', 'again', { when: 'n < 3' }).flow('check', 'end', { id: 'out' });
    const running = run(graph, { n: 0 });
    for (const n of [1, 2, 3]) running.complete('a', { n }).complete('b');
    running.expectEnded();
    expect(running.runs('join')).toBe(3);
  });

  it('joins only tokens of the same run of a subprocess', () => {
    const graph = process()
      .start()
      .and('two')
      .sub('s', (inner) => {
        inner
          .start('in')
          .and('fork')
          .user('a')
          .user('b')
          .and('join')
          .user('c')
          .chain('in', 'fork', 'a', 'join', 'c')
          .chain('fork', 'b', 'join');
      });
    graph.chain('start', 'two').flow('two', 's', { id: 'f1' }).flow('two', 's', { id: 'f2' });
    const running = run(graph);
    expect(running.active).toEqual(['s', 's', 'a', 'b', 'a', 'b']);
    const bOfTheSecond =
      Object.values(running.state.instances).filter((instance) => instance.element === 'b')[1]?.id ?? 0;
    running.complete('a').command({ type: 'completeTask', instance: bOfTheSecond, variables: {} });
    expect(running.runs('join')).toBe(0);
    running.complete('b');
    expect(running.active).toEqual(['s', 's', 'a', 'c']);
    running.complete('c').complete('a').complete('c').expectEnded();
    expect(running.runs('s')).toBe(2);
  });

  it('with one incoming and one outgoing flow lets the token pass', () => {
    expect(run(process().start().and('x').user('a').chain('start', 'x', 'a')).active).toEqual(['a']);
  });
});
