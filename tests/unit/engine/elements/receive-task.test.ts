import { messageDefinition, process, timer } from '../../../support/graph-builder';
import { refusalOf, run } from '../engine-driver';

describe('receive task (BPMN 2.0.2 §10.3.3)', () => {
  const simple = (key?: string) =>
    process().start().receive('r', messageDefinition('notice', key)).end().chain('start', 'r', 'end');

  it('waits for its message and takes its content', () => {
    const running = run(simple());
    expect(running.subscriptions).toEqual(['r']);
    running.receive('notice', { amount: 3 }).expectEnded();
    expect(running.variables).toEqual({ amount: 3 });
    expect(running.of('MessageReceived')[0]).toMatchObject({ element: 'r', message: 'notice', closes: true });
  });

  it('the key is computed when it begins to wait; another key, or none, does not reach it', () => {
    const running = run(simple('no'), { no: 7 });
    for (const key of ['8', undefined]) expect(() => running.receive('notice', {}, key)).toThrow('nobody waits');
    running.command({ type: 'setVariables', variables: { no: 8 } });
    running.receive('notice', {}, '7').expectEnded();
  });

  it('without a key it takes any message of its name', () => {
    run(simple()).receive('notice', {}, 'whatever').expectEnded();
  });

  it('the oldest of several takes one message', () => {
    const graph = process()
      .start()
      .and('fork')
      .receive('r1', messageDefinition('m'))
      .receive('r2', messageDefinition('m'));
    const running = run(graph.chain('start', 'fork', 'r1').chain('fork', 'r2')).receive('m');
    expect(running.active).toEqual(['r2']);
    running.receive('m').expectEnded();
  });

  it('refuses a message to a subscription that is closed or never was', () => {
    const running = run(process().start().receive('r', messageDefinition('m')).user('u').chain('start', 'r', 'u'));
    const [subscription] = Object.keys(running.state.subscriptions).map(Number);
    running.receive('m');
    for (const id of [subscription ?? 0, 99]) {
      const again = () => running.command({ type: 'receiveMessage', subscription: id, variables: {} });
      expect(refusalOf(again).code).toBe('MESSAGE_NOT_AWAITED');
    }
  });

  it('stops waiting when its boundary timer interrupts it', () => {
    const graph = process()
      .start()
      .receive('r', messageDefinition('m'))
      .boundary('late', 'r', timer('duration', 'P1D'))
      .user('u');
    const running = run(graph.chain('start', 'r').chain('late', 'u')).fire('late');
    expect(running.active).toEqual(['u']);
    expect(running.subscriptions).toEqual([]);
  });

  it('applies its input mappings, also behind an event-based gateway', () => {
    const direct = process()
      .start()
      .receive('r', messageDefinition('m'), { inputs: { factor: '2' }, outputs: { total: 'v * factor' } });
    expect(run(direct.chain('start', 'r')).receive('m', { v: 3 }).variables).toEqual({ total: 6 });
    const raced = process()
      .start()
      .race('g')
      .receive('r', messageDefinition('m'), { inputs: { factor: '2' }, outputs: { total: 'v * factor' } })
      .receive('other', messageDefinition('n'));
    const running = run(raced.chain('start', 'g', 'r').chain('g', 'other')).receive('m', { v: 3 });
    expect(running.variables).toEqual({ total: 6 });
  });

  it('a message whose content cannot be mapped is not lost: a retry takes it again', () => {
    const graph = process()
      .start()
      .receive('r', messageDefinition('m'), { outputs: { total: 'if rate = null then (function(a) a) else v * rate' } })
      .end();
    const running = run(graph.chain('start', 'r', 'end')).receive('m', { v: 2 });
    expect(running.failureOf('r')).toMatchObject({ trigger: { type: 'message', variables: { v: 2 } } });
    running
      .command({ type: 'setVariables', variables: { rate: 5 } })
      .retry('r')
      .expectEnded();
    expect(running.variables).toEqual({ rate: 5, total: 10 });
  });
});
