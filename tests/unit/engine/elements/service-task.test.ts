import { error, process, timer } from '../../../support/graph-builder';
import { refusalOf, run } from '../engine-driver';

describe('service task (BPMN 2.0.2 §10.3.3)', () => {
  const simple = () => process().start().service('slip', { type: 'send-tax-slip' }).end().chain('start', 'slip', 'end');

  it('asks a connector once and goes on with its answer', () => {
    const running = run(simple());
    expect(running.of('JobCreated')).toEqual([
      { type: 'JobCreated', instance: running.idOf('slip'), element: 'slip', jobType: 'send-tax-slip', headers: {} },
    ]);
    running.answer('slip', { slipNo: '1' }).expectEnded();
    expect(running.variables).toEqual({ slipNo: '1' });
  });

  it('the job type may be computed', () => {
    const running = run(process().start().service('s', { type: '="send-" + to' }).chain('start', 's'), { to: 'tax' });
    expect(running.state.instances[running.idOf('s')]?.job?.type).toBe('send-tax');
  });

  it('refuses answers to what has no job, and a second answer', () => {
    const running = run(process().start().user('a').service('s').user('b').chain('start', 'a', 's', 'b'));
    const user = running.idOf('a');
    expect(refusalOf(() => running.answer('a')).code).toBe('NO_JOB_OPEN');
    expect(refusalOf(() => running.failJob('a')).code).toBe('NO_JOB_OPEN');
    expect(refusalOf(() => running.throwError('a', 'X')).code).toBe('NO_JOB_OPEN');
    running.complete('a');
    const job = running.idOf('s');
    running.answer('s');
    const again = () => running.command({ type: 'completeJob', instance: job, variables: {} });
    expect(refusalOf(again).code).toBe('INSTANCE_NOT_ACTIVE');
    expect(user).not.toBe(job);
  });

  describe('when the connector fails', () => {
    it('stands failed; a retry asks it again and keeps the activity, its inputs and its deadline', () => {
      const graph = process()
        .start()
        .service('s', { inputs: { n: 'n + 1' } })
        .boundary('late', 's', timer('duration', 'P1D'))
        .user('chase')
        .end();
      const running = run(graph.chain('start', 's', 'end').chain('late', 'chase'), { n: 1 });
      const [instance, deadline] = [running.idOf('s'), running.dueAfter];
      running.failJob('s', 'cơ quan thuế không trả lời');
      expect(running.failureOf('s')).toEqual({ code: 'JOB_FAILED', message: 'cơ quan thuế không trả lời' });
      running
        .advance('PT5H')
        .command({ type: 'setVariables', variables: { n: 10 } })
        .retry('s');
      expect(running.of('JobCreated')).toHaveLength(2);
      expect(running.idOf('s')).toBe(instance);
      expect(running.dueAfter).toEqual(deadline);
      expect(running.state.instances[instance]).toMatchObject({ variables: { n: 11 } });
      expect(running.failureOf('s')).toBeUndefined();
      running.answer('s').expectEnded();
    });

    it('a late answer is welcome while it stands failed', () => {
      run(simple()).failJob('slip').answer('slip').expectEnded();
    });

    it('its deadline still fires', () => {
      const graph = process().start().service('s').boundary('late', 's', timer('duration', 'P1D')).user('chase');
      const running = run(graph.chain('start', 's').chain('late', 'chase')).failJob('s').fire('late');
      expect(running.active).toEqual(['chase']);
    });

    it('refuses to retry what has not failed', () => {
      const running = run(simple());
      expect(refusalOf(() => running.retry('slip')).code).toBe('INSTANCE_NOT_FAILED');
      expect(refusalOf(() => running.command({ type: 'retry', instance: 77 })).code).toBe('INSTANCE_NOT_ACTIVE');
    });

    it('an answer that cannot be mapped is kept: the retry does not ask the connector twice', () => {
      const graph = process()
        .start()
        .service('s', { outputs: { total: 'if rate = null then (function(a) a) else v * rate' } })
        .end();
      const running = run(graph.chain('start', 's', 'end')).answer('s', { v: 2 });
      expect(running.failureOf('s')).toMatchObject({ code: 'EXPRESSION_FAILED', trigger: { type: 'jobCompleted' } });
      running
        .command({ type: 'setVariables', variables: { rate: 5 } })
        .retry('s')
        .expectEnded();
      expect(running.of('JobCreated')).toHaveLength(1);
      expect(running.variables).toEqual({ rate: 5, total: 10 });
    });
  });

  describe('BPMN error from the connector', () => {
    const caught = () =>
      process()
        .start()
        .service('s')
        .boundary('any', 's', error())
        .boundary('down', 's', error('TAX_DOWN'))
        .user('by-hand')
        .user('other')
        .chain('start', 's')
        .chain('any', 'other')
        .chain('down', 'by-hand');

    it('is caught by the boundary event with its code, before one that catches all, and brings its variables', () => {
      const running = run(caught()).throwError('s', 'TAX_DOWN', { why: 'bảo trì' });
      expect(running.active).toEqual(['by-hand']);
      expect(running.cancelled).toEqual(['s']);
      expect(running.variables).toEqual({ why: 'bảo trì' });
      expect(running.of('ErrorThrown')[0]).toMatchObject({ element: 's', code: 'TAX_DOWN', caughtBy: 'down' });
    });

    it('another code is caught by the one that catches all', () => {
      expect(run(caught()).throwError('s', 'ELSE').active).toEqual(['other']);
    });

    it('caught by nobody, it fails the task; a retry asks the connector again', () => {
      const running = run(simple()).throwError('slip', 'TAX_DOWN');
      expect(running.failureOf('slip')).toEqual({ code: 'TAX_DOWN', message: 'TAX_DOWN' });
      expect(running.of('ErrorThrown')[0]).not.toHaveProperty('caughtBy');
      running.retry('slip').answer('slip').expectEnded();
    });
  });
});
