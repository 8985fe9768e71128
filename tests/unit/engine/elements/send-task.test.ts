import { messageDefinition, process } from '../../../support/graph-builder';
import { run } from '../engine-driver';

describe('send task (BPMN 2.0.2 §10.3.3)', () => {
  it('throws its message at once, with what it sees, and completes', () => {
    const graph = process()
      .start()
      .send('s', { message: messageDefinition('="thuế-" + kind', 'no') })
      .end();
    const ended = run(graph.chain('start', 's', 'end'), { kind: 'đất', no: 12 });
    expect(ended.of('MessageThrown')).toMatchObject([
      { element: 's', message: 'thuế-đất', correlationKey: '12', variables: { kind: 'đất', no: 12 } },
    ]);
    ended.expectEnded();
  });

  it('input mappings choose what the message carries', () => {
    const graph = process()
      .start()
      .send('s', { message: messageDefinition('m') }, { inputs: { only: 'no' } });
    const [thrown] = run(graph.chain('start', 's'), { kind: 'k', no: 12 }).of('MessageThrown');
    expect(thrown?.variables).toEqual({ only: 12 });
    expect(thrown).not.toHaveProperty('correlationKey');
  });

  it('with a task definition a connector sends it', () => {
    const running = run(process().start().send('s', { jobType: 'mail' }).end().chain('start', 's', 'end'));
    expect(running.of('MessageThrown')).toEqual([]);
    running.answer('s', { sent: true }).expectEnded();
    expect(running.variables).toEqual({ sent: true });
  });

  it('without either it completes at once', () => {
    run(process().start().send('s', {}).chain('start', 's')).expectEnded();
  });

  it('one that cannot go on has sent nothing yet: after the retry the message was thrown once', () => {
    const graph = process()
      .start()
      .send('s', { message: messageDefinition('m') })
      .user('u')
      .chain('start', 's');
    const running = run(graph.flow('s', 'u', { when: 'go' }));
    expect(running.failureOf('s')).toMatchObject({ code: 'EXPRESSION_FAILED' });
    expect(running.of('MessageThrown')).toEqual([]);
    running.command({ type: 'setVariables', variables: { go: true } }).retry('s');
    expect(running.of('MessageThrown')).toHaveLength(1);
  });

  it('a key that is no text fails the task; nothing is thrown', () => {
    const failed = run(
      process()
        .start()
        .send('s', { message: messageDefinition('m', 'missing') })
        .chain('start', 's'),
    );
    expect(failed.failureOf('s')).toMatchObject({ code: 'TEXT_EXPECTED' });
    expect(failed.of('MessageThrown')).toEqual([]);
  });
});
