import { message, messageDefinition, process, timer } from '../../../support/graph-builder';
import { run } from '../engine-driver';

describe('event-based gateway (BPMN 2.0.2 §13.4.4)', () => {
  const race = () =>
    process()
      .start()
      .race('race')
      .catch('paid', message('receipt', 'no'), { outputs: { amount: 'value' } })
      .catch('late', timer('duration', 'P10D'))
      .user('go-on')
      .user('remind')
      .chain('start', 'race', 'paid', 'go-on')
      .chain('race', 'late', 'remind');

  it('waits for all of its events at once', () => {
    const running = run(race(), { no: 1 });
    expect(running.active).toEqual(['race']);
    expect(running.subscriptions).toEqual(['paid']);
    expect(running.timers).toEqual(['late']);
  });

  it('the first one wins and takes its content; the loser timer is gone', () => {
    const running = run(race(), { no: 1 }).receive('receipt', { value: 3 }, '1');
    expect(running.active).toEqual(['go-on']);
    expect(running.timers).toEqual([]);
    expect(running.variables).toEqual({ no: 1, amount: 3 });
    expect(running.path).toEqual(['start', 'race', 'paid', 'go-on']);
    expect(running.flows).toEqual(['start-race', 'race-paid', 'paid-go-on']);
  });

  it('the first one wins; the loser subscription is gone', () => {
    const running = run(race(), { no: 1 }).fire('late');
    expect(running.active).toEqual(['remind']);
    expect(running.subscriptions).toEqual([]);
  });

  it('also with receive tasks', () => {
    const graph = process()
      .start()
      .race('race')
      .receive('yes', messageDefinition('yes'))
      .receive('no', messageDefinition('no'))
      .user('a')
      .user('b');
    const running = run(graph.chain('start', 'race', 'yes', 'a').chain('race', 'no', 'b')).receive('no', { x: 1 });
    expect(running.active).toEqual(['b']);
    expect(running.subscriptions).toEqual([]);
    expect(running.path).toEqual(['start', 'race', 'no', 'b']);
    expect(running.variables).toEqual({ x: 1 });
  });

  it('in a loop it waits anew', () => {
    const graph = process()
      .start()
      .xor('again')
      .race('race')
      .catch('m', message('m'))
      .catch('t', timer('duration', 'P1D'))
      .end();
    const running = run(graph.chain('start', 'again', 'race', 'm', 'end').chain('race', 't', 'again'));
    running.fire('t').fire('t').receive('m').expectEnded();
    expect(running.runs('race')).toBe(3);
  });

  it.each(['catch', 'receive'] as const)('what happened is not lost when the %s cannot use it', (kind) => {
    const graph = process().start().race('race').catch('t', timer('duration', 'P1D')).end();
    if (kind === 'catch')
      graph.catch('m', message('m'), { outputs: { total: 'if rate = null then (function(a) a) else v * rate' } });
    else
      graph.receive('m', messageDefinition('m'), {
        outputs: { total: 'if rate = null then (function(a) a) else v * rate' },
      });
    const running = run(graph.chain('start', 'race', 'm', 'end').chain('race', 't')).receive('m', { v: 2 });
    expect(running.active).toEqual(['m']);
    expect(running.failureOf('m')).toMatchObject({ code: 'EXPRESSION_FAILED' });
    running
      .command({ type: 'setVariables', variables: { rate: 5 } })
      .retry('m')
      .expectEnded();
    expect(running.variables).toEqual({ rate: 5, total: 10 });
  });

  it('an event that cannot be awaited fails the gateway', () => {
    const graph = process().start().race('race').catch('m', message('m')).catch('t', timer('duration', 'later'));
    const running = run(graph.chain('start', 'race', 'm').chain('race', 't'));
    expect(running.failureOf('race')).toMatchObject({ code: 'TIMER_VALUE_INVALID' });
  });
});
