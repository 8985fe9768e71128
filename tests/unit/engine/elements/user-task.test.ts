import { process, timer } from '../../../support/graph-builder';
import { refusalOf, run } from '../engine-driver';

describe('user task (BPMN 2.0.2 §10.3.4)', () => {
  const simple = () => process().start().user('check').end().chain('start', 'check', 'end');

  it('is open until it is completed; what the person entered becomes variables', () => {
    const running = run(simple(), { area: 1 });
    expect(running.active).toEqual(['check']);
    running.complete('check', { ok: true, area: 2 }).expectEnded();
    expect(running.variables).toEqual({ area: 2, ok: true });
  });

  it('one task for each token: each is completed on its own', () => {
    const running = run(
      process()
        .start()
        .and('fork')
        .user('t')
        .end()
        .chain('start', 'fork')
        .flow('fork', 't', { id: 'f1' })
        .flow('fork', 't', { id: 'f2' })
        .chain('t', 'end'),
    );
    expect(running.active).toEqual(['t', 't']);
    running.complete('t');
    expect(running.active).toEqual(['t']);
    running.complete('t').expectEnded();
  });

  it('refuses a second completion, an unknown number and an element that is no user task; nothing changes', () => {
    const running = run(process().start().user('a').service('s').chain('start', 'a', 's'));
    const first = running.idOf('a');
    const complete = (instance: number) =>
      refusalOf(() => running.command({ type: 'completeTask', instance, variables: { x: 1 } }));
    running.complete('a');
    const before = JSON.stringify(running.state);
    expect(complete(first)).toMatchObject({ code: 'INSTANCE_NOT_ACTIVE', details: { instance: first } });
    expect(complete(999).code).toBe('INSTANCE_NOT_ACTIVE');
    expect(complete(running.idOf('s')).code).toBe('NOT_A_USER_TASK');
    expect(JSON.stringify(running.state)).toBe(before);
  });

  describe('variables (zeebe:ioMapping)', () => {
    it('input mappings are local, seen by later ones, and gone with the task', () => {
      const graph = process()
        .start()
        .user('t', { inputs: { 'owner.name': 'person', 'owner.upper': 'upper case(owner.name)' } })
        .end();
      const running = run(graph.chain('start', 't', 'end'), { person: 'Điểu' });
      expect(running.state.instances[running.idOf('t')]?.variables).toEqual({ owner: { name: 'Điểu', upper: 'ĐIỂU' } });
      expect(running.complete('t').variables).toEqual({ person: 'Điểu' });
    });

    it('output mappings choose what comes out; nested targets keep what else is there', () => {
      const graph = process()
        .start()
        .user('t', { outputs: { 'dossier.fee': 'amount', 'dossier.paid': 'false', twice: 'dossier.fee * 2' } })
        .end();
      const running = run(graph.chain('start', 't', 'end'), { dossier: { no: 1 } });
      running.complete('t', { amount: 5, secret: 'x' });
      expect(running.variables).toEqual({ dossier: { no: 1, fee: 5, paid: false }, twice: 10 });
    });

    it('a nested output target keeps the outer context, not a local one of the same name', () => {
      const graph = process()
        .start()
        .user('t', { inputs: { a: '{ local: 1 }' }, outputs: { 'a.b': '5' } });
      expect(run(graph.chain('start', 't'), { a: { outer: 2 } }).complete('t').variables).toEqual({
        a: { outer: 2, b: 5 },
      });
    });

    it('a result goes to the scope where the variable is defined nearest, else to the process', () => {
      const graph = process()
        .start()
        .user('t', { inputs: { x: '1' } })
        .chain('start', 't');
      expect(run(graph, { x: 0, y: 0 }).complete('t', { x: 5, y: 6, z: 7 }).variables).toEqual({ x: 0, y: 6, z: 7 });
    });

    it('variables may have the names of built-in object members', () => {
      const running = run(simple()).complete('check', { constructor: 'Công ty xây dựng', toString: 1 });
      expect(Object.entries(running.variables)).toEqual([
        ['constructor', 'Công ty xây dựng'],
        ['toString', 1],
      ]);
    });

    it('FEEL dates and durations become ISO 8601 text', () => {
      const graph = process()
        .start()
        .user('t', { outputs: { at: 'date("2023-03-01")', all: '{ d: duration("P2D"), l: [time("08:00:00")] }' } });
      const running = run(graph.chain('start', 't')).complete('t');
      expect(running.variables).toEqual({ at: '2023-03-01', all: { d: 'P2D', l: ['08:00:00'] } });
    });
  });

  describe('when it fails', () => {
    it('on an invalid deadline: mended by a variable and a retry', () => {
      const graph = process().start().user('t').boundary('late', 't', timer('duration', '=limit')).user('late-task');
      const running = run(graph.chain('start', 't').chain('late', 'late-task'), { limit: 'three days' });
      expect(running.failureOf('t')).toMatchObject({ code: 'TIMER_VALUE_INVALID' });
      running.command({ type: 'setVariables', variables: { limit: 'P3D' } }).retry('t');
      expect(running.failureOf('t')).toBeUndefined();
      expect(running.dueAfter).toEqual([3 * 86_400_000]);
    });

    it('on completion: nothing comes out half done, and a retry goes on with what the person had entered', () => {
      const outputs = { first: 'amount', second: 'if rate = null then (function(a) a) else amount * rate' };
      const graph = process().start().user('t', { outputs }).user('next').chain('start', 't', 'next');
      const running = run(graph).complete('t', { amount: 3 });
      expect(running.failureOf('t')).toMatchObject({
        code: 'EXPRESSION_FAILED',
        trigger: { variables: { amount: 3 } },
      });
      expect(running.variables).toEqual({});
      expect(running.active).toEqual(['t']);
      running.command({ type: 'setVariables', variables: { rate: 2 } }).retry('t');
      expect(running.variables).toEqual({ rate: 2, first: 3, second: 6 });
      expect(running.path).toEqual(['start', 't', 'next']);
    });

    it('on the way out: the same', () => {
      const graph = process()
        .start()
        .user('t')
        .user('next')
        .chain('start', 't')
        .flow('t', 'next', { when: 'if rate = null then "?" else amount * rate > 1' });
      const running = run(graph).complete('t', { amount: 3 });
      expect(running.failureOf('t')).toMatchObject({ code: 'CONDITION_NOT_BOOLEAN' });
      running.command({ type: 'setVariables', variables: { rate: 2 } }).retry('t');
      expect(running.active).toEqual(['next']);
      expect(running.path.filter((element) => element === 't')).toHaveLength(1);
    });

    it('a result is not counted twice when the way out is mended', () => {
      const graph = process()
        .start()
        .user('t', { outputs: { total: 'total + amount' } })
        .user('next')
        .chain('start', 't');
      const running = run(graph.flow('t', 'next', { when: 'total > 2 and go' }), { total: 1, go: 'x' }).complete('t', {
        amount: 2,
      });
      expect(running.failureOf('t')).toBeDefined();
      expect(running.variables).toEqual({ total: 1, go: 'x' });
      running.command({ type: 'setVariables', variables: { go: true } }).retry('t');
      expect(running.active).toEqual(['next']);
      expect(running.variables).toEqual({ total: 3, go: true });
    });

    it('may also be completed again with other values', () => {
      const graph = process().start().user('t').user('next').chain('start', 't').flow('t', 'next', { when: 'answer' });
      const running = run(graph).complete('t', { answer: 'yes' });
      expect(running.failureOf('t')).toMatchObject({ code: 'CONDITION_NOT_BOOLEAN' });
      running.complete('t', { answer: true });
      expect(running.active).toEqual(['next']);
      expect(running.of('ElementRetried')).toHaveLength(1);
    });
  });
});
