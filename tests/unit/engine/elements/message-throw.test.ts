import { message, process } from '../../../support/graph-builder';
import { run } from '../engine-driver';

describe('message throw and end event (BPMN 2.0.2 §10.5.3, §10.5.4)', () => {
  it('throws its message and goes on', () => {
    const graph = process()
      .start()
      .throw('m', message('notice', 'no'), { inputs: { amount: 'fee' } })
      .user('after');
    const running = run(graph.chain('start', 'm', 'after'), { fee: 3, no: 9 });
    expect(running.of('MessageThrown')).toMatchObject([
      { message: 'notice', correlationKey: '9', variables: { amount: 3 } },
    ]);
    expect(running.active).toEqual(['after']);
    expect(running.variables).toEqual({ fee: 3, no: 9 });
  });

  it('as an end event it uses up its token', () => {
    const ended = run(process().start().end('end', message('done')).chain('start', 'end'));
    expect(ended.of('MessageThrown')).toHaveLength(1);
    ended.expectEnded();
  });

  it('with a task definition it waits until a connector has sent it', () => {
    const running = run(
      process()
        .start()
        .throw('m', message('x'), { jobType: 'mail' })
        .endByJob('end', message('y'), 'mail')
        .chain('start', 'm', 'end'),
    );
    expect(running.active).toEqual(['m']);
    running.answer('m', { id: 1 });
    expect(running.active).toEqual(['end']);
    running.answer('end').expectEnded();
    expect(running.of('MessageThrown')).toEqual([]);
    expect(running.variables).toEqual({ id: 1 });
  });
});
