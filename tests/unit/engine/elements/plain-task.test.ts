import { process } from '../../../support/graph-builder';
import { run } from '../engine-driver';

describe('abstract and manual task (BPMN 2.0.2 §10.3.3, §13.3.3)', () => {
  it('complete at once', () => {
    const ended = run(process().start().task('a').manual('b').end().chain('start', 'a', 'b', 'end'));
    expect(ended.path).toEqual(['start', 'a', 'b', 'end']);
    ended.expectEnded();
  });

  it('runs once for each token that arrives, on whichever incoming flow (§13.3.2)', () => {
    const graph = process().start().and('fork').task('t').end();
    const ended = run(
      graph.chain('start', 'fork').flow('fork', 't', { id: 'f1' }).flow('fork', 't', { id: 'f2' }).chain('t', 'end'),
    );
    expect(ended.runs('t')).toBe(2);
    expect(ended.runs('end')).toBe(2);
    ended.expectEnded();
  });

  describe('several outgoing flows (§13.2.1)', () => {
    const split = () =>
      process()
        .start()
        .task('t', { default: 'otherwise' })
        .user('always')
        .user('big')
        .user('rest')
        .chain('start', 't')
        .flow('t', 'big', { when: 'area > 100' })
        .flow('t', 'rest', { id: 'otherwise' });

    it('all without a condition: an implicit fork', () => {
      const running = run(process().start().task('t').user('a').user('b').chain('start', 't', 'a').chain('t', 'b'));
      expect(running.active).toEqual(['a', 'b']);
    });

    it('takes the flows whose condition is true, not the default', () => {
      expect(run(split(), { area: 120 }).active).toEqual(['big']);
    });

    it('takes the default when no condition is true, an absent variable included', () => {
      expect(run(split(), { area: 90 }).active).toEqual(['rest']);
      expect(run(split()).active).toEqual(['rest']);
    });

    it('takes an unconditional flow and a true condition together', () => {
      expect(run(split().flow('t', 'always'), { area: 120 }).active).toEqual(['big', 'always']);
    });

    it('fails the task when no condition is true and there is no default', () => {
      const failed = run(process().start().task('t').user('a').chain('start', 't').flow('t', 'a', { when: 'false' }));
      expect(failed.failureOf('t')).toMatchObject({ code: 'EXPRESSION_FAILED' });
      expect(failed.status).toBe('running');
      expect(failed.runs('t')).toBe(0);
    });

    it('fails the task when a condition is neither true, false nor null', () => {
      const failed = run(split(), { area: 'lớn' }).of('ElementFailed');
      expect(failed).toEqual([]); // a text compared with a number is null in FEEL
      const wrong = run(process().start().task('t').user('a').chain('start', 't').flow('t', 'a', { when: '"yes"' }));
      expect(wrong.failureOf('t')).toMatchObject({ code: 'CONDITION_NOT_BOOLEAN' });
    });
  });
});
