import { decideDossier } from '../../../domain/dossier/decide-dossier';
import { REMEMBERED_ANSWERS } from '../../../domain/dossier/dossier-state';
import type { ProcedureContent } from '../../../domain/dossier/procedure-content';
import { CLERK, DossierSpec, loadTransfer, OFFICER } from '../../support/dossier-spec';

// The same request key never acts twice, and is always answered as it was the first time.

let procedure: ProcedureContent;
beforeAll(async () => {
  procedure = await loadTransfer('2013');
});

describe('a request key used before', () => {
  test('gets the first answer, and nothing happens', () => {
    const of = new DossierSpec(procedure).submit();
    const task = of.idOf('appraise');
    const first = of.act('claimTask', { task }, OFFICER, 'K');
    of.complete('appraise', { eligible: true, taxExempt: true });
    const { state, commits } = of;
    const written = commits.length;
    const again = of.act('claimTask', { task }, OFFICER, 'K');
    expect(again).toEqual({ state, entries: [], answer: first.answer });
    expect(again.state).toBe(state);
    expect(commits).toHaveLength(written);
  });

  test('also when the dossier is closed, also for another command, also by another person', () => {
    const of = new DossierSpec(procedure).submit();
    const { answer } = of.act('withdraw', {}, CLERK, 'K');
    expect(of.act('withdraw', {}, CLERK, 'K').answer).toEqual(answer);
    expect(of.act('refuse', {}, OFFICER, 'K').answer).toEqual(answer);
    expect(of.refusal('withdraw', {}, CLERK).code).toBe('ACTION_NOT_ALLOWED');
  });

  test('also for the submission itself', () => {
    const of = new DossierSpec(procedure).submit();
    expect(of.act('submit', { variables: {} }, CLERK, 'submit').answer).toMatchObject({ seq: 1, status: 'RECEIVED' });
    expect(of.state.seq).toBe(2);
  });

  test('a refused request is not remembered: the same key may succeed later', () => {
    const of = new DossierSpec(procedure).submit();
    const command = { type: 'receiveSupplement', requestKey: 'K', actor: { id: CLERK } } as const;
    expect(() => decideDossier(of.context, of.state, command, of.now)).toThrow('takes no receiveSupplement');
    of.act('requestSupplement', { task: of.idOf('appraise') });
    of.act('receiveSupplement', {}, CLERK, 'K');
    expect(of.state.status).toBe('APPRAISAL');
  });
});

test('fifty answers are remembered, the newest; what is older the server and the log know', () => {
  const of = new DossierSpec(procedure).submit();
  const task = of.idOf('appraise');
  for (let round = 1; round <= 60; round++)
    of.act(round % 2 ? 'claimTask' : 'releaseTask', { task }, OFFICER, `K${round}`);
  expect(of.state.answered.map(({ key }) => key)).toEqual(
    Array.from({ length: REMEMBERED_ANSWERS }, (_, index) => `K${index + 11}`),
  );
  const { seq } = of.state;
  of.act('claimTask', { task }, OFFICER, 'K11');
  expect(of.state.seq).toBe(seq);
  of.act('claimTask', { task }, OFFICER, 'K10');
  expect(of.state.seq).toBe(seq + 1);
});
