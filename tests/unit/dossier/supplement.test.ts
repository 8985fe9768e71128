import { nextWakeAt } from '../../../domain/dossier/decide-dossier';
import type { ProcedureContent } from '../../../domain/dossier/procedure-content';
import { CLERK, DossierSpec, loadTransfer, OFFICER, procedureOf, SECOND_OFFICER } from '../../support/dossier-spec';
import { messageDefinition, process, timer } from '../../support/graph-builder';
import { local, show } from '../clock/clock-fixtures';

// "Yêu cầu bổ sung": asked once, at any step; the clock stands; the dossier comes back to that step (domain-facts §1.4, §3.1).

const WINDOW_END = '2023-03-29 17:00'; // fifteen working days after Wednesday 8 March
let restart: ProcedureContent;
let resume: ProcedureContent;
beforeAll(async () => {
  restart = await loadTransfer('2013');
  resume = await loadTransfer('2025');
});

function ask(given: DossierSpec, element: string): DossierSpec {
  given.act('requestSupplement', { task: given.idOf(element), submission: 'S-7' });
  return given;
}
const asked = (procedure = restart) => ask(new DossierSpec(procedure).submit().at('2023-03-08 10:00'), 'appraise');

describe('a supplement', () => {
  test('stops the clock and the step, and the citizen is told what is missing and until when', () => {
    const given = asked();
    expect([given.state.status, given.pauses, given.openTasks]).toEqual([
      'PENDING_SUPPLEMENT',
      ['SUPPLEMENT'],
      ['appraise'],
    ]);
    expect(given.lastCommit).toMatchObject({
      dossier: { suspended: true, publicState: 5, pauseReasons: ['SUPPLEMENT'] },
      entries: [
        { type: 'SupplementRequested', windowEndsAt: local(WINDOW_END) },
        { type: 'ClockPaused', reason: 'SUPPLEMENT' },
        { type: 'StatusChanged', from: 'APPRAISAL', to: 'PENDING_SUPPLEMENT' },
      ],
      thresholds: [],
    });
    expect(
      given.lastCommit.outbox.map(({ kind, payload }) => [
        kind,
        payload.document ?? payload.mail ?? payload.publicState,
      ]),
    ).toEqual([
      ['document', 'supplementRequest'],
      ['mail', 'supplementRequest'],
      ['oneStopProgress', 5],
    ]);
    expect(show(nextWakeAt(given.state) ?? 0)).toBe(WINDOW_END);
  });

  test.each(['claimTask', 'completeTask', 'returnToStep', 'requestSupplement', 'refuse', 'moveDeadline'] as const)(
    'nobody may %s meanwhile',
    (type) => {
      const given = asked();
      const fields = {
        task: given.idOf('appraise'),
        variables: { eligible: true },
        to: 'appraise',
        dueAt: 0,
        apology: false,
      };
      expect(given.refusalOfAny(type, fields)).toMatchObject({
        code: 'ACTION_NOT_ALLOWED',
        details: { status: 'PENDING_SUPPLEMENT', phase: 'supplement' },
      });
    },
  );

  test('brings the dossier back to the very same step and holder', () => {
    const given = new DossierSpec(restart).toPrinting();
    const task = given.idOf('printCertificate');
    given.act('claimTask', { task });
    ask(given, 'printCertificate').act('receiveSupplement', {}, CLERK);
    expect(given.state).toMatchObject({ status: 'PENDING_PRINT', tasks: { [task]: { assignee: OFFICER } } });
    expect([given.state.supplement, given.pauses, given.lastCommit.dossier.suspended]).toEqual([undefined, [], false]);
    given.finish();
    expect(given.state.status).toBe('RETURNED');
  });

  test('2013: the legal time is counted from the start again', () => {
    const given = asked(restart).at('2023-03-15 10:00');
    given.act('receiveSupplement', {}, CLERK);
    expect(given.lastEntries).toEqual(['SupplementReceived', 'ClockRestarted', 'StatusChanged']);
    expect([given.dueAt, show(given.state.deadline?.originalDueAt ?? 0)]).toEqual([
      '2023-03-29 17:00',
      '2023-03-20 17:00',
    ]);
    expect(given.lastCommit.thresholds.map(({ cycle }) => cycle)).toEqual([1, 1, 1, 1]);
  });

  test('2025: what was left goes on', () => {
    const given = asked(resume).at('2023-03-15 10:00');
    expect(given.dueAt).toBe('2023-03-16 17:00');
    given.act('receiveSupplement', {}, CLERK);
    expect(given.lastEntries).toEqual(['SupplementReceived', 'ClockResumed', 'StatusChanged']);
    expect(given.dueAt).toBe('2023-03-23 17:00');
    expect(given.lastCommit.thresholds.map(({ cycle }) => cycle)).toEqual([0, 0, 0, 0]);
  });

  test('is asked once, whatever the step', () => {
    const given = asked();
    given.act('receiveSupplement', {}, CLERK);
    given.complete('appraise', { eligible: true, taxExempt: true });
    expect(given.refusal('requestSupplement', { task: given.idOf('printCertificate') })).toMatchObject({
      code: 'SUPPLEMENT_ALREADY_REQUESTED',
      details: { maxRequests: 1 },
    });
  });

  test('is asked by who holds the step', () => {
    const given = new DossierSpec(restart).submit();
    const task = given.idOf('appraise');
    given.act('claimTask', { task });
    expect(given.refusal('requestSupplement', { task }, SECOND_OFFICER).code).toBe('TASK_HELD_BY_OTHER');
    expect(given.refusal('requestSupplement', { task: 999 }).code).toBe('TASK_NOT_OPEN');
  });

  test('is asked by nobody while only tax has something to do', () => {
    const given = new DossierSpec(restart).toTax();
    expect(given.refusal('requestSupplement', { task: given.idOf('awaitTax') })).toMatchObject({
      code: 'TASK_NOT_OPEN',
      details: { open: [] },
    });
  });
});

describe('the citizen’s window', () => {
  test('ends the dossier at its last instant, not before', () => {
    const given = asked().at('2023-03-29 16:59').wake();
    expect([given.lastEntries, given.state.status]).toEqual([[], 'PENDING_SUPPLEMENT']);
    given.at(WINDOW_END).wake();
    expect(given.lastEntries).toEqual([
      'SupplementExpired',
      'StopNoticeReceived',
      'TaskCancelled',
      'ClockStopped',
      'StatusChanged',
      'DossierClosed',
    ]);
    expect(given.state).toMatchObject({
      status: 'STOPPED',
      engine: { variables: { stopReason: 'SUPPLEMENT_EXPIRED' } },
    });
    expect(given.sentOut('document')).toEqual(['receipt', 'supplementRequest', 'stopNotice', 'processControl']);
    // The office was in time: its clock stood since the request.
    expect(given.state.deadline?.outcome).toBe('early');
    expect([nextWakeAt(given.state), given.state.supplement]).toEqual([undefined, undefined]);
  });

  test('missed by an outage of ours costs the citizen nothing until the dossier is stopped', () => {
    const given = asked().at('2023-03-30 08:00');
    given.act('receiveSupplement', {}, CLERK);
    expect(given.wake().state.status).toBe('APPRAISAL');
  });
});

describe('a supplement during a tax wait (work beside it goes on)', () => {
  const parallel = process('PARALLEL')
    .start()
    .and('split')
    .user('draft', { properties: { status: 'PENDING_PRINT' } })
    .service('sendTaxSlip', { type: 'send-tax-slip' })
    .receive('awaitTax', messageDefinition('tax-determined'), { properties: { status: 'PENDING_TAX', pause: 'TAX' } })
    .and('join')
    .user('register', { properties: { status: 'PENDING_HANDOVER', clock: 'stop' } })
    .end('end', undefined, { properties: { status: 'RETURNED' } })
    .chain('start', 'split', 'draft', 'join', 'register', 'end')
    .chain('split', 'sendTaxSlip', 'awaitTax', 'join')
    .build();
  const waiting = (like: ProcedureContent) =>
    ask(
      new DossierSpec(procedureOf(parallel, like)).submit().at('2023-03-07 10:00').sent().at('2023-03-08 10:00'),
      'draft',
    );

  test('2025: two reasons hold the clock, it goes on when the last has ended', () => {
    const given = waiting(resume);
    expect(given.pauses).toEqual(['TAX', 'SUPPLEMENT']);
    given.at('2023-03-15 10:00').act('receiveSupplement', {}, CLERK);
    expect([given.pauses, given.state.status]).toEqual([['TAX'], 'PENDING_TAX']);
    given.at('2023-03-17 10:00').notices(1, {});
    expect([given.pauses, given.dueAt]).toEqual([[], '2023-03-28 17:00']);
  });

  test('2013: counted from the start, and still standing for tax', () => {
    const given = waiting(restart).at('2023-03-15 10:00');
    given.act('receiveSupplement', {}, CLERK);
    expect(given.lastEntries).toEqual(['SupplementReceived', 'ClockRestarted', 'ClockPaused', 'StatusChanged']);
    expect(given.pauses).toEqual(['TAX']);
    given.at('2023-03-17 10:00').notices(1, {});
    expect(given.dueAt).toBe('2023-03-31 17:00');
  });

  test('tax answers first: the supplement still holds the clock', () => {
    const given = waiting(resume).at('2023-03-13 10:00').notices(1, {});
    expect([given.pauses, given.state.status]).toEqual([['SUPPLEMENT'], 'PENDING_SUPPLEMENT']);
    given.at('2023-03-15 10:00').act('receiveSupplement', {}, CLERK);
    expect([given.pauses, given.dueAt, given.openTasks]).toEqual([[], '2023-03-24 17:00', ['draft']]);
    given.complete('draft').complete('register');
    expect(given.state).toMatchObject({ status: 'RETURNED', deadline: { outcome: 'early' } });
  });
});

test.each([
  ['P2D', '2023-03-10 10:00'],
  ['P60D', WINDOW_END],
])(
  'the dossier wakes for what comes first, a timer of the procedure (%s) or the end of the window',
  (duration, expected) => {
    const graph = process('TIMED')
      .start()
      .and('split')
      .user('draft')
      .catch('wait', timer('duration', duration))
      .and('join')
      .end()
      .chain('start', 'split', 'draft', 'join', 'end')
      .chain('split', 'wait', 'join')
      .build();
    const given = ask(
      new DossierSpec(procedureOf(graph, restart), { now: local('2023-03-08 10:00') }).submit(),
      'draft',
    );
    expect(show(nextWakeAt(given.state) ?? 0)).toBe(expected);
  },
);
