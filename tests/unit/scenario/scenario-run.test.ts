import type { Deployment } from '../../../domain/bpmn/process-graph';
import { refusalOf } from '../engine/engine-driver';
import { MAX_RUN_STEPS, runScenario, type RunOutcome } from '../../../domain/scenario/scenario-run';
import { readScenario, type Scenario, type ServiceAnswer } from '../../../domain/scenario/scenario';
import {
  GraphBuilder,
  error,
  message,
  messageDefinition,
  process,
  terminate,
  timer,
} from '../../support/graph-builder';

function deploy(...builders: GraphBuilder[]): Deployment {
  return { processes: builders.map((builder) => builder.build()) };
}

/** Runs what would stand in a file: through the same door as the command line. */
function play(of: GraphBuilder | Deployment, scenario: Scenario, processId?: string): RunOutcome {
  const deployment = of instanceof GraphBuilder ? deploy(of) : of;
  return runScenario(deployment, readScenario(JSON.parse(JSON.stringify(scenario))), processId);
}

const names = (outcome: RunOutcome, event: string) =>
  outcome.trace.filter((line) => line.event === event).map((line) => line.element);

describe('runScenario', () => {
  const review = () =>
    process('review')
      .start()
      .user('check')
      .xor('ok', { default: 'ok-sign' })
      .user('sign')
      .end('refused', terminate)
      .end('done')
      .chain('start', 'check', 'ok', 'sign', 'done')
      .flow('ok', 'refused', { when: 'verdict = "no"' });

  describe('result', () => {
    it('completed, with its variables, path and flows', () => {
      const outcome = play(review(), {
        variables: { area: 120 },
        steps: [
          { complete: 'check', variables: { verdict: 'yes' } },
          { expect: { waiting: ['sign'] } },
          { complete: 'sign' },
        ],
        expect: { result: 'completed', path: ['check', 'sign', 'done'], variables: { area: 120 } },
      });
      expect(outcome.report).toEqual({ result: 'completed', waiting: [], variables: { area: 120, verdict: 'yes' } });
      expect([...outcome.flowsTaken]).toEqual([
        'review/start-check',
        'review/check-ok',
        'review/ok-sign',
        'review/sign-done',
      ]);
    });

    it('terminated', () => {
      expect(play(review(), { steps: [{ complete: 'check', variables: { verdict: 'no' } }] }).report.result).toBe(
        'terminated',
      );
    });

    it('waiting, and for what', () => {
      expect(play(review(), {}).report).toEqual({ result: 'waiting', waiting: ['check'], variables: {} });
    });

    it('failed, with the element and the reason', () => {
      const broken = process().start().script('s', '1 +').chain('start', 's');
      expect(play(broken, {}).report).toMatchObject({
        result: 'failed',
        waiting: ['s'],
        error: { code: 'EXPRESSION_FAILED', element: 's' },
      });
    });

    it('waits at a join where tokens rest for ever', () => {
      const stuck = process()
        .start()
        .xor('x', { default: 'x-join' })
        .user('b')
        .and('join')
        .chain('start', 'x', 'join')
        .flow('x', 'b', { when: 'false' })
        .chain('b', 'join');
      expect(play(stuck, { untilIdle: true }).report).toMatchObject({ result: 'waiting', waiting: ['join'] });
    });
  });

  it('the trace has a line for each event, with kind and virtual time', () => {
    const outcome = play(review(), { now: '2023-03-01T08:00:00+07:00' });
    expect(outcome.trace).toEqual([
      { event: 'elementActivated', element: 'start', kind: 'startEvent', at: '2023-03-01T01:00:00.000Z', instance: 1 },
      { event: 'elementCompleted', element: 'start', kind: 'startEvent', at: '2023-03-01T01:00:00.000Z', instance: 1 },
      {
        event: 'flowTaken',
        element: 'start-check',
        kind: 'sequenceFlow',
        at: '2023-03-01T01:00:00.000Z',
        source: 'start',
        target: 'check',
      },
      { event: 'elementActivated', element: 'check', kind: 'userTask', at: '2023-03-01T01:00:00.000Z', instance: 3 },
    ]);
  });

  describe('steps', () => {
    it('a task that is not open is named with what is open', () => {
      expect(play(review(), { steps: [{ complete: 'sign' }] }).report).toMatchObject({
        result: 'failed',
        error: { code: 'SCENARIO_TASK_NOT_OPEN', element: 'sign', message: 'sign is not open; open are: check.' },
      });
      const nothing = play(process().start().end().chain('start', 'end'), { steps: [{ complete: 'x' }] });
      expect(nothing.report.error?.message).toBe('x is not open; no user task is open.');
    });

    it('return: back to an earlier step, or refused with what is allowed', () => {
      const steps = [{ complete: 'check' }, { return: { from: 'sign', to: 'check', reason: 'wrong parcel' } }];
      expect(play(review(), { steps }).report.waiting).toEqual(['check']);
      const refused = play(review(), { steps: [{ complete: 'check' }, { return: { from: 'sign', to: 'done' } }] });
      expect(refused.report.error?.code).toBe('RETURN_TARGET_NOT_ALLOWED');
    });

    it('an expectation that is not met fails the run and says how', () => {
      const waiting = play(review(), { steps: [{ expect: { waiting: ['sign'] } }] });
      expect(waiting.report.error).toMatchObject({
        code: 'SCENARIO_EXPECTATION',
        message: 'waiting is ["check"], expected ["sign"]',
      });
      const variables = play(review(), {
        variables: { a: { b: [1] } },
        steps: [{ expect: { variables: { a: { b: [2] } } } }],
      });
      expect(variables.report.error?.message).toBe('variable a is {"b":[1]}, expected {"b":[2]}');
    });

    it.each([
      [{ result: 'completed' as const }, 'the result is waiting, expected completed'],
      [{ path: ['check', 'start'] }, 'start was not reached in the order expected'],
      [{ path: ['check', 'check'] }, 'check was not reached in the order expected'],
      [{ waiting: [] }, 'waiting is ["check"], expected []'],
      [{ variables: { missing: 1 } }, 'variable missing is null, expected 1'],
    ])('at the end: %j', (expected, said) => {
      expect(play(review(), { expect: expected }).report).toMatchObject({ result: 'failed', error: { message: said } });
    });

    it('a signal nobody catches does nothing', () => {
      expect(play(review(), { steps: [{ signal: { name: 'stop' } }] }).report.waiting).toEqual(['check']);
    });
  });

  describe('services', () => {
    /** Calls the connector in a loop until it says stop; an error ends it. */
    const calling = () =>
      process()
        .start()
        .xor('again')
        .service('call', { type: 'tax' })
        .boundary('down', 'call', error('TAX_DOWN'))
        .end('by-hand')
        .xor('x', { default: 'x-end' })
        .end()
        .chain('start', 'again', 'call', 'x', 'end')
        .chain('down', 'by-hand')
        .flow('x', 'again', { when: 'more' });

    it('answers come in the order of the calls, the last one again and again', () => {
      const answers: ServiceAnswer[] = [
        { variables: { more: true, first: 1 } },
        { variables: { more: true } },
        { variables: { more: false } },
      ];
      const outcome = play(calling(), { services: { tax: answers } });
      expect(names(outcome, 'elementActivated').filter((element) => element === 'call')).toHaveLength(3);
      expect(outcome.report).toMatchObject({ result: 'completed', variables: { more: false, first: 1 } });
      const twice = process()
        .start()
        .service('a', { type: 't' })
        .service('b', { type: 't' })
        .service('c', { type: 't' });
      twice.script('count', 'n + 1', 'm').chain('start', 'a', 'b', 'c', 'count');
      expect(
        play(twice, { services: { t: [{ variables: { n: 1 } }, { variables: { n: 2 } }] } }).report.variables,
      ).toEqual({ n: 2, m: 3 });
    });

    it('a type that is not listed answers with no variables', () => {
      expect(play(process().start().service('s').chain('start', 's'), {}).report).toEqual({
        result: 'completed',
        waiting: [],
        variables: {},
      });
    });

    it('a BPMN error goes to its boundary event; uncaught it fails the run', () => {
      const services = { tax: [{ bpmnError: { code: 'TAX_DOWN', variables: { why: 'bảo trì' } } }] };
      const outcome = play(calling(), { services });
      expect(outcome.report).toMatchObject({ result: 'completed', variables: { why: 'bảo trì' } });
      expect(outcome.trace.find((line) => line.event === 'errorThrown')).toMatchObject({
        element: 'call',
        code: 'TAX_DOWN',
        caughtBy: 'down',
      });
      const uncaught = play(calling(), { services: { tax: [{ bpmnError: { code: 'OTHER' } }] } });
      expect(uncaught.report).toMatchObject({ result: 'failed', error: { code: 'OTHER', element: 'call' } });
    });

    it('a failure fails the run', () => {
      expect(play(calling(), { services: { tax: [{ fail: 'timeout' }] } }).report).toMatchObject({
        result: 'failed',
        waiting: ['call'],
        error: { code: 'JOB_FAILED', element: 'call', message: 'timeout' },
      });
    });

    it('a job whose task was cancelled meanwhile is not called', () => {
      const graph = process()
        .start()
        .and('fork')
        .end('stop', terminate)
        .service('s', { type: 'tax' })
        .chain('start', 'fork', 's')
        .chain('fork', 'stop');
      expect(play(graph, { services: { tax: [{ fail: 'must not be called' }] } }).report.result).toBe('terminated');
    });
  });

  describe('time', () => {
    const watched = () =>
      process()
        .start()
        .user('work')
        .boundary('remind', 'work', timer('cycle', 'R3/PT1H'), { interrupting: false })
        .boundary('late', 'work', timer('duration', 'PT90M'))
        .script('note', 'if n = null then 1 else n + 1', 'n')
        .end('noted')
        .user('chase')
        .catch('wait', timer('duration', 'P1D'))
        .end()
        .chain('start', 'work', 'end')
        .chain('remind', 'note', 'noted')
        .chain('late', 'wait', 'chase');

    it('without untilIdle nothing fires by itself', () => {
      expect(play(watched(), {}).report).toMatchObject({ waiting: ['work'], variables: {} });
    });

    it('untilIdle jumps from timer to timer in the order in which they are due', () => {
      const outcome = play(watched(), { now: '2023-03-01T08:00:00+07:00', untilIdle: true });
      const fired = outcome.trace
        .filter((line) => line.event === 'timerFired')
        .map(({ element, at }) => `${element} ${at}`);
      expect(fired).toEqual([
        'remind 2023-03-01T02:00:00.000Z',
        'late 2023-03-01T02:30:00.000Z',
        'wait 2023-03-02T02:30:00.000Z',
      ]);
      expect(outcome.report).toMatchObject({ result: 'waiting', waiting: ['chase'], variables: { n: 1 } });
    });

    it('advance goes exactly that far', () => {
      const until = (advance: string) => play(watched(), { steps: [{ advance }] }).report;
      expect(until('PT59M')).toMatchObject({ waiting: ['work'], variables: {} });
      expect(until('PT1H')).toMatchObject({ waiting: ['work'], variables: { n: 1 } });
      expect(until('P1D')).toMatchObject({ waiting: ['wait'] });
      const twice = play(watched(), { steps: [{ advance: 'P1D' }, { advance: 'PT90M' }] });
      expect(twice.report.waiting).toEqual(['chase']);
    });

    it('a timer already due fires without waiting', () => {
      const graph = process().start().catch('wait', timer('date', '2020-01-01')).end().chain('start', 'wait', 'end');
      expect(play(graph, {}).report.result).toBe('completed');
    });

    it('the time is 8 o’clock on 1 March 2023 in Vietnam unless the scenario says otherwise', () => {
      const at = (scenario: Scenario) => play(review(), scenario).trace[0]?.at;
      expect(at({})).toBe('2023-03-01T01:00:00.000Z');
      expect(at({ now: '2024-02-09T07:30:00' })).toBe('2024-02-09T00:30:00.000Z');
    });
  });

  describe('messages', () => {
    it('reach the waiting one by name and key, with their content', () => {
      const graph = process().start().catch('m', message('notice', 'no')).user('after').chain('start', 'm', 'after');
      const sent = (correlationKey: string | number) =>
        play(graph, {
          variables: { no: 1 },
          steps: [{ message: { name: 'notice', correlationKey, variables: { amount: 5 } } }],
        }).report;
      expect(sent(1)).toMatchObject({ waiting: ['after'], variables: { no: 1, amount: 5 } });
      expect(sent('1')).toMatchObject({ waiting: ['after'] });
      expect(sent(2)).toMatchObject({ waiting: ['m'] });
    });

    it('sent before anybody waits, are kept and taken in their order', () => {
      const graph = process()
        .start()
        .user('u')
        .catch('m1', message('m'))
        .catch('m2', message('m'))
        .end()
        .chain('start', 'u', 'm1', 'm2', 'end');
      const steps = [
        { message: { name: 'm', variables: { a: 1 } } },
        { message: { name: 'm', variables: { a: 2 } } },
        { complete: 'u' },
      ];
      expect(play(graph, { steps }).report).toEqual({ result: 'completed', waiting: [], variables: { a: 2 } });
    });

    const customer = () =>
      process('customer')
        .start()
        .throw('ask', message('request', 'id'))
        .receive('answer', messageDefinition('reply', 'id'))
        .end('happy')
        .chain('start', 'ask', 'answer', 'happy');
    const office = () =>
      process('office')
        .start('asked', message('request'))
        .user('decide')
        .send('reply', { message: messageDefinition('reply', 'id') })
        .end('sent')
        .chain('asked', 'decide', 'reply', 'sent');

    it('between two processes of a file: one starts the other and waits for its answer', () => {
      const outcome = play(deploy(customer(), office()), {
        variables: { id: 7 },
        steps: [{ complete: 'decide', variables: { ok: true } }],
      });
      expect(outcome.report).toEqual({ result: 'completed', waiting: [], variables: { id: 7, ok: true } });
      const byProcess = outcome.trace
        .filter((line) => line.event === 'elementCompleted')
        .map((line) => `${String(line.process)}/${line.element}`);
      expect(byProcess).toEqual([
        'customer/start',
        'customer/ask',
        'office/asked',
        'office/decide',
        'office/reply',
        'office/sent',
        'customer/answer',
        'customer/happy',
      ]);
    });

    it('both are waited for: the run is not over when only the main one is', () => {
      const teller = process('teller').start().throw('tell', message('request')).end().chain('start', 'tell', 'end');
      expect(play(deploy(teller, office()), {}).report).toMatchObject({ result: 'waiting', waiting: ['decide'] });
    });

    it('the report is about the process that was to be run, whichever began first', () => {
      const scenario = { steps: [{ message: { name: 'request', variables: { id: 7, from: 'outside' } } }] };
      const listener = process('listener').start('heard', message('request')).user('other').chain('heard', 'other');
      expect(play(deploy(listener, office()), scenario, 'office').report).toMatchObject({
        waiting: ['other', 'decide'],
        variables: { from: 'outside' },
      });
      const passing = process('passing').start('heard', message('request')).end().chain('heard', 'end');
      const stopped = process('stopped')
        .start('heard2', message('request'))
        .end('stop', terminate)
        .chain('heard2', 'stop');
      expect(play(deploy(passing, stopped), { ...scenario, process: 'stopped' }).report.result).toBe('terminated');
      expect(play(deploy(passing, stopped), { ...scenario, process: 'passing' }).report.result).toBe('completed');
    });

    it('a thrown message reaches who waits in another process and starts it too, never a start of its own process', () => {
      const teller = process('teller')
        .start()
        .throw('tell', message('m'))
        .throw('again', message('m'))
        .end()
        .chain('start', 'tell', 'again', 'end');
      const listener = process('listener')
        .start('called', message('m'))
        .catch('wait', message('m'))
        .end('heard')
        .chain('called', 'wait', 'heard');
      const outcome = play(deploy(teller, listener), {});
      expect(outcome.report.waiting).toEqual(['wait']);
      expect(names(outcome, 'elementActivated').filter((element) => element === 'heard')).toHaveLength(1);
      const echo = process('echo').start('heard', message('m')).end('said', message('m')).chain('heard', 'said');
      expect(play(echo, { steps: [{ message: { name: 'm' } }] }).report.result).toBe('completed');
      const relay = process('relay')
        .start()
        .send('ask', { message: messageDefinition('m') })
        .catch('reply', message('r'))
        .end()
        .chain('start', 'ask', 'reply', 'end');
      const pair = process('pair')
        .start('first', message('m'))
        .throw('again', message('m'))
        .catch('second', message('m'))
        .end('done', message('r'))
        .chain('first', 'again', 'second', 'done');
      // Its own message comes to the instance that waits, and does not start another.
      expect(play(deploy(relay, pair), {}).report).toMatchObject({ result: 'completed', waiting: [] });
    });

    it('a process that only a message can start waits for it', () => {
      expect(play(office(), {}).report).toEqual({ result: 'waiting', waiting: [], variables: {} });
    });
  });

  describe('runs that do not come to rest', () => {
    it('an endless timer loop is cut off', () => {
      const graph = process()
        .start()
        .xor('again')
        .catch('wait', timer('duration', 'PT1H'))
        .chain('start', 'again', 'wait', 'again');
      const outcome = play(graph, { untilIdle: true });
      expect(outcome.report).toMatchObject({ result: 'waiting', waiting: ['wait'] });
      expect(names(outcome, 'elementActivated').length).toBeGreaterThanOrEqual(MAX_RUN_STEPS);
      expect(names(outcome, 'elementActivated').length).toBeLessThan(MAX_RUN_STEPS + 10);
    });

    const calling = () => process().start().xor('again').service('call').chain('start', 'again', 'call', 'again');

    it('a loop of services that takes no time is cut off by untilIdle, and fails the run without it', () => {
      const idle = play(calling(), { untilIdle: true });
      expect(idle.report.result).toBe('waiting');
      const outcome = play(calling(), { variables: { kept: 1 } });
      expect(outcome.report).toMatchObject({
        result: 'failed',
        variables: { kept: 1 },
        error: { code: 'ENGINE_STEP_LIMIT' },
      });
      for (const { trace } of [idle, outcome]) expect(trace.length).toBeGreaterThan(MAX_RUN_STEPS);
      expect(names(outcome, 'elementActivated').length).toBeLessThan(MAX_RUN_STEPS + 10);
    });

    it('time that cannot be passed in so many steps is not silently left out', () => {
      const graph = process()
        .start()
        .user('u')
        .boundary('tick', 'u', timer('cycle', 'R/PT1H'), { interrupting: false })
        .end()
        .chain('start', 'u', 'end')
        .flow('tick', 'end');
      const outcome = play(graph, { steps: [{ advance: 'P2Y' }, { complete: 'u' }] });
      expect(outcome.report.error).toMatchObject({
        code: 'ENGINE_STEP_LIMIT',
        message: expect.stringContaining('P2Y') as string,
      });
      expect(play(graph, { steps: [{ advance: 'P10D' }, { complete: 'u' }] }).report.result).toBe('completed');
    });

    it('a loop without a wait state fails the run', () => {
      const graph = process().start().xor('again').task('t').chain('start', 'again', 't', 'again');
      expect(play(graph, {}).report).toMatchObject({ result: 'failed', error: { code: 'ENGINE_STEP_LIMIT' } });
    });
  });

  describe('which process', () => {
    const two = () =>
      deploy(
        process('a').start('a0').user('in-a').chain('a0', 'in-a'),
        process('b').start('b0').user('in-b').chain('b0', 'in-b'),
      );

    it('the first that starts by itself, or the one that is named', () => {
      expect(play(two(), {}).report.waiting).toEqual(['in-a']);
      expect(play(two(), {}, 'b').report.waiting).toEqual(['in-b']);
      expect(play(two(), { process: 'b' }).report.waiting).toEqual(['in-b']);
      expect(play(two(), { process: 'b' }, 'a').report.waiting).toEqual(['in-a']);
    });

    it('an unknown one is refused with those there are', () => {
      expect(refusalOf(() => play(two(), {}, 'c'))).toMatchObject({
        code: 'PROCESS_UNKNOWN',
        message: 'There is no process c; the file has: a, b.',
      });
      expect(refusalOf(() => play({ processes: [] }, {})).code).toBe('PROCESS_UNKNOWN');
    });
  });
});
