import { process } from '../../../support/graph-builder';
import { run } from '../engine-driver';

describe('none intermediate throw event (BPMN 2.0.2 §10.5.4)', () => {
  it('passes the token on at once, along every outgoing flow', () => {
    const running = run(
      process().start().throw('mark').user('a').user('b').chain('start', 'mark', 'a').chain('mark', 'b'),
    );
    expect(running.path).toEqual(['start', 'mark', 'a', 'b']);
    expect(running.active).toEqual(['a', 'b']);
  });

  it('maps its inputs to itself and its outputs to the process', () => {
    const graph = process()
      .start()
      .throw('mark', { type: 'none' }, { inputs: { local: 'x + 1' }, outputs: { y: 'local * 10' } });
    expect(run(graph.chain('start', 'mark'), { x: 1 }).variables).toEqual({ x: 1, y: 20 });
  });
});
