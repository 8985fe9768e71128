import { error, message, none, process, terminate } from '../../support/graph-builder';
import { run } from './engine-driver';

const MAPPINGS = { inputs: { local: 'a + 1' }, outputs: { result: 'local * 10' } };

describe('mappings of events (zeebe:ioMapping)', () => {
  it.each([
    ['none start event', process().start('start', none, MAPPINGS).end().chain('start', 'end')],
    ['none end event', process().start().end('end', none, MAPPINGS).chain('start', 'end')],
    ['terminate end event', process().start().end('end', terminate, MAPPINGS).chain('start', 'end')],
    ['message end event', process().start().end('end', message('m'), MAPPINGS).chain('start', 'end')],
    ['none throw event', process().start().throw('t', none, MAPPINGS).chain('start', 't')],
    ['message throw event', process().start().throw('t', message('m'), MAPPINGS).chain('start', 't')],
    [
      'boundary event',
      process()
        .start()
        .sub('s', (inner) => inner.start('in').end('out', error('E')).chain('in', 'out'))
        .boundary('caught', 's', error('E'), MAPPINGS)
        .end()
        .chain('start', 's')
        .chain('caught', 'end'),
    ],
  ])('%s: inputs become local, outputs leave it', (_what, graph) => {
    const running = run(graph, { a: 1 });
    expect(running.variables).toEqual({ a: 1, result: 20 });
  });

  it('an error end event computes its code with its inputs', () => {
    const graph = process()
      .start()
      .sub('s', (inner) =>
        inner
          .start('in')
          .end('out', error('=local'), { inputs: { local: '"E" + string(a)' } })
          .chain('in', 'out'),
      )
      .boundary('caught', 's', error('E1'))
      .user('mend')
      .chain('start', 's')
      .chain('caught', 'mend');
    expect(run(graph, { a: 1 }).active).toEqual(['mend']);
  });
});
