import type { EngineCommand } from '../../../domain/engine/command';
import { decide } from '../../../domain/engine/decide';
import { effects } from '../../../domain/engine/effects';
import { MAX_STEPS_PER_DECISION } from '../../../domain/engine/execution';
import { initialState, instancesOf } from '../../../domain/engine/state';
import { message, process, timer } from '../../support/graph-builder';
import { EIGHT_OCLOCK, EngineDriver, refusalOf, run } from './engine-driver';

const simple = () => process().start().user('a').service('s').end().chain('start', 'a', 's', 'end');

describe('decide', () => {
  it('is pure: the same arguments give the same decision, and the state given is not touched', () => {
    const { graph, state } = run(simple());
    const before = JSON.stringify(state);
    const command = { type: 'completeTask', instance: 3, variables: { x: { y: [1] } } } as const;
    expect(decide(graph, state, command, EIGHT_OCLOCK)).toEqual(decide(graph, state, command, EIGHT_OCLOCK));
    expect(JSON.stringify(state)).toBe(before);
  });

  it('refuses every command but start before the start, and every command after the end', () => {
    const commands: EngineCommand[] = [
      { type: 'completeTask', instance: 2, variables: {} },
      { type: 'completeJob', instance: 2, variables: {} },
      { type: 'failJob', instance: 2, message: '' },
      { type: 'throwJobError', instance: 2, code: 'E' },
      { type: 'fireTimer', timer: 1 },
      { type: 'receiveMessage', subscription: 1, variables: {} },
      { type: 'returnToStep', from: 2, to: 'a', reason: '' },
      { type: 'setVariables', variables: {} },
      { type: 'retry', instance: 2 },
      { type: 'cancel', reason: '' },
    ];
    const graph = simple().build();
    const ended = run(simple()).complete('a').answer('s');
    for (const command of commands) {
      expect(refusalOf(() => decide(graph, initialState(), command, 0))).toMatchObject({
        code: 'PROCESS_NOT_RUNNING',
        details: { status: 'created' },
      });
      expect(refusalOf(() => ended.command(command))).toMatchObject({
        code: 'PROCESS_NOT_RUNNING',
        details: { status: 'completed' },
      });
    }
    expect(refusalOf(() => run(simple()).start()).code).toBe('PROCESS_NOT_RUNNING');
  });

  it('refuses what is not there with a code of its own; the state stays as it was', () => {
    const running = run(simple());
    const before = JSON.stringify(running.state);
    const refused: [EngineCommand, string][] = [
      [{ type: 'completeTask', instance: 77, variables: { x: 1 } }, 'INSTANCE_NOT_ACTIVE'],
      [{ type: 'completeJob', instance: 77, variables: {} }, 'INSTANCE_NOT_ACTIVE'],
      [{ type: 'completeJob', instance: running.idOf('a'), variables: {} }, 'NO_JOB_OPEN'],
      [{ type: 'fireTimer', timer: 77 }, 'TIMER_NOT_SET'],
      [{ type: 'receiveMessage', subscription: 77, variables: {} }, 'MESSAGE_NOT_AWAITED'],
      [{ type: 'retry', instance: running.idOf('a') }, 'INSTANCE_NOT_FAILED'],
      [{ type: 'returnToStep', from: running.idOf('a'), to: 'a', reason: '' }, 'RETURN_TARGET_NOT_ALLOWED'],
      [{ type: 'returnToStep', from: 77, to: 'a', reason: '' }, 'INSTANCE_NOT_ACTIVE'],
    ];
    for (const [command, code] of refused) expect(refusalOf(() => running.command(command)).code).toBe(code);
    expect(JSON.stringify(running.state)).toBe(before);
  });

  it('cancel ends everything, innermost first, and says why', () => {
    const graph = process()
      .start()
      .and('fork')
      .user('a')
      .boundary('late', 'a', timer('duration', 'P1D'))
      .sub('s', (inner) => inner.catch('m', message('m')))
      .user('b')
      .and('join');
    graph.chain('start', 'fork', 'a', 'join').chain('fork', 's').chain('fork', 'b', 'join').chain('late', 'join');
    const running = run(graph).complete('b').command({ type: 'cancel', reason: 'withdrawal' });
    running.expectEnded('cancelled');
    expect(running.cancelled).toEqual(['a', 'm', 's']);
    expect(running.of('ProcessEnded')).toEqual([{ type: 'ProcessEnded', status: 'cancelled', reason: 'withdrawal' }]);
  });

  it('setVariables changes the process variables and nothing else', () => {
    const running = run(simple(), { x: 1, y: 1 }).command({ type: 'setVariables', variables: { x: 2 } });
    expect(running.variables).toEqual({ x: 2, y: 1 });
    expect(running.active).toEqual(['a']);
  });

  it('a loop without a wait state fails the element it has come to, with all that was done; other tokens go on', () => {
    const graph = process()
      .start()
      .user('a')
      .xor('again')
      .script('s', 'if n = null then 1 else n + 1', 'n')
      .chain('start', 'a', 'again', 's', 'again');
    const running = run(graph);
    const command = { type: 'completeTask', instance: running.idOf('a'), variables: {} } as const;
    const { state } = decide(running.graph, running.state, command, running.now);
    const [left, ...more] = instancesOf(state);
    expect(more).toEqual([]);
    expect(left).toMatchObject({ failure: { code: 'ENGINE_STEP_LIMIT' } });
    expect(state.variables['n']).toBeGreaterThan(4_000);
    expect(state.status).toBe('running');
  });

  it('a long run below the limit is carried out', () => {
    const graph = process()
      .start()
      .xor('again')
      .task('t')
      .xor('x', { default: 'out' })
      .end()
      .chain('start', 'again', 't', 'x')
      .flow('x', 'end', { id: 'out' });
    graph.task('count').chain('count', 'again').flow('x', 'count', { when: 'false' });
    run(graph).expectEnded();
    expect(MAX_STEPS_PER_DECISION).toBe(10_000);
  });

  it('asks the world for what its events say, and for nothing else', () => {
    const graph = process()
      .start()
      .and('fork')
      .service('s')
      .throw('m', message('notice', 'no'))
      .user('u')
      .chain('start', 'fork', 's')
      .chain('fork', 'm')
      .chain('fork', 'u');
    const running = run(graph, { no: 5 });
    expect(running.events.flatMap(effects)).toEqual([
      { type: 'runJob', instance: running.idOf('s'), element: 's', jobType: 's', headers: {} },
      { type: 'deliverMessage', element: 'm', message: 'notice', correlationKey: '5', variables: { no: 5 } },
    ]);
  });

  it('a fault that is no fault of the model is not swallowed', () => {
    const graph = simple().build();
    const broken = {
      ...graph,
      nodes: { ...graph.nodes, a: { ...graph.nodes.a, kind: 'unheardOf' } },
    } as unknown as typeof graph;
    expect(() => new EngineDriver(broken).start()).toThrow(TypeError);
  });
});
