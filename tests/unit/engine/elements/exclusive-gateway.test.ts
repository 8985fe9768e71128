import { process } from '../../../support/graph-builder';
import { run } from '../engine-driver';

describe('exclusive gateway (BPMN 2.0.2 §13.4.2)', () => {
  const choice = () =>
    process()
      .start()
      .xor('x', { default: 'otherwise' })
      .user('rest')
      .user('small')
      .user('big')
      .chain('start', 'x')
      .flow('x', 'rest', { id: 'otherwise' })
      .flow('x', 'small', { when: 'n > 1' })
      .flow('x', 'big', { when: 'n > 100' });

  it('takes the first true condition in document order, whatever else is true', () => {
    expect(run(choice(), { n: 500 }).active).toEqual(['small']);
  });

  it('takes the default only when no condition is true, wherever it stands', () => {
    expect(run(choice(), { n: 0 }).active).toEqual(['rest']);
    expect(run(choice()).active).toEqual(['rest']);
  });

  it('does not look at the conditions after the one it takes', () => {
    const graph = process()
      .start()
      .xor('x')
      .user('a')
      .user('b')
      .chain('start', 'x')
      .flow('x', 'a', { when: 'true' })
      .flow('x', 'b', { when: '"oops"' });
    expect(run(graph).active).toEqual(['a']);
  });

  it('fails where no way leads out; a retry decides again', () => {
    const graph = process().start().xor('x').user('a').chain('start', 'x').flow('x', 'a', { when: 'n > 1' });
    const running = run(graph, { n: 0 });
    expect(running.failureOf('x')).toMatchObject({ code: 'EXPRESSION_FAILED' });
    running.command({ type: 'setVariables', variables: { n: 2 } }).retry('x');
    expect(running.active).toEqual(['a']);
  });

  it('fails on a condition that is neither true, false nor null', () => {
    const graph = process()
      .start()
      .xor('x', { default: 'd' })
      .user('a')
      .user('b')
      .chain('start', 'x')
      .flow('x', 'a', { when: '"yes"' })
      .flow('x', 'b', { id: 'd' });
    expect(run(graph).failureOf('x')).toMatchObject({ code: 'CONDITION_NOT_BOOLEAN' });
  });

  it('as a merge lets every token pass on its own', () => {
    const graph = process()
      .start()
      .and('fork')
      .xor('merge')
      .user('t')
      .chain('start', 'fork')
      .flow('fork', 'merge', { id: 'f1' })
      .flow('fork', 'merge', { id: 'f2' });
    expect(run(graph.chain('merge', 't')).active).toEqual(['t', 't']);
  });

  it('an element may be called like a built-in object member', () => {
    const running = run(
      process().start().xor('toString').user('constructor').chain('start', 'toString', 'constructor'),
    );
    running.complete('constructor').expectEnded();
  });
});
