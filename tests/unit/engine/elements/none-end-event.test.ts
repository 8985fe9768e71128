import { process } from '../../../support/graph-builder';
import { run } from '../engine-driver';

describe('none end event (BPMN 2.0.2 §10.5.3)', () => {
  it('uses up its token; the process completes with the last one, once', () => {
    const graph = process().start().and('fork').user('a').user('b').end('e1').end('e2');
    const running = run(graph.chain('start', 'fork', 'a', 'e1').chain('fork', 'b', 'e2'));
    running.complete('a');
    expect(running.status).toBe('running');
    expect(running.path).toEqual(['start', 'fork', 'a', 'b', 'e1']);
    running.complete('b').expectEnded();
  });

  it('several tokens may reach the same end event', () => {
    const running = run(
      process()
        .start()
        .and('fork')
        .user('a')
        .user('b')
        .end()
        .chain('start', 'fork', 'a', 'end')
        .chain('fork', 'b', 'end'),
    );
    running.complete('b').complete('a').expectEnded();
    expect(running.runs('end')).toBe(2);
  });

  it('an activity without outgoing flows is an implicit end', () => {
    run(process().start().user('a').chain('start', 'a')).complete('a').expectEnded();
  });

  it('maps its outputs', () => {
    const graph = process()
      .start()
      .end('end', { type: 'none' }, { outputs: { 'result.status': '"RETURNED"' } });
    const ended = run(graph.chain('start', 'end'), { result: { no: 7 } });
    expect(ended.variables).toEqual({ result: { no: 7, status: 'RETURNED' } });
  });
});
