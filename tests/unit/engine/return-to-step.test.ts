import { returnTargets } from '../../../domain/engine/return-to-step';
import { message, process, timer } from '../../support/graph-builder';
import { refusalOf, run, type EngineDriver } from './engine-driver';

const targets = (running: EngineDriver, from: string) =>
  returnTargets(running.graph, running.state, running.idOf(from));

describe('return to an earlier step', () => {
  const line = () =>
    process()
      .start()
      .user('receive')
      .service('slip')
      .user('check')
      .user('sign')
      .end()
      .chain('start', 'receive', 'slip', 'check', 'sign', 'end');

  describe('straight', () => {
    it('offers what the work went through, latest first, and enters it anew', () => {
      const running = run(line()).complete('receive').answer('slip').complete('check');
      expect(targets(running, 'sign')).toEqual(['check', 'slip', 'receive']);
      running.returnTo('sign', 'check');
      expect(running.active).toEqual(['check']);
      expect(running.cancelled).toEqual(['sign']);
      expect(running.of('ReturnedToStep')).toMatchObject([{ fromElement: 'sign', to: 'check', reason: 'sai thửa' }]);
      expect(targets(running, 'check')).toEqual(['slip', 'receive']);
      running.complete('check').complete('sign').expectEnded();
      expect([running.runs('receive'), running.runs('check'), running.runs('sign')]).toEqual([1, 2, 1]);
    });

    it('a step between is done again on the way', () => {
      const running = run(line()).complete('receive').answer('slip').complete('check').returnTo('sign', 'receive');
      expect(running.active).toEqual(['receive']);
      running.complete('receive').answer('slip').complete('check').complete('sign').expectEnded();
      expect(running.of('JobCreated')).toHaveLength(2);
    });

    it('also to a step that is no person’s: the connector is asked again', () => {
      const running = run(line()).complete('receive').answer('slip').returnTo('check', 'slip');
      expect(running.active).toEqual(['slip']);
      running.answer('slip').complete('check').complete('sign').expectEnded();
    });

    it('back and back again', () => {
      const running = run(line()).complete('receive').answer('slip').complete('check');
      running.returnTo('sign', 'check').returnTo('check', 'receive').complete('receive').answer('slip');
      expect(targets(running, 'check')).toEqual(['slip', 'receive']);
      running
        .returnTo('check', 'receive')
        .complete('receive')
        .answer('slip')
        .complete('check')
        .complete('sign')
        .expectEnded();
    });

    it('refuses what lies ahead, itself, gateways and events, and what does not exist, and names what is allowed', () => {
      const running = run(line()).complete('receive').answer('slip');
      for (const to of ['sign', 'check', 'start', 'nowhere', 'toString']) {
        expect(refusalOf(() => running.returnTo('check', to))).toMatchObject({
          code: 'RETURN_TARGET_NOT_ALLOWED',
          details: { from: 'check', to, targets: ['slip', 'receive'] },
        });
      }
      expect(running.active).toEqual(['check']);
    });

    it('only a person’s open step can be sent back', () => {
      const running = run(line()).complete('receive');
      expect(refusalOf(() => running.returnTo('slip', 'receive')).code).toBe('NOT_A_USER_TASK');
      expect(returnTargets(running.graph, running.state, 99)).toEqual([]);
    });

    it('timers and subscriptions of the step left behind are gone, those of the step entered begin anew', () => {
      const graph = process()
        .start()
        .user('a')
        .user('b')
        .boundary('late-a', 'a', timer('duration', 'P3D'))
        .boundary('late-b', 'b', timer('duration', 'P1D'))
        .boundary('note', 'b', message('m'), { interrupting: false })
        .end();
      const running = run(
        graph.chain('start', 'a', 'b', 'end').chain('late-a', 'end').chain('late-b', 'end').chain('note', 'end'),
      );
      running.advance('PT5H').complete('a').advance('PT5H').returnTo('b', 'a');
      expect(running.timers).toEqual(['late-a']);
      expect(running.subscriptions).toEqual([]);
      expect(running.dueAfter).toEqual([(3 * 24 + 10) * 3_600_000]);
    });
  });

  /** a → fork → (b1 → b2 | c1 → subprocess(d1 → d2)) → join → e → end */
  const block = () => {
    const graph = process()
      .start()
      .user('a')
      .and('fork')
      .user('b1')
      .user('b2')
      .boundary('late', 'b2', timer('duration', 'P1D'), { interrupting: false })
      .user('side')
      .user('c1');
    graph.sub('s', (inner) =>
      inner
        .start('in')
        .user('d1')
        .user('d2')
        .boundary('stop', 'd2', message('stop'))
        .end('out')
        .chain('in', 'd1', 'd2', 'out')
        .chain('stop', 'out'),
    );
    graph.and('join').user('e').end();
    return graph
      .chain('start', 'a', 'fork', 'b1', 'b2', 'join', 'e', 'end')
      .chain('fork', 'c1', 's', 'join')
      .chain('late', 'side');
  };

  describe('out of a parallel block', () => {
    it('withdraws both branches: the token at the join and the one inside the subprocess', () => {
      const running = run(block()).complete('a').complete('b1').complete('b2').complete('c1').complete('d1');
      expect(running.resting).toEqual(['b2-join']);
      expect(targets(running, 'd2')).toEqual(['d1', 'c1', 'a']);
      running.returnTo('d2', 'a');
      expect(running.active).toEqual(['a']);
      expect([running.resting, running.timers, running.subscriptions]).toEqual([[], [], []]);
      expect(running.cancelled).toEqual(['d2', 's']);
      running
        .complete('a')
        .complete('b1')
        .complete('b2')
        .complete('c1')
        .complete('d1')
        .complete('d2')
        .complete('e')
        .expectEnded();
      expect([running.runs('join'), running.runs('e'), running.runs('end')]).toEqual([1, 1, 1]);
    });

    it('from the other branch: the open subprocess goes as a whole', () => {
      const running = run(block()).complete('a').complete('b1').complete('c1').complete('d1').returnTo('b2', 'a');
      expect(running.active).toEqual(['a']);
      expect(running.cancelled).toEqual(['b2', 'd2', 's']);
    });

    it('inside one branch the other is untouched', () => {
      const running = run(block())
        .complete('a')
        .complete('b1')
        .complete('b2')
        .complete('c1')
        .complete('d1')
        .returnTo('d2', 'c1');
      expect(running.active).toEqual(['c1']);
      expect(running.resting).toEqual(['b2-join']);
      running.complete('c1').complete('d1').complete('d2').complete('e').expectEnded();
    });

    it('inside the subprocess the subprocess goes on', () => {
      const running = run(block()).complete('a').complete('c1').complete('d1');
      const subprocess = running.idOf('s');
      running.returnTo('d2', 'd1');
      expect(running.idOf('s')).toBe(subprocess);
      expect(running.active).toEqual(['b1', 's', 'd1']);
      expect(running.subscriptions).toEqual([]);
    });

    it('after the join a step of one branch is refused; the steps before the fork are allowed', () => {
      const running = run(block())
        .complete('a')
        .complete('b1')
        .complete('b2')
        .complete('c1')
        .complete('d1')
        .complete('d2');
      expect(refusalOf(() => running.returnTo('e', 'b1'))).toMatchObject({
        code: 'RETURN_TARGET_NOT_ALLOWED',
        details: { targets: ['a'] },
      });
      running.returnTo('e', 'a');
      expect(running.active).toEqual(['a']);
    });

    it('a completed subprocess may be repeated as a whole, its inner steps alone may not', () => {
      const graph = process()
        .start()
        .sub('s', (inner) => inner.start('in').user('d').chain('in', 'd'))
        .user('e')
        .chain('start', 's', 'e');
      const running = run(graph).complete('d');
      expect(targets(running, 'e')).toEqual(['s']);
      running.returnTo('e', 's');
      expect(running.active).toEqual(['s', 'd']);
    });
  });

  describe('side paths of non-interrupting boundary events', () => {
    it('go with a step before their host', () => {
      const running = run(block()).complete('a').complete('b1').fire('late').complete('b2');
      expect(running.active).toEqual(['c1', 'side']);
      running.returnTo('c1', 'a');
      expect(running.active).toEqual(['a']);
      expect(running.cancelled).toEqual(['c1', 'side']);
    });

    it('go with their host: it will start them again if need be', () => {
      const graph = process()
        .start()
        .user('a')
        .user('host')
        .boundary('late', 'host', timer('duration', 'P1D'), { interrupting: false })
        .user('side')
        .user('next');
      const running = run(graph.chain('start', 'a', 'host', 'next').chain('late', 'side'))
        .complete('a')
        .fire('late')
        .complete('host');
      expect(targets(running, 'side')).toEqual(['a']);
      running.returnTo('next', 'host');
      expect(running.active).toEqual(['host']);
      expect(running.timers).toEqual(['late']);
    });

    it('stay when a later step than their host is repeated', () => {
      const graph = process()
        .start()
        .user('host')
        .boundary('late', 'host', timer('duration', 'P1D'), { interrupting: false })
        .user('side')
        .user('n1')
        .user('n2');
      const running = run(graph.chain('start', 'host', 'n1', 'n2').chain('late', 'side'))
        .fire('late')
        .complete('host')
        .complete('n1')
        .returnTo('n2', 'n1');
      expect(running.active).toEqual(['side', 'n1']);
    });

    it('can be sent back themselves, to before their host: the main path comes along', () => {
      const running = run(block()).complete('a').complete('b1').fire('late').returnTo('side', 'b1');
      expect(running.active).toEqual(['c1', 'b1']);
      expect(running.cancelled).toEqual(['b2', 'side']);
    });

    it('once the main path has passed the join, a step of its branch can no longer be repeated from the side either', () => {
      const running = run(block())
        .complete('a')
        .complete('b1')
        .fire('late')
        .complete('b2')
        .complete('c1')
        .complete('d1')
        .complete('d2');
      expect(running.active).toEqual(['side', 'e']);
      expect(targets(running, 'side')).toEqual(['a']); // b1 alone would wait at the join for ever
      running.returnTo('side', 'a');
      expect(running.active).toEqual(['a']);
      running
        .complete('a')
        .complete('b1')
        .complete('b2')
        .complete('c1')
        .complete('d1')
        .complete('d2')
        .complete('e')
        .expectEnded();
    });
  });

  it('a branch split off inside a parallel branch (implicit fork) is bound by the join in the same way', () => {
    const graph = process().start().and('fork').user('b').user('c').user('extra').and('join').end().end('extra-end');
    const running = run(
      graph.chain('start', 'fork', 'b', 'join', 'end').chain('b', 'extra', 'extra-end').chain('fork', 'c', 'join'),
    ).complete('b');
    expect(targets(running, 'extra')).toEqual(['b']);
    running.complete('c');
    expect(targets(running, 'extra')).toEqual([]);
    running.complete('extra').expectEnded();
  });

  describe('inclusive block', () => {
    const graph = () =>
      process()
        .start()
        .user('a')
        .or('split', { default: 'split-c' })
        .user('b1')
        .user('b2')
        .user('c')
        .or('join')
        .user('e')
        .end()
        .chain('start', 'a', 'split')
        .flow('split', 'b1', { when: 'both' })
        .flow('split', 'c', { id: 'split-c2', when: 'both' })
        .chain('split', 'c')
        .chain('b1', 'b2', 'join', 'e', 'end')
        .chain('c', 'join');

    it('with one branch taken a step inside it may be repeated even after the join', () => {
      const running = run(graph(), { both: false }).complete('a').complete('c');
      expect(targets(running, 'e')).toEqual(['c', 'a']);
      running.returnTo('e', 'c').complete('c').complete('e').expectEnded();
    });

    it('with two, not; out of it both are withdrawn', () => {
      const running = run(graph(), { both: true }).complete('a').complete('c').complete('b1');
      expect(targets(running, 'b2')).toEqual(['b1', 'a']);
      running.returnTo('b2', 'b1').complete('b1').complete('b2');
      expect(targets(running, 'e')).toEqual(['a']);
      expect(running.runs('join')).toBe(1);
    });
  });

  describe('in loops', () => {
    const graph = () =>
      process()
        .start()
        .xor('again')
        .user('a')
        .user('b')
        .xor('x', { default: 'out' })
        .user('c')
        .end()
        .chain('start', 'again', 'a', 'b', 'x')
        .flow('x', 'again', { when: 'more' })
        .flow('x', 'c', { id: 'out' })
        .chain('c', 'end');

    it('the latest execution is the one that is repeated', () => {
      const running = run(graph(), { more: true })
        .complete('a')
        .complete('b')
        .complete('a')
        .complete('b', { more: false });
      expect(targets(running, 'c')).toEqual(['b', 'a']);
      running.returnTo('c', 'b');
      expect(targets(running, 'b')).toEqual(['a']);
      running.complete('b').complete('c').expectEnded();
    });

    it('within a later turn the step itself may be asked for from the turn before', () => {
      const running = run(graph(), { more: true }).complete('a').complete('b').complete('a');
      expect(targets(running, 'b')).toEqual(['a', 'b']);
      running.returnTo('b', 'b');
      expect(running.active).toEqual(['b']);
      running.complete('b', { more: false }).complete('c').expectEnded();
    });

    it('with a parallel block in every turn: tokens of the turn are withdrawn, once', () => {
      const loop = process()
        .start()
        .xor('again')
        .user('a')
        .and('fork')
        .user('b')
        .user('c')
        .and('join')
        .xor('x', { default: 'out' })
        .end();
      loop
        .chain('start', 'again', 'a', 'fork', 'b', 'join', 'x')
        .chain('fork', 'c', 'join')
        .flow('x', 'again', { when: 'more' })
        .flow('x', 'end', { id: 'out' });
      const running = run(loop, { more: true })
        .complete('a')
        .complete('b')
        .complete('c')
        .complete('a')
        .complete('b')
        .returnTo('c', 'a');
      expect(running.active).toEqual(['a']);
      expect(running.resting).toEqual([]);
      running.complete('a').complete('b', { more: false }).complete('c').expectEnded();
      expect(running.runs('join')).toBe(2);
    });
  });
});
