import { error, process, timer } from '../../../support/graph-builder';
import { run } from '../engine-driver';

describe('error end event (BPMN 2.0.2 §10.5.3, §10.5.7)', () => {
  /** inner ⊂ outer; the error is thrown in inner, beside a user task. `catchers`: boundary id → [host, code]. */
  const nested = (catchers: Record<string, [host: string, code?: string]>, code = 'E1') => {
    const graph = process()
      .start()
      .sub('outer', (outer) => {
        outer.start('o').sub('inner', (inner) => {
          inner
            .start('i')
            .and('fork')
            .user('beside')
            .boundary('late', 'beside', timer('duration', 'P1D'))
            .user('decide')
            .end('fail', error(code));
          inner.chain('i', 'fork', 'beside').chain('fork', 'decide', 'fail').chain('late', 'decide');
        });
        outer.user('outer-task').chain('o', 'inner', 'outer-task').user('in-outer');
        for (const [id, [host, caught]] of Object.entries(catchers))
          if (host === 'inner') outer.boundary(id, host, error(caught)).chain(id, 'in-outer');
      });
    graph.user('after').user('in-process').chain('start', 'outer', 'after');
    for (const [id, [host, caught]] of Object.entries(catchers))
      if (host === 'outer') graph.boundary(id, host, error(caught)).chain(id, 'in-process');
    return run(graph).complete('decide');
  };

  it('goes outwards through two subprocesses to the one that catches it; all inside is cancelled', () => {
    const running = nested({ c: ['outer', 'E1'] });
    expect(running.active).toEqual(['in-process']);
    expect(running.cancelled).toEqual(['beside', 'inner', 'outer']);
    // The end event has done what it is for.
    expect(running.runs('fail')).toBe(1);
    expect(running.events.findIndex(({ type }) => type === 'ErrorThrown')).toBeGreaterThan(
      running.events.findIndex((event) => event.type === 'ElementCompleted' && event.element === 'fail'),
    );
    expect(running.timers).toEqual([]);
    running.complete('in-process').expectEnded();
  });

  it('the nearest wins, even if it catches everything and one further out has the exact code', () => {
    expect(nested({ any: ['inner'], exact: ['outer', 'E1'] }).active).toEqual(['outer', 'in-outer']);
  });

  it('on one host the exact code wins over the one that catches everything, in any order', () => {
    const running = nested({ any: ['inner'], exact: ['inner', 'E1'] });
    expect(running.of('ErrorThrown')).toMatchObject([{ element: 'fail', code: 'E1', caughtBy: 'exact' }]);
    expect(nested({ exact: ['inner', 'E1'], any: ['inner'] }).of('ErrorThrown')).toMatchObject([{ caughtBy: 'exact' }]);
  });

  it('another code does not catch it', () => {
    expect(nested({ other: ['inner', 'E2'], c: ['outer', 'E1'] }).active).toEqual(['in-process']);
  });

  it('caught by nobody it fails the end event; what runs beside it goes on', () => {
    const running = nested({ other: ['inner', 'E2'] });
    expect(running.failureOf('fail')).toEqual({ code: 'E1', message: 'E1' });
    expect(running.of('ErrorThrown')[0]).not.toHaveProperty('caughtBy');
    expect(running.active).toEqual(['outer', 'inner', 'beside', 'fail']);
    running.complete('beside');
    expect(running.status).toBe('running');
  });

  it('both codes may be computed', () => {
    const graph = process()
      .start()
      .sub('s', (inner) => {
        inner.start('i').end('fail', error('="E" + string(n)')).chain('i', 'fail');
      });
    graph.boundary('c', 's', error('=wanted')).user('u').chain('start', 's').chain('c', 'u');
    expect(run(graph, { n: 7, wanted: 'E7' }).active).toEqual(['u']);
    expect(run(graph, { n: 7, wanted: 'E8' }).failureOf('fail')).toMatchObject({ code: 'E7' });
    expect(run(graph, { n: 7, wanted: null }).failureOf('fail')).toMatchObject({ code: 'TEXT_EXPECTED' });
  });

  it('at the process itself nobody can catch it', () => {
    const running = run(
      process()
        .start()
        .end('fail', { type: 'error', code: { text: 'E1' }, name: 'Hồ sơ sai' })
        .chain('start', 'fail'),
    );
    expect(running.failureOf('fail')).toEqual({ code: 'E1', message: 'Hồ sơ sai' });
    expect(running.status).toBe('running');
  });

  it('thrown by an entry of a subprocess, the entries beside it are cancelled too', () => {
    const graph = process()
      .start()
      .sub('s', (inner) => {
        inner.end('fail', error('E')).user('beside');
      });
    graph.boundary('c', 's', error('E')).user('u').chain('start', 's').chain('c', 'u');
    const running = run(graph);
    expect(running.active).toEqual(['u']);
    running.complete('u').expectEnded();
  });
});
