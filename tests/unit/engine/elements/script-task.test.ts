import { process } from '../../../support/graph-builder';
import { run } from '../engine-driver';

describe('script task (BPMN 2.0.2 §10.3.3)', () => {
  it('sets its result variable at once', () => {
    const ended = run(process().start().script('s', 'area * 2', 'double').end().chain('start', 's', 'end'), {
      area: 3,
    });
    ended.expectEnded();
    expect(ended.variables).toEqual({ area: 3, double: 6 });
  });

  it('without a script, or without a result variable, sets nothing', () => {
    const ended = run(process().start().script('s').script('t', '1 + 1').chain('start', 's', 't'));
    ended.expectEnded();
    expect(ended.variables).toEqual({});
  });

  it('sees its input mappings; its output mappings see its result', () => {
    const graph = process()
      .start()
      .script('s', 'local + 1', 'r', { inputs: { local: 'x * 10' }, outputs: { y: 'r' } });
    expect(run(graph.chain('start', 's'), { x: 1 }).variables).toEqual({ x: 1, y: 11 });
  });

  it('an absent variable is null, a date is JSON text', () => {
    const graph = process().start().script('s', '[missing, date("2023-03-01") + duration("P1D")]', 'r');
    expect(run(graph.chain('start', 's')).variables).toEqual({ r: [null, '2023-03-02'] });
  });

  it('a script that cannot be evaluated fails the task and nothing else', () => {
    const graph = process()
      .start()
      .and('fork')
      .script('s', '1 +', 'r')
      .user('other')
      .chain('start', 'fork', 's')
      .chain('fork', 'other');
    const running = run(graph);
    expect(running.failureOf('s')).toMatchObject({ code: 'EXPRESSION_FAILED' });
    expect(running.active).toEqual(['s', 'other']);
    running.complete('other');
    expect(running.status).toBe('running');
  });

  it('with a task definition it is a job', () => {
    const running = run(process().start().scriptByJob('s', 'compute').end().chain('start', 's', 'end'));
    expect(running.active).toEqual(['s']);
    running.answer('s', { r: 1 }).expectEnded();
    expect(running.variables).toEqual({ r: 1 });
  });

  it('a result with dots goes into the context, as that of a mapping', () => {
    const graph = process().start().script('s', '1 + 1', 'tax.total.sum').end().chain('start', 's', 'end');
    expect(run(graph, { tax: { year: 2023 } }).variables).toEqual({ tax: { year: 2023, total: { sum: 2 } } });
    const mapped = process()
      .start()
      .script('s', '2', 'a.b', { outputs: { c: 'a.b' } })
      .chain('start', 's');
    expect(run(mapped).variables).toEqual({ c: 2 });
  });
});
