import { message, process, timer } from '../../../support/graph-builder';
import { EIGHT_OCLOCK, refusalOf, run } from '../engine-driver';

const DAY = 86_400_000;

describe('intermediate timer event (BPMN 2.0.2 §10.5.4, §10.5.5)', () => {
  const waiting = (type: 'date' | 'duration' | 'cycle', value: string) =>
    process().start().catch('wait', timer(type, value)).user('after').chain('start', 'wait', 'after');

  it.each([
    ['duration', 'P3D', 3 * DAY],
    ['duration', 'PT1H30M', 5_400_000],
    ['duration', 'P1M', 31 * DAY],
    ['duration', 'P1W', 7 * DAY],
    ['duration', '=duration("P2D")', 2 * DAY],
    ['duration', '="P" + string(days) + "D"', 5 * DAY],
    ['date', '2023-03-02T08:00:00+07:00', DAY],
    ['date', '2023-03-02T08:00:00', DAY],
    ['date', '2023-03-03', 2 * DAY - 8 * 3_600_000],
    ['date', '=date and time("2023-03-02T08:00:00@Asia/Ho_Chi_Minh")', DAY],
    ['cycle', 'R3/PT1H', 3_600_000],
  ] as const)('%s %s is due after %d ms', (type, value, after) => {
    const running = run(waiting(type, value), { days: 5 });
    expect(running.dueAfter).toEqual([after]);
    running.fire('wait');
    expect(running.active).toEqual(['after']);
    expect(running.timers).toEqual([]);
  });

  it('a date in the past is due at once', () => {
    const running = run(waiting('date', '2020-01-01'));
    expect(running.command({ type: 'fireTimer', timer: Number(Object.keys(running.state.timers)[0]) }).now).toBe(
      EIGHT_OCLOCK,
    );
    expect(running.active).toEqual(['after']);
  });

  it.each([
    ['duration', '3 days'],
    ['duration', 'P'],
    ['duration', '=missing'],
    ['date', '2023-02-30'],
    ['date', 'tomorrow'],
    ['cycle', 'PT1H'],
    ['cycle', 'R3'],
    ['cycle', 'R3/2023-03-01/PT1H/PT2H'],
    ['cycle', 'R3/2023-03-01T09:00:00Z/hourly'],
    ['cycle', 'R/PT0S'],
    ['cycle', 'R/-PT1H'],
  ] as const)('%s %s fails the event', (type, value) => {
    const failed = run(waiting(type, value));
    expect(failed.failureOf('wait')?.code).toMatch(/^(TIMER_VALUE_INVALID|TEXT_EXPECTED)$/);
    expect(failed.timers).toEqual([]);
  });

  it('refuses to fire before it is due, twice, or what is not set', () => {
    const running = run(waiting('duration', 'P1D'));
    const id = Number(Object.keys(running.state.timers)[0]);
    const fire = () => running.command({ type: 'fireTimer', timer: id });
    expect(refusalOf(fire).code).toBe('TIMER_NOT_DUE');
    running.advance('PT23H59M');
    expect(refusalOf(fire).code).toBe('TIMER_NOT_DUE');
    running.advance('PT1M');
    fire();
    expect(refusalOf(fire).code).toBe('TIMER_NOT_SET');
  });
});

describe('intermediate message event (BPMN 2.0.2 §10.5.4)', () => {
  it('applies its input mappings before it waits; behind an event-based gateway when it has happened', () => {
    const mappings = { inputs: { no: 'slip.no' }, outputs: { got: 'no + amount' } };
    const direct = process().start().catch('m', message('notice', 'no'), mappings).chain('start', 'm');
    const running = run(direct, { slip: { no: 7 } }).receive('notice', { amount: 1 }, '7');
    expect(running.variables).toEqual({ slip: { no: 7 }, got: 8 });
    const raced = process().start().race('g').catch('m', message('notice'), mappings).catch('n', message('n'));
    const behind = run(raced.chain('start', 'g', 'm').chain('g', 'n'), { slip: { no: 7 } });
    expect(behind.receive('notice', { amount: 1 }).variables).toEqual({ slip: { no: 7 }, got: 8 });
  });

  it('waits for its message; its outputs choose what comes in', () => {
    const graph = process()
      .start()
      .catch('m', message('notice', 'no'), { outputs: { 'tax.amount': 'amount' } })
      .user('after');
    const running = run(graph.chain('start', 'm', 'after'), { no: 'A', tax: { year: 2023 } }).receive(
      'notice',
      { amount: 5 },
      'A',
    );
    expect(running.variables).toEqual({ no: 'A', tax: { year: 2023, amount: 5 } });
    expect(running.active).toEqual(['after']);
  });

  it('every token waits for a message of its own', () => {
    const graph = process().start().and('fork').catch('m', message('x')).end();
    const running = run(
      graph.chain('start', 'fork').flow('fork', 'm', { id: 'f1' }).flow('fork', 'm', { id: 'f2' }).chain('m', 'end'),
    );
    expect(running.subscriptions).toEqual(['m', 'm']);
    running.receive('x');
    expect(running.subscriptions).toEqual(['m']);
    running.receive('x').expectEnded();
  });

  it('a content that cannot be mapped fails the event and is kept for the retry', () => {
    const graph = process()
      .start()
      .catch('m', message('x'), { outputs: { total: 'if rate = null then (function(a) a) else v * rate' } })
      .end();
    const running = run(graph.chain('start', 'm', 'end')).receive('x', { v: 1 });
    expect(running.failureOf('m')).toMatchObject({ trigger: { type: 'message', variables: { v: 1 } } });
    running
      .command({ type: 'setVariables', variables: { rate: 5 } })
      .retry('m')
      .expectEnded();
    expect(running.variables).toEqual({ rate: 5, total: 5 });
  });
});
