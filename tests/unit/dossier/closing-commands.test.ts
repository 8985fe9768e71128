import type { ProcedureContent } from '../../../domain/dossier/procedure-content';
import { CLERK, DossierSpec, HEAD, loadTransfer, procedureOf } from '../../support/dossier-spec';
import { process } from '../../support/graph-builder';

// A dossier that does not reach its result: withdrawn, refused, stopped (domain-facts §1.4).

let procedure: ProcedureContent;
beforeAll(async () => {
  procedure = await loadTransfer('2013');
});

const beforeDecision: [string, (of: DossierSpec) => DossierSpec][] = [
  ['the appraisal', (of) => of.submit()],
  ['the tax slip', (of) => of.toTaxSlip()],
  ['the sending of the slip', (of) => of.toSending()],
  ['a failed sending', (of) => of.toSending().fail('sendTaxSlip')],
  ['the tax wait', (of) => of.toTax()],
  ['the payment', (of) => of.toPayment()],
  ['the printing', (of) => of.toPrinting()],
  ['the check', (of) => of.toChecking()],
  ['the signature', (of) => of.toSigning()],
];
const afterDecision: [string, (of: DossierSpec) => DossierSpec][] = [
  ['the register', (of) => of.toRegistering()],
  ['the hand-over', (of) => of.toHandover()],
];
const supplement: [string, (of: DossierSpec) => DossierSpec][] = [
  [
    'a supplement',
    (of) => {
      of.submit().act('requestSupplement', { task: of.idOf('appraise') });
      return of;
    },
  ],
];
const at = (lead: (of: DossierSpec) => DossierSpec) => lead(new DossierSpec(procedure)).at('2023-03-15 10:00');

function expectClosed(of: DossierSpec, status: string, publicState: number): void {
  expect(of.state).toMatchObject({ status, engine: { status: 'completed' }, tasks: {} });
  expect(of.state.supplement).toBeUndefined();
  expect(of.state.deadline?.stoppedAt).toBe(of.now);
  expect(of.lastCommit.dossier).toMatchObject({ publicState, closedAt: of.now, pauseReasons: [], suspended: false });
  expect(of.lastEntries.slice(-2)).toEqual(['StatusChanged', 'DossierClosed']);
  expect(of.progress.at(-1)).toBe(publicState);
}

describe.each([...beforeDecision, ...supplement])('during %s', (_name, lead) => {
  test('the citizen may withdraw', () => {
    const of = at(lead);
    of.act('withdraw', {}, CLERK);
    expectClosed(of, 'WITHDRAWN', 7);
    expect(of.sentOut('document').slice(-1)).toEqual(['processControl']);
  });

  test.each(['COURT', 'ENFORCEMENT', 'DISPUTE', 'CITIZEN_REQUEST'] as const)('it is stopped: %s', (cause) => {
    const of = at(lead);
    of.act('stop', { cause }, HEAD);
    expectClosed(of, 'STOPPED', 8);
    expect(of.lastCommit.entries).toContainEqual({ type: 'StopNoticeReceived', cause });
    expect(of.state.engine.variables.stopReason).toBe(cause);
    expect(of.sentOut('document').slice(-2)).toEqual(['stopNotice', 'processControl']);
  });
});

describe.each(beforeDecision)('during %s', (_name, lead) => {
  test('it may be refused, with form 03', () => {
    const of = at(lead);
    of.act('refuse', { submission: 'S-3' }, HEAD);
    expectClosed(of, 'REJECTED', 3);
    expect(of.sentOut('document').slice(-2)).toEqual(['refusal', 'processControl']);
    expect(of.sentOut('mail').slice(-1)).toEqual(['refusal']);
    expect(of.lastCommit.outbox.find(({ kind }) => kind === 'document')?.payload.submission).toBe('S-3');
  });
});

describe.each(afterDecision)('after the decision, during %s', (_name, lead) => {
  test.each(['withdraw', 'refuse', 'requestSupplement'] as const)('%s comes too late', (type) => {
    const of = at(lead);
    const [task = 0] = Object.keys(of.state.tasks).map(Number);
    const refused = of.refusalOfAny(type, { task }, CLERK);
    expect(refused.code).toBe('ACTION_NOT_ALLOWED');
    expect(refused.details.allowed).not.toContain(type);
  });

  test('the citizen’s own request to stop comes too late, an authority’s notice does not', () => {
    const of = at(lead);
    expect(of.refusal('stop', { cause: 'CITIZEN_REQUEST' }, CLERK)).toMatchObject({
      code: 'ACTION_NOT_ALLOWED',
      details: { status: of.state.status },
    });
    of.act('stop', { cause: 'COURT' }, HEAD);
    expect([of.state.status, of.openTasks]).toEqual(['STOPPED', []]);
  });
});

test('a stop after the clock has stopped leaves its outcome alone', () => {
  const of = at((given) => given.toHandover()).at('2023-06-01 10:00');
  const { deadline } = of.state;
  of.act('stop', { cause: 'COURT' }, HEAD);
  expect(of.state.deadline).toEqual(deadline);
});

describe('a procedure that does not listen for it', () => {
  const plain = process('PLAIN').start().user('work').end().chain('start', 'work', 'end').build();

  test.each([
    ['withdraw', 'WITHDRAWN'],
    ['refuse', 'REJECTED'],
    ['stop', 'STOPPED'],
  ] as const)('%s cancels it all the same', (type, status) => {
    const of = new DossierSpec(procedureOf(plain, procedure)).submit();
    of.actAny(type, { cause: 'COURT' });
    expect(of.state).toMatchObject({ status, engine: { status: 'cancelled' }, tasks: {} });
  });

  test('an end without a name is the hand-over', () => {
    const of = new DossierSpec(procedureOf(plain, procedure)).submit().complete('work');
    expect(of.state.status).toBe('RETURNED');
    expect(of.progress).toEqual([2, 10]);
  });
});
