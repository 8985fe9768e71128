import { process, timer } from '../../../support/graph-builder';
import { run } from '../engine-driver';

describe('embedded subprocess (BPMN 2.0.2 §10.3.5, §13.3.4)', () => {
  it('completes once, when its last token is used up', () => {
    const graph = process()
      .start()
      .sub('s', (inner) => {
        inner
          .start('in')
          .and('fork')
          .user('a')
          .user('b')
          .end('e')
          .chain('in', 'fork', 'a', 'e')
          .chain('fork', 'b', 'e');
      });
    const running = run(graph.user('after').chain('start', 's', 'after')).complete('a');
    expect(running.active).toEqual(['s', 'b']);
    running.complete('b');
    expect(running.active).toEqual(['after']);
    expect(running.runs('s')).toBe(1);
  });

  it('a token that rests at a join keeps it open', () => {
    const graph = process()
      .start()
      .sub('s', (inner) => {
        inner
          .start('in')
          .xor('x', { default: 'x-join' })
          .user('b')
          .and('join')
          .chain('in', 'x', 'join')
          .flow('x', 'b', { when: 'false' })
          .chain('b', 'join');
      });
    const running = run(graph.user('after').chain('start', 's', 'after'));
    expect(running.active).toEqual(['s']);
    expect(running.resting).toEqual(['x-join']);
  });

  it('without a start event every element without incoming flows begins', () => {
    const graph = process()
      .start()
      .sub('s', (inner) => inner.user('a').user('b').user('c').chain('a', 'c'));
    const running = run(graph.user('after').chain('start', 's', 'after'));
    expect(running.active).toEqual(['s', 'a', 'b']);
    running.complete('b').complete('a').complete('c');
    expect(running.active).toEqual(['after']);
  });

  it('without content, or with content that needs nobody, it passes at once', () => {
    const empty = process()
      .start()
      .sub('s', () => undefined)
      .user('after')
      .chain('start', 's', 'after');
    expect(run(empty).active).toEqual(['after']);
    const deep = process()
      .start()
      .sub('s', (s) => s.sub('t', (t) => t.start('in').end('out').chain('in', 'out')));
    run(deep.chain('start', 's')).expectEnded();
  });

  it('each token that arrives runs it on its own', () => {
    const graph = process()
      .start()
      .and('fork')
      .sub('s', (inner) => inner.start('in').user('a').chain('in', 'a'))
      .end();
    const running = run(
      graph.chain('start', 'fork').flow('fork', 's', { id: 'f1' }).flow('fork', 's', { id: 'f2' }).chain('s', 'end'),
    );
    expect(running.active).toEqual(['s', 's', 'a', 'a']);
    running.complete('a');
    expect(running.active).toEqual(['s', 'a']);
    running.complete('a').expectEnded();
    expect(running.runs('end')).toBe(2);
  });

  it('has its own variables: inputs are local to it, its outputs choose what leaves', () => {
    const graph = process()
      .start()
      .sub(
        's',
        (inner) => inner.start('in').script('t', 'n * 2', 'n').script('u', 'n + 1', 'other').chain('in', 't', 'u'),
        {
          inputs: { n: 'start' },
          outputs: { result: 'n' },
        },
      );
    const ended = run(graph.chain('start', 's'), { start: 4 });
    expect(ended.variables).toEqual({ start: 4, other: 9, result: 8 });
  });

  it('nested: the innermost completes first', () => {
    const graph = process()
      .start()
      .sub('s', (s) =>
        s
          .start('s0')
          .sub('t', (t) => t.start('t0').user('a').chain('t0', 'a'))
          .chain('s0', 't'),
      )
      .end();
    const ended = run(graph.chain('start', 's', 'end')).complete('a');
    expect(ended.of('ElementCompleted').map((event) => event.element)).toEqual([
      'start',
      's0',
      't0',
      'a',
      't',
      's',
      'end',
    ]);
  });

  it('failed on entry: a retry enters it; failed on the way out: a retry does not repeat its content', () => {
    const outputs = { total: 'if rate = null then (function(a) a) else v * rate' };
    const graph = process()
      .start()
      .sub('s', (inner) => inner.start('in').user('a').chain('in', 'a'), { outputs });
    graph
      .boundary('late', 's', timer('duration', '=limit'))
      .end('e')
      .end()
      .chain('start', 's', 'end')
      .chain('late', 'e');
    const running = run(graph, { limit: null });
    expect(running.failureOf('s')).toMatchObject({ code: 'TEXT_EXPECTED' });
    expect(running.active).toEqual(['s']);
    running
      .command({ type: 'setVariables', variables: { limit: 'P1D' } })
      .retry('s')
      .complete('a', { v: 2 });
    expect(running.failureOf('s')).toMatchObject({ code: 'EXPRESSION_FAILED', trigger: { type: 'scopeCompleted' } });
    running
      .command({ type: 'setVariables', variables: { rate: 5 } })
      .retry('s')
      .expectEnded();
    expect(running.runs('a')).toBe(1);
    expect(running.variables).toMatchObject({ total: 10 });
  });

  it('a step inside that failed keeps it open', () => {
    const graph = process()
      .start()
      .sub('s', (inner) => inner.start('in').script('x', '1 +').chain('in', 'x'));
    const running = run(graph.chain('start', 's'));
    expect(running.active).toEqual(['s', 'x']);
    expect(running.status).toBe('running');
  });

  it('completes at once when there is nothing in it', () => {
    const graph = process()
      .start()
      .sub('s', () => undefined)
      .end();
    run(graph.chain('start', 's', 'end')).expectEnded();
  });
});
